using System.Data.Common;
using DuckDB.NET.Data;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening.Cases;

/// <summary>
/// Runs the cases of a pack through the same screening as the night: all cases of one date together, one household or
/// resident each.
/// </summary>
public static class CaseRunner
{
    /// <summary>On DuckDB, in memory.</summary>
    /// <exception cref="PackRefusedException">The pack or a case has faults.</exception>
    public static IReadOnlyList<CaseResult> Run(Pack pack, RuleSet rules)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return Run(pack, rules, connection, SqlDialect.DuckDb);
    }

    /// <summary>On an open connection of either engine; its temporary tables <c>in_*</c> are replaced.</summary>
    /// <exception cref="PackRefusedException">The pack or a case has faults.</exception>
    public static IReadOnlyList<CaseResult> Run(Pack pack, RuleSet rules, DbConnection connection, SqlDialect dialect)
    {
        var cases = new CaseReader(pack, rules).Read();
        pack.RefuseFaults();
        var results = new List<CaseResult>();
        foreach (var day in cases.GroupBy(c => c.AsOf).OrderBy(g => g.Key))
        {
            CaseTables.Lay(connection, rules, day);
            var result = Screener.Run(connection, ScreeningPlan.Make(rules, day.Key, dialect));
            var ofHousehold = result.Hits.Where(h => h.Household is not null).ToLookup(h => h.Household!.Value);
            var ofResident = result.Hits.Where(h => h.Household is null).ToLookup(h => h.Person!.Value);
            results.AddRange(day.Select(c => Judge(c, rules, [.. ofHousehold[c.Number], .. ofResident[c.Number]])));
        }

        return [.. results.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)];
    }

    private static CaseResult Judge(PackCase c, RuleSet rules, List<Hit> hits)
    {
        var expected = c.Expected.Select(e => (Wanted: e, Hits: hits.Where(h => h.Rule == e.Rule && rules.Rules[h.Rule].Requires.All(r => c.Delivered.Contains(r.Name))).ToList())).ToList();
        var passed = expected.All(e => e.Hits.Count == e.Wanted.Count
            && e.Hits.All(h => (e.Wanted.Severity is not { } s || h.Severity == s) && (e.Wanted.Amount is not { } a || h.Amount == a)));
        return new CaseResult(
            c.File,
            c.Line,
            c.Name,
            passed,
            string.Join("; ", expected.Select(e => Shown(rules, e.Wanted.Rule, e.Wanted.Count, [(e.Wanted.Severity, e.Wanted.Amount)]))),
            string.Join("; ", expected.Select(e => Shown(rules, e.Wanted.Rule, e.Hits.Count, [.. e.Hits.Select(h => ((Severity?)h.Severity, h.Amount)).Distinct()]))));
    }

    private static string Shown(RuleSet rules, string rule, int count, IReadOnlyList<(Severity? Severity, long? Amount)> hits) =>
        count == 0 ? $"{rule} none" : $"{rule} ×{count} {string.Join(" / ", hits.Select(h => $"{h.Severity?.ToString().ToLowerInvariant()} {Amount(rules.Rules[rule], h.Amount)}".Trim()))}";

    private static string Amount(WarningRule rule, long? amount) => amount is not { } a ? "" : rule.Amount?.Type.Kind == ValueKind.Money ? new Money(a).ToString() : $"{a}";
}
