using Microsoft.Extensions.Caching.Memory;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>How the sources stand, read from the records store now and then.</summary>
internal sealed class SourceBook(Office office, RecordsDoor door, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim one = new(1);

    /// <param name="Batches">Every delivered file of every source.</param>
    /// <param name="Reason">Why nothing newer can be shown; null where it is fresh.</param>
    public sealed record State(IReadOnlyList<FeedStatus> Feeds, IReadOnlyList<Batch> Batches, Bilingual? Reason);

    public async Task<State> NowAsync()
    {
        await one.WaitAsync();
        try
        {
            if (cache.TryGetValue(typeof(State), out State? kept))
            {
                return kept!;
            }

            var (read, reason) = await door.EnterAsync(store => Task.FromResult(Read(store)));
            return cache.Set(typeof(State), read ?? new State([], [], reason), reason is null ? Kept : TimeSpan.FromSeconds(5));
        }
        finally
        {
            one.Release();
        }
    }

    private State Read(RecordStore store)
    {
        var batches = BatchLists.All(store);
        return new State(SourceStatus.Of(office.Place.Sources, batches, office.Today), batches, null);
    }
}
