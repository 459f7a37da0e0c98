using Shouwang.Bench.Ours;
using Shouwang.Bench.Report;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Bench.Rivals;

/// <summary>Rivals on the rows and rules of our own night; a rival that finds something else is an error, not a figure.</summary>
internal sealed class Contest(Options options, Folders folders, Findings findings, OurRescreen rescreen)
{
    public async Task MeasureAsync()
    {
        await using var city = await OpenCity.OpenAsync(folders);
        var delivered = await city.LayAsync(options.AsOf);
        var (alone, ours) = rescreen.Screen(city, delivered, options.Runs);
        var screened = findings.Ours(OurRescreen.Alone) ?? Figure.Seconds(alone.Skip(1));
        var plan = ScreeningPlan.Make(city.Rules.Rules, options.AsOf, SqlDialect.PostgreSql, delivered: delivered);
        using var rows = Exported.Write(city);
        findings.Note($"rivals: {rows.Rows:N0} rows, {plan.Rules.Count} rules, {ours.Hits.Count:N0} hits, {ours.Evidence.Count:N0} rows of evidence");
        if (options.Parts.Contains("postgres"))
        {
            await using var postgres = await PostgresRival.StartAsync(options.Postgres);
            findings.PostgresVersion = postgres.Version;
            await MeasureAsync(postgres, rows, plan, ours, screened);
        }

        if (options.Parts.Contains("sqlite"))
        {
            using var sqlite = new SqliteRival(Path.Combine(folders.Work, "rival.sqlite"));
            await MeasureAsync(sqlite, rows, plan, ours, screened);
        }
    }

    private async Task MeasureAsync(IRival rival, Exported rows, ScreeningPlan plan, ScreeningResult ours, Figure screened)
    {
        var (load, screen) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            load.Add(await Watch.OfAsync(() => rival.LoadAsync(rows)));
            // The first time on cold caches does not count, as ours does not.
            Check(rival, rival.Screen(plan), ours);
            screen.Add(Watch.Of(() => rival.Screen(plan)));
        }

        var (loaded, decided) = (Figure.Seconds(load), Figure.Seconds(screen));
        if (findings.Ours(OurNight.Fresh) is { } night)
        {
            findings.Add(new Finding(OurNight.Fresh, night, $"{rival.Name}: load of the clean rows + screening", loaded.Plus(decided)));
        }

        if (findings.Ours(Ingest) is { } ingest)
        {
            findings.Add(new Finding("night, step ingest: files read, checked, stored", ingest, $"{rival.Name}: load of the clean rows", loaded));
        }

        findings.Add(new Finding(OurRescreen.Alone, screened, $"{rival.Name}: the same rules, warm", decided));
    }

    private const string Ingest = "night, step ingest";

    private static void Check(IRival rival, ScreeningResult theirs, ScreeningResult ours)
    {
        Check(rival.Name, "hits", Count(ours.Hits.Select(h => h.Rule)), Count(theirs.Hits.Select(h => h.Rule)));
        Check(rival.Name, "hits with person, household, severity, amount", Count(ours.Hits.Select(Key)), Count(theirs.Hits.Select(Key)));
        Check(rival.Name, "evidence rows", Count(ours.Evidence.Select(Key)), Count(theirs.Evidence.Select(Key)));
    }

    private static string Key(Hit h) => $"{h.Rule} {h.Scope} {h.Person} {h.Household} {h.Severity} {h.Amount}";

    private static string Key(HitEvidence e) => $"{e.Rule} {e.Scope} {e.Person} {e.Household} {e.Record} {e.Subject} {e.Batch} {e.Line} {e.On.DayNumber} {e.Amount}";

    private static Dictionary<string, int> Count(IEnumerable<string> keys) => keys.CountBy(k => k, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">They differ; the first differences are named.</exception>
    private static void Check(string rival, string what, Dictionary<string, int> ours, Dictionary<string, int> theirs)
    {
        var differences = ours.Keys.Union(theirs.Keys).Where(k => ours.GetValueOrDefault(k) != theirs.GetValueOrDefault(k)).Order(StringComparer.Ordinal).ToList();
        if (differences.Count > 0)
        {
            var named = differences.Take(10).Select(k => $"{k}: {ours.GetValueOrDefault(k)} ours, {theirs.GetValueOrDefault(k)} theirs");
            throw new InvalidDataException($"{rival} disagrees on {what} in {differences.Count} places: {string.Join("; ", named)}");
        }
    }
}
