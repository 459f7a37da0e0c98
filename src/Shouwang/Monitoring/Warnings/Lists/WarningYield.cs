using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>What became of the warnings, per rule and per source: which ones are worth the workers' time.</summary>
public sealed class WarningYield(ShouwangDb db)
{
    /// <param name="AsOf">The day on which overdue is judged.</param>
    /// <param name="From">First day of raising; null is from the beginning.</param>
    /// <param name="To">Last day of raising; null is up to now.</param>
    public sealed record Query(DateOnly AsOf, DateOnly? From = null, DateOnly? To = null);

    public async Task<YieldReport> RunAsync(Query query, CancellationToken cancel = default)
    {
        var groups = await new WarningFilter(RaisedFrom: query.From, RaisedTo: query.To).Of(db.Warnings().AsNoTracking())
            .GroupBy(warning => new
            {
                warning.Rule,
                warning.Sources,
                warning.Outcome,
                Late = warning.VerifiedOn == null ? warning.DueOn < query.AsOf : warning.VerifiedOn > warning.DueOn,
            })
            .Select(group => new Group(group.Key.Rule, group.Key.Sources, group.Key.Outcome, group.Key.Late, group.Count()))
            .ToListAsync(cancel);
        return new YieldReport(
            Lines(groups, group => [group.Rule]),
            Lines(groups, group => group.Sources.Split(';', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static List<YieldLine> Lines(List<Group> groups, Func<Group, string[]> codes) =>
        [.. groups.SelectMany(group => codes(group), (group, code) => (code, group))
            .GroupBy(pair => pair.code, pair => pair.group, StringComparer.Ordinal)
            .OrderBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => Line(line.Key, [.. line]))];

    private static YieldLine Line(string code, List<Group> groups)
    {
        return new YieldLine(code, groups.Sum(group => group.Count), Found(WarningOutcome.Help), Found(WarningOutcome.Refer), Found(WarningOutcome.Review),
            Found(WarningOutcome.NoIssue), Found(WarningOutcome.DataError), groups.Where(group => group.Late).Sum(group => group.Count));

        int Found(WarningOutcome outcome) => groups.Where(group => group.Outcome == outcome).Sum(group => group.Count);
    }

    private sealed record Group(string Rule, string Sources, WarningOutcome? Outcome, bool Late, int Count);
}

/// <param name="Sources">A warning that rests on two sources counts for both, so these do not add up to the rules.</param>
public sealed record YieldReport(IReadOnlyList<YieldLine> Rules, IReadOnlyList<YieldLine> Sources);

/// <param name="Code">Of the rule or source.</param>
/// <param name="Overdue">Verified too late, or not verified though the last day has passed.</param>
public sealed record YieldLine(string Code, int Raised, int Help, int Refer, int Review, int NoIssue, int DataError, int Overdue)
{
    public int Verified => Help + Refer + Review + False;

    /// <summary>Sent somebody for nothing: no issue, or wrong data.</summary>
    public int False => NoIssue + DataError;

    /// <summary>Share of the verified that led to something, four decimals; null while none is verified.</summary>
    public decimal? Precision => Verified == 0 ? null : decimal.Round((Help + Refer + Review) / (decimal)Verified, 4);
}
