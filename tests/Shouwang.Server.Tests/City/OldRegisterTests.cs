using System.Globalization;
using System.Text;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>The two registers before the merger, each in its office's form, and what the merged one must hold.</summary>
public sealed class OldRegisterTests(EconomyCity city) : IClassFixture<EconomyCity>
{
    private List<Dictionary<string, string>> Civil => city.Old("civil_affairs.csv", Encoding.GetEncoding("GB18030"));

    private List<Dictionary<string, string>> Rural => city.Old("rural.csv", Encoding.UTF8);

    [Fact]
    public void Each_office_has_its_own_encoding_columns_and_dates()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], city.OldBytes("rural.csv")[..3]);
        Assert.StartsWith("户主身份证,姓名,", Encoding.GetEncoding("GB18030").GetString(city.OldBytes("civil_affairs.csv")));
        Assert.Empty(Civil[0].Keys.Intersect(Rural[0].Keys));
        Assert.All(Civil, r => Assert.True(DateOnly.TryParseExact(r["认定日期"], "yyyyMMdd", out _)));
        Assert.All(Rural, r => Assert.True(DateOnly.TryParseExact(r["识别时间"], "yyyy-MM-dd", out _)));
    }

    [Fact]
    public void Everybody_in_a_category_is_in_one_of_them_and_nobody_of_them_is_lost()
    {
        var merged = city.Merger.ToDictionary(m => m["id_number"]);
        var registered = city.Register("members.csv").Where(m => m["to"].Length == 0).ToDictionary(m => m["id_number"], m => m["household"]);
        // Who has left aid is still in the new register, and in neither of the old ones.
        var categories = city.Register("categories.csv").Where(c => c["to"].Length == 0).Select(c => c["id_number"]).ToHashSet();
        Assert.Empty(merged.Values.Where(m => m["registered"] == "1").Select(m => m["id_number"]).Except(registered.Keys));
        Assert.Empty(registered.Keys.Where(categories.Contains).Except(merged.Keys));
        Assert.True(registered.Count(r => merged.ContainsKey(r.Key)) > registered.Count * 9 / 10);
        Assert.All(merged.Values.Where(m => m["registered"] == "1"), m => Assert.Equal(registered[m["id_number"]], m["household"]));
        Assert.All(Civil, r => Assert.Contains(merged[r["身份证号码"]]["in"], (string[])["civil", "both"]));
        Assert.All(Rural.Where(r => IdNumber.TryParse(r["证件号码"], out _)), r => Assert.Contains(merged[r["证件号码"]]["in"], (string[])["rural", "both"]));
    }

    [Fact]
    public void Every_kind_of_contradiction_is_there_and_is_what_the_truth_says()
    {
        var conflicts = city.Merger.SelectMany(m => m["conflicts"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => (Kind: c, Row: m))).ToLookup(c => c.Kind, c => c.Row);
        Assert.Equal(["address", "dead", "household", "id", "income", "name", "size"], conflicts.Select(c => c.Key).Order());
        Assert.All(conflicts, c => Assert.True(c.Count() >= 3, c.Key));
        var civil = Civil.ToDictionary(r => r["身份证号码"]);
        var rural = Rural.ToLookup(r => r["证件号码"]);
        Assert.All(conflicts["id"], m => Assert.Empty(rural[m["id_number"]]));
        Assert.All(conflicts["name"], m => Assert.DoesNotContain(rural[m["id_number"]], r => r["成员姓名"] == m["name"]));
        Assert.All(conflicts["dead"], m => Assert.Equal(("死亡停保", "0"), (civil[m["id_number"]]["人员状态"], m["held"])));
        Assert.All(conflicts["household"], m => Assert.NotEqual("", m["rural_household"]));
        Assert.All(conflicts["size"], m => Assert.NotEqual("both", m["in"]));
        Assert.All(conflicts["address"].Where(m => m["in"] == "both"), m => Assert.DoesNotContain(rural[m["id_number"]], r => r["住址"] == civil[m["id_number"]]["家庭住址"]));
    }

    [Fact]
    public void Incomes_are_apart_by_a_tenth_where_reported_and_nearly_equal_elsewhere_and_the_lower_one_stands()
    {
        var civil = Civil.ToDictionary(r => r["身份证号码"], r => Yuan(r["月人均收入"]) * 12);
        var rural = Rural.ToLookup(r => r["证件号码"], r => Yuan(r["人均纯收入（元/年）"]));
        foreach (var m in city.Merger.Where(m => m["in"] == "both" && m["rural_household"].Length == 0 && m["held"] == "1" && rural.Contains(m["id_number"])))
        {
            var (first, second) = (civil[m["id_number"]], rural[m["id_number"]].Single());
            Assert.Equal(m["conflicts"].Contains("income", StringComparison.Ordinal), Math.Abs(first - second) * 10 > Math.Min(first, second));
            Assert.Equal(Math.Min(first, second), Yuan(m["per_capita_year"]));
        }
    }

    private static decimal Yuan(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
