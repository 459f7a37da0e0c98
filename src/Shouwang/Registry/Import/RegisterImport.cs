using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;

namespace Shouwang.Registry.Import;

/// <summary>
/// Takes a folder of register files into the register: all of it in one transaction, or nothing.
/// The same folder again changes nothing; a changed one brings persons and households up to date and keeps the history of spells.
/// What a folder does not name stays as it is.
/// </summary>
/// <param name="divisions">Where given, every place must be in it.</param>
public sealed class RegisterImport(ShouwangDb db, DivisionTree? divisions = null)
{
    /// <summary>The source noted on the spells that an import brings.</summary>
    public const string Source = "register";

    /// <summary>
    /// Imports, unless <see cref="RegisterSummary.Faults"/> comes back with entries: then nothing was written. Within a
    /// transaction of the caller it is the caller who commits.
    /// </summary>
    public async Task<RegisterSummary> RunAsync(string folder, CancellationToken cancel = default)
    {
        var faults = new List<FileFault>();
        var delivered = RegisterFolder.Read(folder, faults);
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var changes = new RegisterChanges(await StoredRegister.LoadAsync(db, cancel), delivered, divisions, faults);
        if (faults.Count == 0)
        {
            Write(changes);
            await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        }

        faults.Sort((a, b) => (a.File, a.Line).CompareTo((b.File, b.Line)));
        return Summary(delivered, changes, faults);
    }

    private void Write(RegisterChanges changes)
    {
        db.BulkUpsert(changes.Workers);
        db.BulkUpsert(changes.Grids);
        db.BulkUpsert(changes.Households);
        db.BulkUpsert(changes.Persons);
        db.BulkUpsert(changes.Memberships);
        db.BulkUpsert(changes.Categories);
        db.BulkUpsert(changes.Tags);
        db.BulkUpsert(changes.Benefits);
    }

    private static RegisterSummary Summary(RegisterFolder delivered, RegisterChanges changes, List<FileFault> faults) => new(
        Persons: delivered.Members.DistinctBy(row => row.Id).Count(),
        Households: delivered.Households.Count,
        Spells: delivered.Members.Count + delivered.Categories.Count + delivered.Tags.Count,
        Benefits: delivered.Benefits.Count,
        Workers: delivered.Workers.Count,
        Grids: delivered.Grids.Count,
        Written: faults.Count == 0 ? changes.Count : 0,
        Faults: faults);
}

/// <summary>What an import found in the folder and did.</summary>
/// <param name="Persons">People in the folder.</param>
/// <param name="Households">Households in the folder.</param>
/// <param name="Spells">Memberships, classes and tags in the folder.</param>
/// <param name="Benefits">Benefits in the folder.</param>
/// <param name="Workers">Workers in the folder.</param>
/// <param name="Grids">Grids in the folder.</param>
/// <param name="Written">Rows written: 0 where the register already said all this, or where there are faults.</param>
/// <param name="Faults">Everything wrong, by file and line; where there is one, nothing was written.</param>
public sealed record RegisterSummary(int Persons, int Households, int Spells, int Benefits, int Workers, int Grids, long Written, IReadOnlyList<FileFault> Faults);
