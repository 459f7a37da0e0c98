
namespace Shouwang.Platform.Audit;

/// <summary>What came of asking for a checkpoint.</summary>
/// <param name="Verdict">What the log was found to be. Only a log without fault is signed.</param>
/// <param name="Made">The new checkpoint; null where nothing was signed, because of a fault, no rows, or none since the last one.</param>
public sealed record CheckpointOutcome(AuditVerdict Verdict, Checkpoint? Made);

/// <summary>
/// Signs the end of the log into a folder that somebody else keeps. First the rows since the newest checkpoint that
/// lies there are verified: a signature under a log that was cut or rewritten would make the forgery good.
/// </summary>
public sealed class AuditCheckpoints(string connection, AuditSigner signer, TimeProvider clock)
{
    /// <param name="folder">Made where it is missing.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<CheckpointOutcome> WriteAsync(string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var verdict = await new AuditVerifier(connection, clock).RunAsync(new AuditVerifier.Question(folder, FromNewestCheckpoint: true), cancel);
        if (verdict.State != AuditState.Ok || verdict.LastSeq == 0 || verdict.NewestCheckpoint == verdict.LastSeq)
        {
            return new CheckpointOutcome(verdict, null);
        }

        var point = Checkpoint.Sign(signer, verdict.LastSeq, verdict.LastHash, clock.GetUtcNow());
        CheckpointFolder.Add(folder, point, signer);
        return new CheckpointOutcome(verdict, point);
    }
}
