using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Platform.Data;

namespace Shouwang.Standards.Facts;

/// <summary>
/// One row of what the means test is told of a family, whatever entity of <c>standards/facts.yaml</c> it is: a new input
/// needs no column. Known by entity and line of the file that brought it.
/// </summary>
/// <param name="HouseholdId">Of what belongs to a household; null for what belongs to a person.</param>
/// <param name="Source">The entity's input <c>source</c> (declared, checked, surveyed) where it has one.</param>
/// <param name="SeenOn">The day of the fact (<c>on</c>).</param>
/// <param name="Origin">Where it comes from (<c>from</c>), e.g. a department's code.</param>
/// <param name="Inputs">The other inputs as JSON, as far as they are given: money in fen, rates in parts per million, days as yyyy-MM-dd.</param>
public sealed record Fact(string Entity, int Line, Guid? HouseholdId, Guid? PersonId, string? Source, DateOnly? SeenOn, string? Origin, string Inputs);

/// <summary>The file that an entity's facts were last taken from.</summary>
/// <param name="Sha256">Of the file and of the inputs that the pack knew: the same again is not written again.</param>
public sealed record FactFile(string Entity, string Sha256, int Rows, DateTimeOffset ImportedAt);

internal sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        // No foreign keys: the import looks every household and person up, neither is ever deleted, and the databases
        // would look up each of some hundred thousand rows again.
        builder.HasKey(fact => new { fact.Entity, fact.Line });
        builder.Property(fact => fact.Line).ValueGeneratedNever();
        builder.HasIndex(fact => fact.HouseholdId);
        builder.HasIndex(fact => fact.PersonId);
    }
}

internal sealed class FactFileMapping : IEntityTypeConfiguration<FactFile>
{
    public void Configure(EntityTypeBuilder<FactFile> builder) => builder.HasKey(file => file.Entity);
}

/// <summary>The tables of facts.</summary>
public static class FactTables
{
    public static DbSet<Fact> Facts(this ShouwangDb db) => db.Set<Fact>();

    public static DbSet<FactFile> FactFiles(this ShouwangDb db) => db.Set<FactFile>();
}
