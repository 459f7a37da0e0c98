using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>What a verification found; the number is the exit code of <c>audit verify</c>.</summary>
public enum AuditState
{
    Ok = 0,
    /// <summary>A row was edited, deleted, moved, doubled or put in; or a checkpoint was forged.</summary>
    Tampered = 2,
    /// <summary>The chain is whole, but a checkpoint knows rows that are gone, or another row under the same number: cut, rolled back or replaced.</summary>
    Cut = 3,
    /// <summary>Nothing is wrong, but the newest checkpoint is too old to say so of the newest rows.</summary>
    Stale = 4,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Seq">The first row concerned, or null where it is about a file.</param>
public sealed record AuditFinding(AuditState State, long? Seq, Bilingual Text);

/// <param name="Rows">How many rows were read.</param>
/// <param name="LastSeq">Number of the last row; 0 where there is none.</param>
/// <param name="LastHash">Its hash, in hexadecimal.</param>
/// <param name="Checkpoints">How many checkpoints could be believed; null where none were asked for: then a cut end cannot be seen.</param>
/// <param name="NewestCheckpoint">The last row that they know, or null.</param>
public sealed record AuditVerdict(long Rows, long LastSeq, string LastHash, int? Checkpoints, long? NewestCheckpoint, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>The worst of the findings: tampered before cut before stale.</summary>
    public AuditState State => Findings.Count == 0 ? AuditState.Ok : Findings.Min(finding => finding.State);
}
