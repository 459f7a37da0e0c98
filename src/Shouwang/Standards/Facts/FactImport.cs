using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Facts;

/// <param name="Rows">In the file.</param>
/// <param name="Written">0 where the same file was taken in before.</param>
public sealed record FactCount(string Entity, Bilingual Label, int Rows, int Written);

/// <param name="Faults">Everything wrong, by file and line; where there is one, nothing was written.</param>
public sealed record FactSummary(IReadOnlyList<FactCount> Entities, IReadOnlyList<FileFault> Faults);

/// <summary>
/// Takes the facts of a register's folder, <c>facts/&lt;entity&gt;.csv</c> (docs/standards.md section 3): each file replaces all
/// facts of its entity, all files in one transaction, or nothing. An entity without a file keeps its facts.
/// </summary>
public sealed class FactImport(ShouwangDb db, Vocabulary facts, TimeProvider clock)
{
    /// <param name="folder">The register's folder; without a folder <c>facts</c> in it nothing is done.</param>
    /// <param name="isRegisterWhole">False where the register was refused: then the values are checked, but not whose they are, and nothing is written.</param>
    public async Task<FactSummary> RunAsync(string folder, bool isRegisterWhole = true, CancellationToken cancel = default)
    {
        var below = Path.Combine(folder, "facts");
        if (!Directory.Exists(below))
        {
            return new FactSummary([], []);
        }

        var faults = new List<FileFault>();
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var owners = isRegisterWhole ? await OwnersAsync(cancel) : null;
        var counts = new List<FactCount>();
        foreach (var path in Directory.EnumerateFiles(below, "*.csv").Order(StringComparer.Ordinal))
        {
            if (FactForm.Of(facts, Path.GetFileNameWithoutExtension(path)) is { } form)
            {
                counts.Add(await TakeAsync(path, form, owners, faults, cancel));
            }
            else
            {
                faults.Add(new FileFault(Path.GetFileName(path), 0, "", new($"政策包没有这种事实：{Names()}", $"the pack has no such facts: {Names()}")));
            }
        }

        if (faults.Count == 0 && isRegisterWhole)
        {
            await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        }

        return new FactSummary(counts, faults);
    }

    private string Names() => string.Join(", ", FactForm.All(facts).Select(f => f.Entity.Name));

    private async Task<Owners> OwnersAsync(CancellationToken cancel)
    {
        var households = await db.Households().AsNoTracking().Select(h => new { h.Code, h.Id }).ToListAsync(cancel);
        var persons = await db.Persons().AsNoTracking().Select(p => new { p.IdNumber, p.Id }).ToListAsync(cancel);
        return new Owners(
            new FactOwners(households.Index().ToDictionary(h => h.Item.Code, h => h.Index, StringComparer.Ordinal), persons.Index().ToDictionary(p => p.Item.IdNumber, p => p.Index)),
            households.ConvertAll(h => h.Id),
            persons.ConvertAll(p => p.Id));
    }

    /// <param name="Households">By number.</param>
    /// <param name="Persons">By number.</param>
    private sealed record Owners(FactOwners Numbers, IReadOnlyList<Guid> Households, IReadOnlyList<Guid> Persons);

    private async Task<FactCount> TakeAsync(string path, FactForm form, Owners? owners, List<FileFault> faults, CancellationToken cancel)
    {
        var entity = form.Entity.Name;
        var rows = new FactSheet(form, owners?.Numbers, faults).Read(path);
        var hash = await HashAsync(path, form, cancel);
        var before = await db.FactFiles().AsNoTracking().SingleOrDefaultAsync(f => f.Entity == entity, cancel);
        if (owners is null || before?.Sha256 == hash)
        {
            return new FactCount(entity, form.Entity.Label, rows.Count(), 0);
        }

        await db.Facts().Where(f => f.Entity == entity).ExecuteDeleteAsync(cancel);
        var json = new StringBuilder();
        var written = (int)db.BulkInsert(rows.TakeWhile(_ => !cancel.IsCancellationRequested).Select(row => new Fact(
            entity, row.Line, form.BelongsToPerson ? null : owners.Households[row.Owner], form.BelongsToPerson ? owners.Persons[row.Owner] : null,
            row.Source, row.On, row.Origin, form.Json(row.Given, json))));
        cancel.ThrowIfCancellationRequested();
        db.BulkUpsert([new FactFile(entity, hash, written, clock.GetUtcNow())]);
        return new FactCount(entity, form.Entity.Label, written, written);
    }

    private static async Task<string> HashAsync(string path, FactForm form, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', form.Inputs.Select(i => $"{i.Name} {i.Type.Kind} {string.Join(' ', i.Type.Codes ?? [])}"))));
        await using var file = File.OpenRead(path);
        sha.AppendData(await SHA256.HashDataAsync(file, cancel));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
