using DuckDB.NET.Data;
using Microsoft.Extensions.Caching.Memory;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>How the sources stand, read from the records store now and then: one process at a time has that store open, and a night needs it longer.</summary>
internal sealed class SourceBook(Office office, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim one = new(1);

    /// <param name="Reason">Why nothing newer can be shown; null where it is fresh.</param>
    public sealed record State(IReadOnlyList<FeedStatus> Feeds, Bilingual? Reason);

    public async Task<State> NowAsync()
    {
        await one.WaitAsync();
        try
        {
            if (cache.TryGetValue(typeof(State), out State? kept))
            {
                return kept!;
            }

            var state = Read();
            return cache.Set(typeof(State), state, state.Reason is null ? Kept : TimeSpan.FromSeconds(5));
        }
        finally
        {
            one.Release();
        }
    }

    private State Read()
    {
        try
        {
            using var store = office.Place.OpenStore();
            return new State(SourceStatus.Of(office.Place.Sources, BatchLists.All(store), office.Today), null);
        }
        catch (Exception e) when (e is DuckDBException or RecordStoreException or IOException)
        {
            return new State([], new("记录库正被夜间任务使用，请稍后再看。", "A night is using the records store: look again in a while."));
        }
    }
}
