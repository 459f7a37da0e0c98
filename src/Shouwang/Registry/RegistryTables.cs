using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Registry;

/// <summary>The tables of the register.</summary>
public static class RegistryTables
{
    public static DbSet<Person> Persons(this ShouwangDb db) => db.Set<Person>();

    public static DbSet<Household> Households(this ShouwangDb db) => db.Set<Household>();

    public static DbSet<Membership> Memberships(this ShouwangDb db) => db.Set<Membership>();

    public static DbSet<CategorySpell> CategorySpells(this ShouwangDb db) => db.Set<CategorySpell>();

    public static DbSet<TagSpell> TagSpells(this ShouwangDb db) => db.Set<TagSpell>();

    public static DbSet<Benefit> Benefits(this ShouwangDb db) => db.Set<Benefit>();

    public static DbSet<Worker> Workers(this ShouwangDb db) => db.Set<Worker>();

    public static DbSet<Grid> Grids(this ShouwangDb db) => db.Set<Grid>();
}
