using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shouwang.Registry;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.HasKey(person => person.Id);
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Ignore(person => person.Particulars);
        builder.HasIndex(person => person.IdNumber).IsUnique();
        builder.HasMany(person => person.Memberships).WithOne().HasForeignKey(membership => membership.PersonId);
        builder.HasMany(person => person.Categories).WithOne().HasForeignKey(spell => spell.PersonId);
    }
}

internal sealed class HouseholdMapping : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> builder)
    {
        builder.HasKey(household => household.Id);
        builder.Property(household => household.Id).ValueGeneratedNever();
        builder.Ignore(household => household.Particulars);
        builder.HasIndex(household => household.Code).IsUnique();
        builder.HasIndex(household => household.Division);
        builder.HasOne<Grid>().WithMany().HasForeignKey(household => household.GridCode);
        builder.HasMany(household => household.Memberships).WithOne().HasForeignKey(membership => membership.HouseholdId);
        builder.HasMany(household => household.Tags).WithOne().HasForeignKey(spell => spell.HouseholdId);
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasKey(membership => new { membership.PersonId, membership.From });
        builder.Ignore(membership => membership.Period);
        builder.HasIndex(membership => membership.HouseholdId);
    }
}

internal sealed class CategorySpellMapping : IEntityTypeConfiguration<CategorySpell>
{
    public void Configure(EntityTypeBuilder<CategorySpell> builder)
    {
        builder.HasKey(spell => new { spell.PersonId, spell.From });
        builder.Ignore(spell => spell.Period);
    }
}

internal sealed class TagSpellMapping : IEntityTypeConfiguration<TagSpell>
{
    public void Configure(EntityTypeBuilder<TagSpell> builder)
    {
        builder.HasKey(spell => new { spell.HouseholdId, spell.Tag, spell.From });
        builder.Ignore(spell => spell.Period);
    }
}

internal sealed class BenefitMapping : IEntityTypeConfiguration<Benefit>
{
    public void Configure(EntityTypeBuilder<Benefit> builder)
    {
        builder.HasKey(benefit => new { benefit.PersonId, benefit.Kind, benefit.From, benefit.Account });
        builder.Ignore(benefit => benefit.Period);
        builder.HasOne<Person>().WithMany().HasForeignKey(benefit => benefit.PersonId);
    }
}

internal sealed class WorkerMapping : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> builder) => builder.HasKey(worker => worker.Code);
}

internal sealed class GridMapping : IEntityTypeConfiguration<Grid>
{
    public void Configure(EntityTypeBuilder<Grid> builder)
    {
        builder.HasKey(grid => grid.Code);
        builder.HasIndex(grid => grid.Division);
        builder.HasOne<Worker>().WithMany().HasForeignKey(grid => grid.WorkerCode);
    }
}
