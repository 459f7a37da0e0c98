using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Shouwang.Platform.Data;

/// <summary>
/// How the value types of one module are stored. Every implementation in the assembly is found and asked,
/// as entity configurations are, because the floor may not know the modules that stand on it.
/// </summary>
public interface IColumnTypes
{
    void Declare(ModelConfigurationBuilder columns);
}

/// <summary>The floor's own: moments in UTC and 128-bit pseudonyms.</summary>
internal sealed class PlatformColumnTypes : IColumnTypes
{
    public void Declare(ModelConfigurationBuilder columns)
    {
        columns.Properties<DateTimeOffset>().HaveConversion<UtcColumn>();
        columns.Properties<UInt128>().HaveConversion<PseudonymColumn>().HaveMaxLength(16);
    }
}

/// <summary>A moment as UTC, cut to the microseconds that PostgreSQL keeps, so that both databases give back the same.</summary>
internal sealed class UtcColumn() : ValueConverter<DateTimeOffset, DateTime>(
    moment => new DateTime(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

/// <summary>A pseudonym as 16 bytes, highest first, so that the order of the bytes is the order of the numbers.</summary>
internal sealed class PseudonymColumn() : ValueConverter<UInt128, byte[]>(pseudonym => Bytes(pseudonym), bytes => Number(bytes))
{
    private static byte[] Bytes(UInt128 pseudonym)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, pseudonym);
        return bytes;
    }

    private static UInt128 Number(byte[] bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
}

/// <summary>An enum as its written word.</summary>
internal sealed class WordColumn<TEnum>() : ValueConverter<TEnum, string>(value => Words<TEnum>.Of(value), word => Words<TEnum>.Parse(word))
    where TEnum : struct, Enum;
