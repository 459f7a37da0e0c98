using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Packs;
using Shouwang.Server.City.Economy;
using Shouwang.Server.City.Files;
using Shouwang.Server.City.Life;
using Shouwang.Server.City.OldRegisters;
using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;
using Shouwang.Server.City.Scenarios;
using Shouwang.Server.City.Truth;

namespace Shouwang.Server.City;

/// <summary>
/// Makes a synthetic city: what 39 sources would deliver, the register, and the truth. All people are invented; their
/// identity numbers carry the area 340699, which does not exist.
/// </summary>
public static class CityMaker
{
    private const int FullHouseholds = 25_000;
    private const int FullPersons = 61_500;
    private const int FullResidents = 1_900_000;

    /// <exception cref="PackRefusedException">The pack's sources have faults.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; files may be incomplete.</exception>
    public static CitySummary Make(CityOptions options, IProgress<CityProgress>? progress = null, CancellationToken cancel = default)
    {
        var city = City.Draw(options, cancel);
        var expected = Proof.Find(city.Plan, city.Intents);
        var watch = new ResidentWatch(city.People.Count, options.AsOf);
        var files = city.WriteFiles(watch, progress, cancel);
        watch.Prove();
        var means = city.WriteRegister(cancel);
        new OldFiles(new OldLists(city.Plan, city.People), options.Out).Write();
        var truth = new TruthFiles(city.People, Path.Combine(options.Out, "truth"));
        truth.Files(files);
        truth.Matching(files, city.Plan.Households);
        truth.Warnings(expected, city.Intents);
        truth.NearMisses(city.Intents);
        File.WriteAllText(Path.Combine(options.Out, "README.txt"), Readme.Text(options));
        return Summary(city, files, expected, means);
    }

    /// <summary>The register of the same city with its facts, the two old registers and the truth of categories: no deliveries.</summary>
    public static EconomySummary MakeRegister(CityOptions options, CancellationToken cancel = default)
    {
        var city = City.Draw(options, cancel);
        var means = city.WriteRegister(cancel);
        new OldFiles(new OldLists(city.Plan, city.People), options.Out).Write();
        return means;
    }

    /// <summary>
    /// One day's delivery of a source that reports cases as they come: a file of the settlement feed, the bulk of it
    /// small visits, a few of them warnings. Returns the file's path.
    /// </summary>
    /// <param name="day">After the run's date of the city.</param>
    public static string MakeDaily(CityOptions options, string folder, DateOnly day, int rows = 20_000)
    {
        var city = City.Draw(options, CancellationToken.None);
        var feed = city.Plan.FeedsOf("settlement").FirstOrDefault() ?? throw new InvalidOperationException("No source of the pack delivers settlements.");
        var period = new PeriodPlan(feed, day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), day.DayNumber, day.DayNumber, rows);
        var dice = Dice.Of(options.Seed, period.Stem);
        for (var i = 0; i < rows * 6 / 100; i++)
        {
            var household = city.Plan.Households[dice.Below(city.Plan.Households.Count)];
            var row = i % 60 == 0
                ? city.Plan.Row(dice.Pick(household.Members), feed, period, ("on", day), ("kind", "inpatient"), ("self_paid", dice.Between(6_100_00, 9_000_00) / 100m))
                : city.Plan.Row(dice.Pick(household.Members), feed, period);
            period.Planned.Add(row);
        }

