using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>The delivered files that a store knows.</summary>
public static class BatchLists
{
    public static IReadOnlyList<Batch> All(RecordStore store) => new BatchLedger(store).All();
}
