using System.Globalization;
using Shouwang.Monitoring.Matching;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Server.City;
using Shouwang.Server.City.Records;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>The register hangs together, and the truth covers the rules.</summary>
public sealed class CityTruthTests(MadeCity city) : IClassFixture<MadeCity>
{
    [Fact]
    public void A_fiftieth_of_the_city_has_a_fiftieth_of_its_people()
    {
        Assert.Equal((1230, 500, 38_000, 11), (city.Summary.Persons, city.Summary.Households, city.Summary.Residents, city.Summary.Workers));
        Assert.InRange(city.Summary.Rows, 120_000, 122_000);
        Assert.Equal(city.Summary.Rows, city.Truth("files.csv").Sum(f => long.Parse(f["rows"], CultureInfo.InvariantCulture)));
        Assert.Equal(500, city.Register("households.csv").Count);
        Assert.Equal(1230, city.Register("members.csv").Count(m => m["to"].Length == 0));
        Assert.Equal(11, city.Register("workers.csv").Count);
    }

    [Fact]
    public void At_full_scale_the_sources_deliver_6_040_000_rows()
    {
        var sources = MadeCity.Sources(MadeCity.PackFolder).Sources.Values;
        Assert.Equal(6_040_000, sources.SelectMany(s => s.Feeds.Select(f => Volumes.Of(s.Code, f.Name).Rows)).Sum());
    }

    [Fact]
    public void Every_rule_that_runs_has_at_least_three_warnings_and_three_near_misses()
    {
        var hits = city.Truth("warnings.csv").ToLookup(w => w["rule"]);
        var near = city.Truth("near_misses.csv").ToLookup(n => n["rule"]);
        var rules = Rules();
        Assert.True(rules.Count > 40);
        Assert.Equal(rules.Keys.Order(StringComparer.Ordinal), hits.Select(h => h.Key).Order(StringComparer.Ordinal));
        foreach (var (rule, scope) in rules)
        {
            Assert.True(hits[rule].Count() >= 3, $"{rule}: warnings");
            Assert.True(near[rule].Count() >= 3, $"{rule}: near misses");
            Assert.All(hits[rule], w => Assert.Equal(scope, w["scope"]));
        }
    }

    [Fact]
    public void No_near_miss_is_a_warning_and_no_warning_stands_twice()
    {
        static string Key(Dictionary<string, string> row) => $"{row["rule"]} {row["id_number"]} {row["household"]}";
        var warnings = city.Truth("warnings.csv").ConvertAll(Key);
        Assert.Equal(warnings.Count, warnings.Distinct().Count());
        Assert.Empty(city.Truth("near_misses.csv").Where(n => n["scope"] != "household").Select(Key).Intersect(warnings));
    }

    [Fact]
    public void At_least_ten_warnings_hang_on_a_row_that_must_be_matched_and_some_must_not_arise_from_a_doubtful_one()
    {
        Assert.True(city.Truth("warnings.csv").Count(w => w["why"].StartsWith("unlinked", StringComparison.Ordinal)) >= 10);
        Assert.True(city.Truth("near_misses.csv").Count(w => w["why"].StartsWith("unlinked", StringComparison.Ordinal)) >= 4);
        Assert.Equal(["doubt", "matched", "none"], city.Truth("unlinked.csv").Select(u => u["expected"]).Distinct().Order());
        Assert.InRange(city.Summary.Unlinked * 1000 / city.Summary.Rows, 8, 12);
    }

