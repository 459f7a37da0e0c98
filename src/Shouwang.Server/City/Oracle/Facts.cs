using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Oracle;

/// <summary>A warning that must arise.</summary>
/// <param name="Scope">person, household or resident.</param>
/// <param name="Amount">Fen, or a number where <paramref name="Counts"/>; null where the rule compares no amount.</param>
internal sealed record Expected(string Rule, string Scope, Person? Person, Household? Household, string Severity, long? Amount = null, bool Counts = false);

/// <summary>The rows of one person as rules may see them: only linked ones, and one of each key – the latest delivered.</summary>
internal sealed class Facts
{
    private readonly Dictionary<string, List<CityRow>> rows = new(StringComparer.Ordinal);

    /// <param name="all">True to let rows count that matching leaves aside: for the proof that they change nothing.</param>
    public Facts(Person person, bool all = false)
    {
        Person = person;
        foreach (var group in person.Rows.Where(r => all || r.Counts).GroupBy(r => r.Feed.Feed.Record.Name, StringComparer.Ordinal))
        {
            rows[group.Key] = [.. group.GroupBy(Key, StringComparer.Ordinal).Select(Latest)];
        }
    }

    public Person Person { get; }

    public IReadOnlyList<CityRow> Of(string record) => rows.GetValueOrDefault(record) ?? [];

    private static string Key(CityRow row) => string.Join('|', row.Feed.Feed.Record.Key.Select(f => row[f.Name]));

    private static CityRow Latest(IEnumerable<CityRow> same) =>
        same.OrderBy(r => r.Feed.Index).ThenBy(r => r.Feed.Periods.IndexOf(r.Period)).Last();
}
