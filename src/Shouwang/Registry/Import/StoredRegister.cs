using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Registry.Import;

/// <summary>The whole register as it stands in the database, for comparison with a folder.</summary>
internal sealed record StoredRegister(
    Dictionary<string, Worker> Workers,
    Dictionary<string, Grid> Grids,
    Dictionary<string, Household> Households,
    Dictionary<IdNumber, Person> Persons,
    List<Membership> Memberships,
    List<CategorySpell> Categories,
    List<TagSpell> Tags,
    List<Benefit> Benefits)
{
    public static async Task<StoredRegister> LoadAsync(ShouwangDb db, CancellationToken cancel) => new(
        await db.Workers().AsNoTracking().ToDictionaryAsync(worker => worker.Code, cancel),
        await db.Grids().AsNoTracking().ToDictionaryAsync(grid => grid.Code, cancel),
        await db.Households().AsNoTracking().ToDictionaryAsync(household => household.Code, cancel),
        await db.Persons().AsNoTracking().ToDictionaryAsync(person => person.IdNumber, cancel),
        await db.Memberships().AsNoTracking().ToListAsync(cancel),
        await db.CategorySpells().AsNoTracking().ToListAsync(cancel),
        await db.TagSpells().AsNoTracking().ToListAsync(cancel),
        await db.Benefits().AsNoTracking().ToListAsync(cancel));
}
