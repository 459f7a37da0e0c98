using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Server.City;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>What the sources deliver: each file in the form of its contract, each row about whom the truth says.</summary>
public sealed class CityFileTests(MadeCity city) : IClassFixture<MadeCity>
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        var first = Hashes(city.Folder);
        Assert.True(first.Count > 220);
        Assert.Equal(first, Hashes(city.Again));
    }

    [Fact]
    public void Every_file_keeps_its_contract_and_every_spoilt_row_has_the_fault_that_the_truth_names()
    {
        var sources = MadeCity.Sources(MadeCity.PackFolder).Sources;
        var spoilt = city.Truth("spoilt.csv").ToLookup(r => r["file"]);
        var files = city.Truth("files.csv");
        Assert.Equal(39, files.Select(f => f["source"]).Distinct().Count());
        foreach (var file in files)
        {
            var feed = sources[file["source"]].Feeds.Single(f => f.Name == file["feed"]);
            var reader = new ContractReader(feed);
            var path = Path.Combine(city.Folder, "deliveries", file["source"], file["file"]);
            var rows = reader.Read(path);

            Assert.Equal(feed.Columns.Select(c => c.Title), reader.Header);
            Assert.Equal(int.Parse(file["rows"], CultureInfo.InvariantCulture), rows.Count);
            Assert.Equal(spoilt[file["file"]].Select(s => $"{s["line"]} {s["fault"]}"), rows.Where(r => r.Fault is not null).Select(r => $"{r.Line} {r.Fault}"));
            CheckSums(feed, reader, rows, file, path);
        }
    }

    private static void CheckSums(SourceFeed feed, ContractReader reader, List<ReadRow> rows, Dictionary<string, string> file, string path)
    {
        if (feed.Record.Amount is not { } amount || reader.ColumnOf(amount) is not (>= 0 and var column))
        {
            return;
        }

        // A spoilt row carries nothing, so the sum of the good rows is the sum of all.
        var sum = rows.Where(r => r.Fault is null && r.Cells![column].Length > 0).Sum(r => reader.Fen(r.Cells![column]));
        Assert.Equal(long.Parse(file["amount_fen"], CultureInfo.InvariantCulture), sum);
        if (reader.Trailer is { } trailer)
        {
            Assert.Equal([feed.TrailerMark!, file["rows"]], trailer[..2]);
            Assert.Equal(sum, reader.Fen(trailer[2]));
        }

        if (feed.Manifest)
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(path + ".manifest.json"));
            Assert.Equal(rows.Count, manifest.RootElement.GetProperty("rows").GetInt32());
            Assert.Equal(sum, manifest.RootElement.GetProperty("amount_fen").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), manifest.RootElement.GetProperty("sha256").GetString());
        }
    }

    [Fact]
    public void Every_row_is_about_whom_the_truth_says_and_without_a_usable_id_only_where_it_says_so()
    {
        var sources = MadeCity.Sources(MadeCity.PackFolder).Sources;
        var ids = city.Truth("people.csv").ConvertAll(p => (Id: p["id_number"], Name: p["name"]));
        var unlinked = city.Truth("unlinked.csv").ToDictionary(r => (r["file"], r["line"]), r => (Id: r["id_number"], How: r["how"]));
        foreach (var file in city.Truth("files.csv"))
        {
            var reader = new ContractReader(sources[file["source"]].Feeds.Single(f => f.Name == file["feed"]));
            var subjects = File.ReadAllLines(Path.Combine(city.Folder, "truth", "subjects", Path.GetFileNameWithoutExtension(file["file"]) + ".csv"));
            var rows = reader.Read(Path.Combine(city.Folder, "deliveries", file["source"], file["file"]));
            Assert.Equal(rows.Count, subjects.Length);
            foreach (var row in rows.Where(r => r.Fault is null))
            {
                var person = ids[int.Parse(subjects[row.Line - 2], CultureInfo.InvariantCulture)];
                var usable = IdNumber.TryParse(row.Cells![reader.ColumnOf(IdentityPart.Id)], out var id);
                if (unlinked.TryGetValue((file["file"], $"{row.Line}"), out var truth))
                {
                    Assert.Equal(person.Id, truth.Id);
                    Assert.Equal(truth.How is "id_15" or "other_name", usable);
                }

                Assert.True(!usable || id.Reveal() == person.Id);
                Assert.True(usable || unlinked.ContainsKey((file["file"], $"{row.Line}")));
                Assert.True(truth.How is not null || row.Cells[reader.ColumnOf(IdentityPart.Name)] == person.Name);
            }
        }
    }

    [Fact]
    public void Spoilt_rows_are_one_in_two_hundred_and_never_enough_to_stop_a_batch()
    {
        var files = city.Truth("files.csv");
        Assert.All(files, f => Assert.True(int.Parse(f["spoilt"], CultureInfo.InvariantCulture) * 1000 <= int.Parse(f["rows"], CultureInfo.InvariantCulture) * 15));
        Assert.InRange(city.Summary.Spoilt * 1000 / city.Summary.Rows, 4, 6);
        string[] codes = ["quote", "columns", "encoding", "date", "amount", "number", "range", "code", "required", "order", "id_scientific", "no_identity"];
        Assert.Equal(codes.Order(), city.Truth("spoilt.csv").Select(s => s["fault"]).Distinct().Order());
    }

    [Fact]
    public void Identity_numbers_come_in_full_width_digits_and_with_a_small_x_too()
    {
        var lines = File.ReadAllLines(Path.Combine(city.Folder, "deliveries", "wjw", "wjw_disease_202509.csv"))
            .Concat(File.ReadAllLines(Path.Combine(city.Folder, "deliveries", "swj", "swj_tax_income_202409.csv")));
        var ids = lines.Select(l => l.Split(',')[0]).Where(id => IdNumber.TryParse(id, out _)).ToList();
        Assert.Contains(ids, id => Widths.Fold(id) != id);
        Assert.Contains(ids, id => id.EndsWith('x'));
    }

    [Fact]
    public void Another_seed_gives_another_city_and_a_source_added_to_the_pack_delivers_without_code()
    {
        var folder = MadeCity.NewFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(MadeCity.Root, "packs"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, "packs", Path.GetRelativePath(Path.Combine(MadeCity.Root, "packs"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var sources = Path.Combine(folder, "packs", "cn-ah-huaibei", "monitoring", "sources");
        File.WriteAllText(Path.Combine(sources, "gjj.yaml"), File.ReadAllText(Path.Combine(sources, "bank13.yaml")).Replace("bank13", "gjj", StringComparison.Ordinal));
        var made = CityMaker.Make(city.Options with { PackFolder = Path.Combine(folder, "packs", "cn-ah-huaibei"), Out = folder, Seed = 7, Scale = 0.01m }, cancel: TestContext.Current.CancellationToken);

        var reader = new ContractReader(MadeCity.Sources(Path.Combine(folder, "packs", "cn-ah-huaibei")).Sources["gjj"].Feeds[0]);
        Assert.NotEmpty(reader.Read(Path.Combine(folder, "deliveries", "gjj", "gjj_balance_202509.csv")));
        Assert.True(made.Warnings > 140);
        Assert.NotEqual(File.ReadAllText(Path.Combine(city.Folder, "register", "members.csv")), File.ReadAllText(Path.Combine(folder, "register", "members.csv")));
        Directory.Delete(folder, true);
    }

    [Fact]
    public void A_correction_differs_in_some_amounts_only_and_a_days_delivery_has_its_rows()
    {
        var folder = MadeCity.NewFolder();
        var feed = MadeCity.Sources(MadeCity.PackFolder).Sources["ybj"].Feeds.Single(f => f.Name == "settlement");
        var before = new ContractReader(feed).Read(Path.Combine(city.Folder, "deliveries", "ybj", "ybj_settlement_202503.csv"));
        var after = new ContractReader(feed).Read(CityMaker.MakeCorrection(city.Options, folder, "ybj", "settlement", "202503"));
        var changed = before.Zip(after).Count(p => p.First.Cells is { } a && p.Second.Cells is { } b && !a.SequenceEqual(b));
        Assert.Equal(before.Count, after.Count);
        Assert.InRange(changed, before.Count / 60, before.Count / 40);
        Assert.True(File.Exists(Path.Combine(folder, "deliveries", "ybj", "ybj_settlement_202503_r2.csv.manifest.json")));

        var daily = CityMaker.MakeDaily(city.Options, folder, new DateOnly(2025, 10, 8), 2_000);
        Assert.EndsWith("ybj_settlement_20251008.csv", daily);
        Assert.Equal(2_000, new ContractReader(feed).Read(daily).Count);
        Directory.Delete(folder, true);
    }

    private static Dictionary<string, string> Hashes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
}
