using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Platform.Security;

namespace Shouwang.Platform.Data;

/// <summary>The keys whose pseudonyms this database holds: one row, a value derived from them that tells nothing about them.</summary>
internal sealed class KeyMark(string fingerprint)
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    public string Fingerprint { get; private set; } = fingerprint;
}

internal sealed class KeyMarkMapping : IEntityTypeConfiguration<KeyMark>
{
    public void Configure(EntityTypeBuilder<KeyMark> builder)
    {
        builder.HasKey(mark => mark.Id);
        builder.Property(mark => mark.Id).ValueGeneratedNever();
        builder.Property(mark => mark.Fingerprint).HasMaxLength(32);
    }
}

/// <summary>
/// Binds a database to the keys that it is first used with. A database on a server outlives a data folder: with other keys
/// the same resident would have another pseudonym, and every warning would be raised a second time beside the first.
/// </summary>
public static class KeyMarks
{
    public static Task<bool> HasKeyMarkAsync(this ShouwangDb db, CancellationToken cancel) => db.Set<KeyMark>().AnyAsync(cancel);

    /// <summary>True where the database was made with these keys, or with none yet: then it is theirs from now on.</summary>
    public static async Task<bool> IsOfKeysAsync(this ShouwangDb db, KeyRing keys, CancellationToken cancel)
    {
        var fingerprint = Convert.ToHexStringLower(keys.Derive("operational/check", 16));
        if (await KnownAsync(db, cancel) is not { } known)
        {
            // Of two that begin at once the first wins, and the other sees whose it is.
            await db.Database.ExecuteSqlAsync($"INSERT INTO platform_key_mark (id, fingerprint) VALUES ({KeyMark.OnlyId}, {fingerprint}) ON CONFLICT DO NOTHING", cancel);
            known = (await KnownAsync(db, cancel))!;
        }

        return known == fingerprint;
    }

    private static Task<string?> KnownAsync(ShouwangDb db, CancellationToken cancel) =>
        db.Set<KeyMark>().AsNoTracking().Select(mark => mark.Fingerprint).SingleOrDefaultAsync(cancel);
}
