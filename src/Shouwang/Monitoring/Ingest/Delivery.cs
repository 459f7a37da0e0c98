using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Ingest;

/// <summary>A file that arrived: enough to load it again from the archive when the records store is rebuilt.</summary>
/// <param name="Folder">The source's folder that it lay in.</param>
public sealed record Delivery(string Sha256, string Folder, string Name, long Bytes, DateTimeOffset ReceivedAt);

/// <summary>What somebody decided about a batch that had stopped. The newest decision about a content counts.</summary>
public sealed record BatchDecision(Guid Id, string Sha256, bool Accepted, string Reason, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>A quarantined line as somebody put it right; sealed, for the file it belongs to.</summary>
public sealed record LineCorrection(string Sha256, int Line, byte[] SealedLine, string CorrectedBy, DateTimeOffset CorrectedAt);

/// <summary>Whose row a doubtful one is, by somebody's decision: a registered person, or nobody of the register.</summary>
public sealed record MatchDecision(string Sha256, int Line, Guid? PersonId, string Reason, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>The tables of what arrives and what is decided about it.</summary>
public static class IngestTables
{
    public static DbSet<Delivery> Deliveries(this ShouwangDb db) => db.Set<Delivery>();

    public static DbSet<BatchDecision> BatchDecisions(this ShouwangDb db) => db.Set<BatchDecision>();

    public static DbSet<LineCorrection> LineCorrections(this ShouwangDb db) => db.Set<LineCorrection>();

    public static DbSet<MatchDecision> MatchDecisions(this ShouwangDb db) => db.Set<MatchDecision>();
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder) => builder.HasKey(d => new { d.Sha256, d.Folder, d.Name });
}

internal sealed class BatchDecisionMapping : IEntityTypeConfiguration<BatchDecision>
{
    public void Configure(EntityTypeBuilder<BatchDecision> builder)
    {
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => d.Sha256);
    }
}

internal sealed class LineCorrectionMapping : IEntityTypeConfiguration<LineCorrection>
{
    public void Configure(EntityTypeBuilder<LineCorrection> builder) => builder.HasKey(c => new { c.Sha256, c.Line });
}

internal sealed class MatchDecisionMapping : IEntityTypeConfiguration<MatchDecision>
{
    public void Configure(EntityTypeBuilder<MatchDecision> builder) => builder.HasKey(d => new { d.Sha256, d.Line });
}
