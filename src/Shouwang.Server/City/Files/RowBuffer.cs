using System.Buffers.Text;

namespace Shouwang.Server.City.Files;

/// <summary>Bytes of a file on their way out: numbers and cached texts are written without strings.</summary>
internal sealed class RowBuffer(int size = 1 << 20)
{
    private readonly byte[] bytes = new byte[size];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public bool NearlyFull => Length > bytes.Length - 4096;

    public Span<byte> Free => bytes.AsSpan(Length);

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public void Put(byte value) => bytes[Length++] = value;

    public void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>ASCII only.</summary>
    public void Put(ReadOnlySpan<char> ascii)
    {
        foreach (var c in ascii)
        {
            bytes[Length++] = (byte)c;
        }
    }

    public void PutNumber(long number)
    {
        Utf8Formatter.TryFormat(number, bytes.AsSpan(Length), out var written);
        Length += written;
    }

    public void PutDigits(long number, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, number /= 10)
        {
            bytes[Length + i] = (byte)('0' + number % 10);
        }

        Length += digits;
    }

    /// <summary>1,234,567 – thousands in groups.</summary>
    public void PutGrouped(long number)
    {
        if (number < 1000)
        {
            PutNumber(number);
            return;
        }

        PutGrouped(number / 1000);
        Put((byte)',');
        PutDigits(number % 1000, 3);
    }
}
