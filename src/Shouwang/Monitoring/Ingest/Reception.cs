namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Brings files into the store one after the other, each seeing what the ones before it have left. The same rules hold
/// for a delivery, for a decision, and for a rebuild that repeats both.
/// </summary>
internal sealed class Reception(LoadLane lane)
{
    private readonly KnownBatches known = new(lane.Ledger.All());

    /// <summary>True where the file has its final state already and nothing new is said about it.</summary>
    /// <param name="accepted">What somebody decided about this content; null where nobody has.</param>
    public static bool IsSettled(Batch? before, ManifestFile? manifest, bool? accepted) => before?.State switch
    {
        BatchState.Published or BatchState.Rejected => true,
        BatchState.Stopped => accepted is null && !Explains(manifest, before),
        _ => false,
    };

    /// <summary>The file's batch, or null where nothing had to change.</summary>
    /// <exception cref="ConservationException">Rows or amounts do not add up.</exception>
    public async Task<Batch?> LoadAsync(PreparedFile file, bool? accepted, CancellationToken cancel)
    {
        var before = known.Same(file.Recognised, file.Archived.Sha256);
        if (before?.State == BatchState.Published && accepted == false)
        {
            // Rejected once, and now read without a fault: the contract has changed since, the decision has not.
            known.Put(before, lane.Ledger.Reject(before));
            return null;
        }

        if (IsSettled(before, file.Manifest, accepted))
        {
            return null;
        }

        var fault = file.Fault != DeliveryFault.None ? file.Fault
            : file.Content.Fault == DeliveryFault.None && known.Rival(file.Recognised, file.Archived.Sha256) is not null ? Conflict(file, accepted)
            : DeliveryFault.None;
        var batch = await lane.LoadAsync(file with { Fault = fault }, before, accepted == true, cancel);
        if (accepted == false)
        {
            batch = lane.Ledger.Reject(batch);
        }

        known.Put(before, batch);
        return batch;
    }

    // The sender has said which of two files is right by sending it again as a revision: the order of arrival does not matter.
    private DeliveryFault Conflict(PreparedFile file, bool? accepted) =>
        known.Later(file.Recognised, file.Archived.Sha256) is not null ? DeliveryFault.Superseded
        : accepted == true ? DeliveryFault.None
        : DeliveryFault.Conflict;

    // A sender may put the manifest right instead of the file.
    private static bool Explains(ManifestFile? manifest, Batch stopped) =>
        (stopped.Reason == DeliveryFault.CountMismatch.Code() && manifest?.Rows is { } rows && rows == stopped.RowsIn)
        || (stopped.Reason == DeliveryFault.SumMismatch.Code() && manifest?.AmountFen is { } fen && fen != stopped.AmountDeclared);
}
