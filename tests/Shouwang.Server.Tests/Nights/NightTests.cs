using System.Text.Json;
using System.Text.RegularExpressions;
using Shouwang.Platform.Records;
using Shouwang.Server.City;
using Shouwang.Server.Tests.City;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Nights;

public sealed class NightTests(Cities cities, Databases databases)
{
    [Fact]
    public async Task The_demo_finds_every_warning_of_the_truth_and_no_other()
    {
        var folder = cities.Fresh("demo");

        var (code, output, errors) = await Shouwang.RunAsync("demo", "--scale", "0.02", "--out", folder, "--json");

        Assert.True(code == 0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        var truth = report.GetProperty("truth");
        var warnings = truth.GetProperty("warnings");
        Assert.True(warnings.GetProperty("expected").GetInt32() > 150);
        Assert.Equal((1.0, 1.0), (warnings.GetProperty("precision").GetDouble(), warnings.GetProperty("recall").GetDouble()));
        Assert.Equal(0, truth.GetProperty("near_misses").GetInt32());
        Assert.True(truth.GetProperty("spoilt").GetProperty("is_exact").GetBoolean());
        Assert.True(truth.GetProperty("spoilt").GetProperty("expected").GetInt32() > 500);
        Assert.Equal(1.0, truth.GetProperty("matches").GetProperty("precision").GetDouble());
        Assert.True(report.GetProperty("night").GetProperty("conserved").GetBoolean());
        Assert.Equal(39, report.GetProperty("night").GetProperty("batches").EnumerateArray().Select(b => b.GetProperty("source").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task What_the_demo_says_to_look_at_next_works_as_it_stands()
    {
        var folder = cities.Fresh("demo in English");

        var (code, output, errors) = await Shouwang.RunAsync("demo", "--scale", "0.005", "--out", folder, "--lang", "en", "--no-serve");

        Assert.True(code == 0, errors);
        var next = Regex.Matches(output, @"^  \./shouwang (.+?)   # ", RegexOptions.Multiline).Select(line => line.Groups[1].Value).ToList();
        Assert.Equal(8, next.Count);
        foreach (var line in next)
        {
            Assert.EndsWith(" --lang en", line, StringComparison.Ordinal);
            var words = Regex.Matches(line, "'([^']*)'|([^ ]+)").Select(word => word.Groups[1].Success ? word.Groups[1].Value : word.Groups[2].Value);
            var copied = await Shouwang.RunAsync([.. words]);
            Assert.True(copied.Code == 0, $"{line}: {copied.Errors}");
            Assert.DoesNotMatch(@"\d overdue\t", copied.Output);
        }
    }

    [Fact]
    public async Task The_demo_does_not_take_a_data_folder_and_then_use_another()
    {
        var (code, _, errors) = await Shouwang.RunAsync("demo", "--scale", "0.005", "--data", cities.Fresh("data"), "--out", cities.Fresh("demo"), "--lang", "en");
        Assert.NotEqual(0, code);
        Assert.Contains("use --out, not --data", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_in_any_order_over_several_nights_and_twice_end_in_the_same_state()
    {
        await cities.CityAsync();
        var clean = await new Shouwang(await cities.FreshDataAsync()).NightAsync(cities.Deliveries);
        var data = await cities.FreshDataAsync();
        var random = new Random(20251124);
        var files = Directory.EnumerateFiles(cities.Deliveries, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".manifest.json", StringComparison.Ordinal)).ToArray();
        random.Shuffle(files);
        foreach (var part in files.Chunk((files.Length / 4) + 1))
        {
            var inbox = cities.Fresh("inbox");
            foreach (var file in part.Concat(files.Take(5)))
            {
                Deliver(file, inbox);
            }

            await new Shouwang(data).NightAsync(inbox);
        }

        var again = await new Shouwang(data).NightAsync(cities.Deliveries);

        Assert.Equal(clean.GetProperty("state_hash").GetString(), again.GetProperty("state_hash").GetString());
        Assert.Equal(0, again.GetProperty("files").GetInt32());
        Assert.Equal(files.Length, again.GetProperty("repeated").GetArrayLength());
    }

    [Fact]
    public async Task A_night_waits_for_a_page_that_reads_the_store()
    {
        await cities.CityAsync();
        var data = await cities.FreshDataAsync();
        await new Shouwang(data).NightAsync(cities.Deliveries);
        var page = RecordStore.Open(Path.Combine(data, "records.duckdb"), MadeCity.Sources(MadeCity.PackFolder).Records);
        var night = new Shouwang(data).NightAsync(cities.Deliveries);

        var first = await Task.WhenAny(night, Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken));
        page.Dispose();

        Assert.NotSame(night, first);
        Assert.Equal(0, (await night).GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task A_correction_of_an_earlier_period_counts_whether_it_comes_first_or_last()
    {
        await cities.CityAsync();
        var corrections = cities.Fresh("inbox");
        CityMaker.MakeCorrection(new CityOptions { PackFolder = Repository.File("packs", "cn-ah-huaibei"), Out = cities.Fresh("none"), Scale = 0.02m }, corrections, "ybj", "settlement", "202503");
        var uncorrected = await new Shouwang(await cities.FreshDataAsync()).NightAsync(cities.Deliveries);
        var (after, before) = (await cities.FreshDataAsync(), await cities.FreshDataAsync());

        await new Shouwang(after).NightAsync(cities.Deliveries);
        var last = await new Shouwang(after).NightAsync(corrections);
        await new Shouwang(before).NightAsync(corrections);
        var first = await new Shouwang(before).NightAsync(cities.Deliveries);

        Assert.Equal(1, last.GetProperty("files").GetInt32());
        Assert.Equal(last.GetProperty("state_hash").GetString(), first.GetProperty("state_hash").GetString());
        Assert.NotEqual(uncorrected.GetProperty("state_hash").GetString(), last.GetProperty("state_hash").GetString());
    }

    [Fact]
    public async Task A_store_rebuilt_from_the_archive_is_the_same()
    {
        await cities.CityAsync();
        var data = await cities.FreshDataAsync();
        var before = await new Shouwang(data).NightAsync(cities.Deliveries);

        var (code, _, errors) = await Shouwang.RunAsync("rebuild", "--data", data);

        Assert.True(code == 0, errors);
        var after = await new Shouwang(data).NightAsync(cities.Fresh("empty"));
        Assert.Equal(before.GetProperty("state_hash").GetString(), after.GetProperty("state_hash").GetString());
    }

    [Fact]
    public async Task An_office_on_PostgreSQL_that_imported_the_register_itself_ends_in_the_state_of_one_on_SQLite()
    {
        var city = await cities.CityAsync();
        var here = await cities.FreshDataAsync();
        var clean = await new Shouwang(here).NightAsync(cities.Deliveries);
        var (there, database) = (cities.Fresh("data"), (await databases.FreshAsync(DatabaseKind.Postgres)).Connection);
        Cities.Copy(Path.Combine(here, "keys"), Path.Combine(there, "keys"));
        string[] office = ["--data", there, "--db", database, "--json"];

        var imported = await Shouwang.RunAsync(["register", "import", Path.Combine(city, "register"), .. office]);
        var night = await Shouwang.RunAsync(["night", "--in", cities.Deliveries, "--as-of", "2025-09-30", "--settle", "0", .. office]);

        Assert.True(night.Code == 0, imported.Errors + night.Errors);
        Assert.False(File.Exists(Path.Combine(there, "operational.db")));
        var report = JsonDocument.Parse(night.Output).RootElement;
        Assert.Equal(clean.GetProperty("state_hash").GetString(), report.GetProperty("state_hash").GetString());
        Assert.Equal(clean.GetProperty("raised").GetProperty("raised").GetInt32(), report.GetProperty("raised").GetProperty("raised").GetInt32());
    }

    private static void Deliver(string file, string inbox)
    {
        foreach (var path in new[] { file, file + ".manifest.json" }.Where(File.Exists))
        {
            var target = Path.Combine(inbox, Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(path));
        }
    }
}
