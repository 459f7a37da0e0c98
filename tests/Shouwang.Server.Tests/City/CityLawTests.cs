using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>The pack's means test and the city's oracle, written by different people, say the same of every family.</summary>
public sealed class CityLawTests(EconomyCity city) : IClassFixture<EconomyCity>
{
    private static readonly DateOnly Day = new(2025, 9, 30);

    [Fact]
    public void The_pack_and_the_oracle_agree_on_every_family_and_every_member_of_a_twentieth_of_the_city()
    {
        var pack = Pack.Open(MadeCity.PackFolder);
        var law = Law.Read(pack);
        pack.RefuseFaults();
        Assert.SkipWhen(law is null, "The pack has no means test yet.");
        var facts = new CityFacts(law, city.Folder);
        using var sql = SqlLaw.OnDuckDb();
        var evaluation = sql.Evaluate(facts.Population, law.On(Day, Day));
        var differences = Households(law, facts, evaluation, city.Assessments).Concat(Persons(law, facts, evaluation, city.Assessments)).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences: {string.Join("; ", differences.Take(25))}");
    }

    private static IEnumerable<string> Households(Law law, CityFacts facts, Evaluation evaluation, List<Dictionary<string, string>> truth)
    {
        var outcome = law.Outcome;
        var category = evaluation[outcome.Category];
        var rows = facts.Households.Select((code, i) => (code, i)).ToLookup(h => h.code, h => h.i);
        foreach (var expected in truth.Where(t => t["id_number"].Length == 0))
        {
            var tried = rows[expected["household"]].ToList();
            var possible = string.Join(' ', tried.Select(i => law.Codes[category[i]]).Distinct().Order(StringComparer.Ordinal));
            if (possible != expected["possible"])
            {
                yield return $"{expected["household"]} {expected["why"]}: pack {possible}, oracle {expected["possible"]}";
            }
            else if (tried is [var i])
            {
                var found = $"{law.Codes[evaluation[outcome.Monitored][i]]} {Yuan(outcome.Monthly)} {evaluation[outcome.Size][i]} {Yuan(outcome.Income)}";
                var wanted = $"{expected["monitored_by_facts"]} {expected["monthly_by_facts"]} {expected["size_by_facts"]} {expected["assessed_by_facts"]}";
                if (found != wanted)
                {
                    yield return $"{expected["household"]} {possible}: pack {found}, oracle {wanted}";
                }

                string Yuan(Variable variable) => new Money(evaluation[variable][i]).ToPlainString();
            }
        }
    }

    private static IEnumerable<string> Persons(Law law, CityFacts facts, Evaluation evaluation, List<Dictionary<string, string>> truth)
    {
        var category = evaluation[law.Outcome.PersonCategory];
        var rows = facts.Persons.Select((id, i) => (id, i)).ToLookup(p => p.id, p => p.i);
        foreach (var expected in truth.Where(t => t["id_number"].Length > 0))
        {
            if (rows[expected["id_number"]].ToList() is [var i] && law.Codes[category[i]] != expected["by_facts"])
            {
                yield return $"{IdNumber.Parse(expected["id_number"])} of {expected["household"]}: pack {law.Codes[category[i]]}, oracle {expected["by_facts"]}";
            }
        }
    }
}