    [Fact]
    public void The_matcher_of_the_night_can_be_tried_on_the_labelled_files_of_the_city()
    {
        var truth = (string name) => Path.Combine(city.Folder, "truth", name);
        var scored = city.Truth("unlinked.csv").Where(u => u["how"] is not ("id_15" or "other_name")).ToList();
        Assert.Equal(scored.Select(u => u["id_number"]), city.Truth("match_rows.csv").Select(r => r["id_number"]));
        Assert.Equal(city.Register("members.csv").Count(m => m["to"].Length == 0), city.Truth("match_register.csv").Count);

        var spec = LinkageSpec.Load(Path.Combine(MadeCity.PackFolder, "..", "cn", "monitoring", "matching.yaml"));
        var result = new Evaluation(spec).Run(truth("match_rows.csv"), truth("match_register.csv"), "id_number", cancel: TestContext.Current.CancellationToken);

        // At this scale the night makes 133 links, of which all are right.
        Assert.Equal(1.0, result.Precision);
        Assert.InRange(result.MatchedTrue, scored.Count(u => u["expected"] == "matched") * 95 / 100, scored.Count);
    }

    [Fact]
    public void Every_identity_number_is_valid_is_nobody_elses_and_is_of_an_area_that_does_not_exist()
    {
        var people = city.Truth("people.csv");
        Assert.Equal(people.Count, people.Select(p => p["id_number"]).Distinct().Count());
        Assert.All(people, p =>
        {
            Assert.True(IdNumber.TryParse(p["id_number"], out var id));
            Assert.Equal("340699", id.Area);
        });
        var registered = people.Where(p => p["registered"] == "1").ToDictionary(p => p["id_number"], p => p["name"]);
        Assert.All(city.Register("members.csv"), m => Assert.Equal(registered[m["id_number"]], m["name"]));
    }

    [Fact]
    public void Everything_in_the_register_that_is_referred_to_exists()
    {
        var places = File.ReadAllLines(Path.Combine(MadeCity.PackFolder, "divisions.csv")).Select(l => l.Split(',')).ToLookup(c => c[2], c => c[0]);
        var (villages, townships) = (places["village"].ToHashSet(), places["township"].ToHashSet());
        var households = city.Register("households.csv");
        var codes = households.Select(h => h["household"]).ToHashSet();
        var grids = city.Register("grids.csv").ToDictionary(g => g["grid"]);
        var workers = city.Register("workers.csv").ToDictionary(w => w["worker"]);
        var members = city.Register("members.csv");
        var ids = members.Select(m => m["id_number"]).ToHashSet();

        Assert.All(households, h => Assert.Contains(h["division"], villages));
        Assert.All(households, h => Assert.Equal(h["division"], grids[h["grid"]]["division"]));
        Assert.All(grids.Values, g => Assert.Equal(g["division"][..9] + "000", workers[g["worker"]]["township"]));
        Assert.All(workers.Values, w => Assert.Contains(w["township"], townships));
        Assert.All(workers.Keys, w => Assert.Contains(grids.Values, g => g["worker"] == w));
        Assert.All(members, m => Assert.Contains(m["household"], codes));
        Assert.All(city.Register("tags.csv"), t => Assert.Contains(t["household"], codes));
        Assert.All(city.Register("categories.csv"), c => Assert.Contains(c["id_number"], ids));
        Assert.All(city.Register("benefits.csv"), b => Assert.Contains(b["id_number"], ids));
        Assert.All(city.Register("benefits.csv"), b => Assert.Contains(b["holder_id"], ids));
    }

    [Fact]
    public void Every_household_has_one_head_and_everybody_one_household_at_a_time()
    {
        var current = city.Register("members.csv").Where(m => m["to"].Length == 0).ToList();
        Assert.Equal(current.Count, current.Select(m => m["id_number"]).Distinct().Count());
        Assert.All(current.GroupBy(m => m["household"]), h => Assert.Single(h, m => m["role"] == "0"));
        Assert.All(current, m => Assert.Equal(m["sex"] == "1", IdNumber.Parse(m["id_number"]).IsMale));
    }

    private static Dictionary<string, string> Rules()
    {
        var pack = Pack.Open(MadeCity.PackFolder);
        return pack.Read("monitoring/warnings").SelectMany(f => f.OptionalEntries("rules")).ToDictionary(r => r.Key, r => r.Value.TextOf("scope"), StringComparer.Ordinal);
    }
}
