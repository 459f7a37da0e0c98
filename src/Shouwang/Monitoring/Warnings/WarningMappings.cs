using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

internal sealed class WarningMapping : IEntityTypeConfiguration<Warning>
{
    public void Configure(EntityTypeBuilder<Warning> builder)
    {
        builder.HasKey(warning => warning.Id);
        builder.Property(warning => warning.Id).ValueGeneratedNever();
        builder.Ignore(warning => warning.IsOpen);
        builder.Ignore(warning => warning.Waits);
        builder.Property(warning => warning.Division).HasMaxLength(12);
        builder.Property(warning => warning.Unit).HasMaxLength(12);
        builder.Property(warning => warning.Version).IsConcurrencyToken();
        builder.HasIndex(warning => warning.Number).IsUnique();
        builder.HasIndex(warning => new { warning.Year, warning.Ordinal });

        // Whatever goes wrong elsewhere, nobody is sent twice for the same thing.
        builder.HasIndex(warning => new { warning.Rule, warning.Subject }).IsUnique().HasFilter("state <> 'closed'");
        builder.HasOne<Person>().WithMany().HasForeignKey(warning => warning.PersonId);
        builder.HasOne<Household>().WithMany().HasForeignKey(warning => warning.HouseholdId);
        builder.HasOne<Worker>().WithMany().HasForeignKey(warning => warning.WorkerCode);
        builder.HasMany(warning => warning.Events).WithOne().HasForeignKey(change => change.WarningId);
    }
}

internal sealed class WarningEventMapping : IEntityTypeConfiguration<WarningEvent>
{
    public void Configure(EntityTypeBuilder<WarningEvent> builder)
    {
        builder.HasKey(change => new { change.WarningId, change.Sequence });
        builder.Property(change => change.Sequence).ValueGeneratedNever();
    }
}

internal sealed class SuppressedHitMapping : IEntityTypeConfiguration<SuppressedHit>
{
    public void Configure(EntityTypeBuilder<SuppressedHit> builder)
    {
        builder.HasKey(hit => new { hit.Rule, hit.Subject, hit.AsOf });
        builder.HasOne<Warning>().WithMany().HasForeignKey(hit => hit.WarningId);
    }
}
