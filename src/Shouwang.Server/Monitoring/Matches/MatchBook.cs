using Microsoft.Extensions.Caching.Memory;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Server.Cli;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>The doubts of matching: found now and then, for laying out the register takes long, and decided as the command decides them.</summary>
internal sealed class MatchBook(Office office, RecordsDoor door, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim one = new(1);

    /// <param name="Reason">Why nothing can be shown; null where all is there.</param>
    public sealed record State(IReadOnlyList<MatchCase> Cases, Bilingual? Reason);

    /// <param name="Code">For the log; null where it was done.</param>
    public sealed record Answer(Bilingual? Problem, string? Code);

    public async Task<State> NowAsync()
    {
        await one.WaitAsync();
        try
        {
            if (cache.TryGetValue(typeof(State), out State? kept))
            {
                return kept!;
            }

            var (cases, reason) = await door.EnterAsync(FindAsync);
            return cache.Set(typeof(State), new State(cases ?? [], reason), reason is null ? Kept : TimeSpan.FromSeconds(5));
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Writes down whose the row is and links all rows anew.</summary>
    /// <param name="person">Null: nobody of the register.</param>
    public async Task<Answer> DecideAsync(MatchCase decided, Guid? person, string why, string by)
    {
        var (answer, busy) = await door.EnterAsync(async store =>
        {
            await using var desk = await MatchDesk.OpenAsync(office.Place, default, store);
            var command = new DecideMatch.Command(decided.Doubt.Sha256, decided.Doubt.Line, person?.ToString(), why, by);
            var (_, refusal) = await new DecideMatch(desk.Db, desk.Matching, office.Clock).RunAsync(command, desk.Session, desk.Register, desk.Index);
            return new Answer(refusal?.Text, refusal?.Code);
        });
        cache.Remove(typeof(State));
        return answer ?? new Answer(busy, "records_in_use");
    }

    private async Task<IReadOnlyList<MatchCase>> FindAsync(RecordStore store)
    {
        await using var desk = await MatchDesk.OpenAsync(office.Place, default, store);
        var (_, doubts) = await desk.Matching.RunAsync(desk.Session, desk.Register, desk.Index, default);
        var homes = MatchCase.Homes(desk.Register);
        return [.. desk.Matching.Compare(desk.Session, desk.Register, desk.Index, doubts).Select(doubt => MatchCase.Of(doubt, desk, homes, office.City.Code.Prefix))];
    }
}
