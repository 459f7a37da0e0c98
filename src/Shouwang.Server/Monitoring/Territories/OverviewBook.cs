using Microsoft.Extensions.Caching.Memory;
using Shouwang.Monitoring.Territories;
using Shouwang.Registry;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>Keeps the counts of a place for half a minute: many look at the same city, and it takes a second to count it.</summary>
internal sealed class OverviewBook(Office office, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <exception cref="KeyNotFoundException">The tree has no such place.</exception>
    public Task<Overview> OfAsync(DivisionCode within, DateOnly day) => cache.GetOrCreate((within, day), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Kept;
        // The task is kept, so that those who come while it is counted wait for the same.
        return CountAsync(within, day);
    })!;

    private async Task<Overview> CountAsync(DivisionCode within, DateOnly day)
    {
        try
        {
            await using var db = office.Db();
            return await new ShowOverview(db, office.Divisions).RunAsync(within, day, CancellationToken.None);
        }
        catch
        {
            // What failed is not kept: the next one tries again.
            cache.Remove((within, day));
            throw;
        }
    }
}
