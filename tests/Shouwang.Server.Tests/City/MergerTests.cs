using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Standards.Merging;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>Two old registers become one: held against what the city knows of everybody in them.</summary>
public sealed class MergerTests(EconomyCity city) : IClassFixture<EconomyCity>
{
    // What only the new register knows, two lists cannot report: a name misspelt, or a number mistyped, of who is in one list.
    private static readonly string[] SeenByBoth = ["household", "income", "address", "size", "dead"];

    [Fact]
    public void Everybody_of_both_lists_is_in_the_merged_register_once()
    {
        var merged = Merge();

        Assert.Equal(merged.Rows.Values.Sum(), merged.Persons.Sum(p => p.Rows));
        Assert.Equal(merged.Persons.Count(p => p.Rows > p.Lists.Count), merged.Conflicts.Count(c => c.Kind == ConflictKind.Twice));
        Assert.Equal(merged.Persons.Count, merged.Persons.Select(p => p.Id?.Reveal() ?? p.WrittenId).Distinct(StringComparer.Ordinal).Count());
        var found = merged.Persons.Where(p => p.Id is not null).ToDictionary(p => p.Id!.Value.Reveal(), StringComparer.Ordinal);
        var mistyped = city.Merger.Where(t => t["conflicts"].Contains("id", StringComparison.Ordinal) && t["in"] == "rural").Select(t => t["id_number"]).ToHashSet(StringComparer.Ordinal);
        var expected = city.Merger.Where(t => !mistyped.Contains(t["id_number"])).ToList();
        Assert.True(expected.Count > 1000);
        Assert.Equal(expected.Count, found.Count);
        Assert.Equal(mistyped.Count, merged.Persons.Count(p => p.Id is null));
        Assert.All(expected, t =>
        {
            var person = found[t["id_number"]];
            Assert.Equal((t["held"] is "1" or "True" or "true", t["category"] == "none" ? null : t["category"]), (person.Held, person.Held ? person.Category : t["category"] == "none" ? null : t["category"]));
            Assert.Equal(t["in"] == "both" ? 2 : 1, person.Lists.Count);
        });
    }

    [Fact]
    public void Every_conflict_that_two_lists_can_show_is_reported_and_no_other()
    {
        var merged = Merge();
        var reported = merged.Conflicts.Where(c => c.Id is not null).ToLookup(c => c.Id!.Value.Reveal(), c => Words<ConflictKind>.Of(c.Kind), StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var truth in city.Merger.Where(t => t["registered"] is "1" or "True" or "true"))
        {
            var expected = truth["conflicts"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(c => truth["in"] == "both" || SeenByBoth.Contains(c)).Order(StringComparer.Ordinal).ToList();
            if (truth["in"] == "rural" && truth["conflicts"].Contains("id", StringComparison.Ordinal))
            {
                continue;
            }

            var found = reported[truth["id_number"]].Distinct().Order(StringComparer.Ordinal).ToList();
            if (!found.SequenceEqual(expected))
            {
                wrong.Add($"{IdNumber.Parse(truth["id_number"])} {truth["household"]} {truth["in"]}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong: {string.Join("; ", wrong.Take(15))}");
    }

    [Fact]
    public void The_lower_income_counts_for_a_household_of_both_lists()
    {
        var merged = Merge();
        var incomes = merged.Households.ToDictionary(h => h.Code, h => h.Income, StringComparer.Ordinal);
        var homes = merged.Persons.Where(p => p.Id is not null).ToDictionary(p => p.Id!.Value.Reveal(), p => p.Household, StringComparer.Ordinal);
        var checkedOnes = 0;
        foreach (var truth in city.Merger.Where(t => t["registered"] is "1" or "True" or "true" && t["per_capita_year"].Length > 0 && homes.ContainsKey(t["id_number"])))
        {
            Assert.True(Money.TryParseYuan(truth["per_capita_year"], out var expected));
            Assert.Equal(expected.Fen, incomes[homes[truth["id_number"]]]);
            checkedOnes++;
        }

        Assert.True(checkedOnes > 1000);
    }

    [Fact]
    public void A_list_with_mistakes_is_refused_whole_with_every_place_and_without_anybody_s_data()
    {
        var rural = Path.Combine(city.Folder, "old", "rural.csv");
        var lines = File.ReadAllLines(rural);
        lines[1] = lines[1].Replace("边缘易致贫户", "？？", StringComparison.Ordinal).Replace("脱贫不稳定户", "？？", StringComparison.Ordinal).Replace("突发严重困难户", "？？", StringComparison.Ordinal);
        lines[2] = lines[2][..lines[2].LastIndexOf(',')];
        var broken = Path.Combine(city.Folder, "rural-broken.csv");
        File.WriteAllLines(broken, lines);

        var refused = Assert.Throws<FileFaultException>(() => Merge(broken));

        Assert.Equal(["rural-broken.csv:2: 监测对象类别: not one of 脱贫不稳定户|边缘易致贫户|突发严重困难户", "rural-broken.csv:3: 14 fields instead of 15"], refused.Faults.Select(f => f.ToString()));
    }

    private MergedRegister Merge(string? rural = null)
    {
        var pack = Pack.Open(MadeCity.PackFolder);
        var terms = MergerTerms.Read(pack);
        pack.RefuseFaults();
        return new MergeRegisters(terms!).Run(new Dictionary<string, string>
        {
            ["civil"] = Path.Combine(city.Folder, "old", "civil_affairs.csv"),
            ["rural"] = rural ?? Path.Combine(city.Folder, "old", "rural.csv"),
        });
    }
}
