using Microsoft.EntityFrameworkCore;
using Shouwang.Bench.Report;
using Shouwang.Monitoring.Nights;
using Shouwang.Registry;

namespace Shouwang.Bench.Ours;

/// <summary>All that is known of one registered person: register, delivered rows, warnings; on open databases.</summary>
internal sealed class OurPerson(Options options, Folders folders, Findings findings)
{
    public const string Median = "one person's records and warnings, p50";

    private const int Asked = 200;

    private const int WarmUp = 20;

    public async Task MeasureAsync()
    {
        await using var city = await OpenCity.OpenAsync(folders);
        var all = await city.Db.Persons().AsNoTracking().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
        var dice = new Random((int)(options.Seed % int.MaxValue));
        var chosen = Enumerable.Range(0, Asked + WarmUp).Select(_ => all[dice.Next(all.Count)]).ToList();
        var person = new OnePerson(city.Db, city.Store, city.Pseudonyms);
        var (milliseconds, rows, warnings) = (new List<double>(), 0, 0);
        foreach (var id in chosen)
        {
            milliseconds.Add(1000 * await Watch.OfAsync(async () =>
            {
                var view = await person.OfPersonAsync(id) ?? throw new InvalidDataException("a registered person was not found");
                (rows, warnings) = (rows + view.Rows.Count, warnings + view.Warnings.Count);
            }));
        }

        var sorted = milliseconds.Skip(WarmUp).Order().ToList();
        findings.Add(new Finding(Median, new Figure("ms", [sorted[Asked / 2]])));
        findings.Add(new Finding("one person's records and warnings, p99", new Figure("ms", [sorted[Asked * 99 / 100]])));
        findings.Note($"one person: {Asked} random registered people, {(double)rows / chosen.Count:0.0} rows and {(double)warnings / chosen.Count:0.00} warnings each on average");
    }
}