        var maker = new FileMaker(city.People, options.Seed, day, folder, new ResidentWatch(city.People.Count, day), _ => { });
        return PathOf(folder, maker.Make(period, 900));
    }

    /// <summary>
    /// A correction (<c>_r2</c>) of an earlier file of a city: the same rows in the same order, of which every
    /// <paramref name="every"/>-th has another amount. Returns the file's path.
    /// </summary>
    public static string MakeCorrection(CityOptions options, string folder, string source, string feed, string period, int every = 50)
    {
        var city = City.Draw(options, CancellationToken.None);
        var plan = city.Plan.Feeds.Find(f => f.Source.Code == source && f.Feed.Name == feed) ?? throw new ArgumentException($"No feed '{source}.{feed}'.", nameof(feed));
        var file = plan.Periods.Find(p => p.Text == period) ?? throw new ArgumentException($"'{source}.{feed}' has no period '{period}'.", nameof(period));
        var amount = plan.Feed.Record.Amount is { } field ? plan.Fields[field.Name] : throw new ArgumentException($"'{plan.Feed.Record.Name}' has no amount to correct.", nameof(feed));
        var maker = new FileMaker(city.People, options.Seed, options.AsOf, folder, new ResidentWatch(city.People.Count, options.AsOf), _ => { });
        return PathOf(folder, maker.Make(file, city.FileNumber(file), "_r2", (line, values) =>
        {
            if (line % every == 0 && values[amount] > 200)
            {
                values[amount] -= 100;
            }
        }));
    }

    private static string PathOf(string folder, FileTruth file) => Path.Combine(folder, "deliveries", file.Source, file.File);

    private static CitySummary Summary(City city, IReadOnlyList<FileTruth> files, IReadOnlyList<Expected> expected, EconomySummary means)
    {
        var near = city.Intents.Where(i => !i.Hit).ToLookup(i => i.Rule);
        var rules = expected.Select(e => e.Rule).Concat(near.Select(n => n.Key)).Distinct().Order(StringComparer.Ordinal)
            .Select(r => new RuleCount(r, expected.Count(e => e.Rule == r), near[r].Count()));
        return new CitySummary(
            files.Sum(f => (long)f.Rows),
            files.Count,
            city.Plan.Households.Sum(h => h.Members.Count),
            city.Plan.Households.Count,
            city.People.Count - city.People.Registered,
            city.Places.Workers.Count,
            files.Sum(f => (long)f.Spoilt.Count),
            files.Sum(f => (long)f.Unlinked.Count),
            expected.Count,
            near.Sum(n => n.Count()),
            [.. rules],
            means);
    }

    /// <summary>A city before its files are written.</summary>
    private sealed class City
    {
        private City(CityPlan plan, IReadOnlyList<Intent> intents, Places places, Population people)
        {
            (Plan, Intents, Places, People) = (plan, intents, places, people);
        }

        public CityPlan Plan { get; }

        public IReadOnlyList<Intent> Intents { get; }

        public Places Places { get; }

        public Population People { get; }

        private List<PeriodPlan> Files => [.. Plan.Feeds.SelectMany(f => f.Periods)];

        public static City Draw(CityOptions options, CancellationToken cancel)
        {
            var pack = Pack.Open(options.PackFolder);
            var sources = SourceCatalog.Read(pack);
            pack.RefuseFaults();
            var divisions = options.DivisionsFile ?? pack.FindFile("divisions.csv") ?? throw new FileNotFoundException("The pack has no divisions.csv.");
            var plan = new CityPlan(sources, options);
            var intents = Book.Of().Plant(plan);
            FillUp(plan);
            cancel.ThrowIfCancellationRequested();
            var villages = Villages.Read(divisions);
            var places = Places.Settle(plan, villages);
            new Background(plan).Live();
            var registered = plan.Households.SelectMany(h => h.Members.Concat(h.Past)).ToList();
            var residents = Math.Max(5_000 + plan.Residents.Count, (int)decimal.Round(FullResidents * options.Scale));
            var people = Population.Make(options.Seed, options.AsOf, registered, plan.Residents, residents, villages.All);
            new Unlinked(plan, people).Spread();
            foreach (var row in registered.Concat(plan.Residents).SelectMany(p => p.Rows))
            {
                row.Period.Planned.Add(row);
            }

            return new City(plan, intents, places, people);
        }

        public int FileNumber(PeriodPlan file) => Files.IndexOf(file);

        public IReadOnlyList<FileTruth> WriteFiles(ResidentWatch watch, IProgress<CityProgress>? progress, CancellationToken cancel)
        {
            var (files, done) = (Files, 0L);
            var truths = new FileTruth[files.Count];
            foreach (var file in files)
            {
                // A very small city still needs room for its planted rows.
                file.Rows = Math.Max(file.Rows, file.Planned.Count * 5 / 4 + 40);
            }

            var total = files.Sum(f => (long)f.Rows);
            var options = Plan.Options;
            var maker = new FileMaker(People, options.Seed, options.AsOf, options.Out, watch, rows => progress?.Report(new CityProgress("files", Interlocked.Add(ref done, rows), total)));
            var work = Enumerable.Range(0, files.Count).OrderByDescending(i => files[i].Rows).ToList();
            work.Insert(0, -1);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = cancel };
            Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(work, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering), parallel, i =>
            {
                if (i < 0)
                {
                    new TruthFiles(People, Path.Combine(options.Out, "truth")).People();
                }
                else
                {
                    truths[i] = maker.Make(files[i], i);
                }
            });
            progress?.Report(new CityProgress("files", total, total));
            return truths;
        }

        /// <summary>The register and its facts; what is paid follows from what was told.</summary>
        public EconomySummary WriteRegister(CancellationToken cancel)
        {
            var economy = new CityEconomy(Plan, People, Plan.Options.Threads);
            var judged = economy.Judge(cancel);
            Payments.Reckon(Plan, judged);
            new RegisterFiles(Plan, People, Places, Path.Combine(Plan.Options.Out, "register")).Write();
            return economy.Write(judged);
        }

        // Households without a case, so many that the totals of the scale come out; in no order that tells which is which.
        private static void FillUp(CityPlan plan)
        {
            var households = (int)decimal.Round(FullHouseholds * plan.Options.Scale);
            var persons = (int)decimal.Round(FullPersons * plan.Options.Scale);
            var planted = plan.Households.Sum(h => h.Members.Count);
            var left = Math.Max(60, households - plan.Households.Count);
            Families.Make(plan, left, Math.Clamp(persons - planted, left * 3 / 2, left * 5));
            var dice = Dice.Of(plan.Options.Seed, "order");
            dice.Shuffle(plan.Households);
            for (var i = 0; i < plan.Households.Count; i++)
            {
                plan.Households[i].Number = i;
            }
        }
    }
}
