using CsCheck;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards.Means;

/// <summary>Laws of random typed formulas over random families, some facts missing: delegates and both engines never disagree.</summary>
public sealed class RandomLawTests(Databases databases)
{
    // Of 30 formulas each; CsCheck_Iter=2000 in the environment makes it 500.
    private static readonly int Laws = (int)Check.Iter / 4;

    private static readonly Gen<GivenFamiliesOf> Family =
        from n in Gen.Int[-1, 3]
        from poor in Gen.Bool
        from earned in Gen.OneOf(Gen.Int[-1_000_00, 90_000_00].Select(i => (decimal?)i / 100), Gen.Const((decimal?)null))
        from share in Gen.Int[0, 2_000_000]
        from division in Words.Any(340621101000, 340621102003, 340602001000, 110101001000)
        from people in Member.Array[0, 4]
        select new GivenFamiliesOf(f =>
        {
            f.Household(n, poor, earned, share / 1_000_000m, division);
            Array.ForEach(people, p => p.Put(f));
        });

    private static Gen<GivenFamiliesOf> Member =>
        from born in Gen.Int[0, 40000]
        from role in Gen.Int[-3, 9]
        from savings in Gen.Int[-20_000_00, 20_000_00]
        from part in Gen.Int[0, 2_000_000]
        from labour in Words.Any("skilled", "weak", "none")
        from category in Words.Any<string?>("dibao", "marginal", null)
        from wages in Gen.OneOf(Gen.Int[0, 50_000_00].Select(i => (decimal?)i / 100), Gen.Int[0, 5000].Select(i => (decimal?)i), Gen.Const((decimal?)null))
        from incomes in Gen.Select(Words.Any("wage", "pension"), Gen.Int[0, 30_000_00]).Array[0, 3]
        select new GivenFamiliesOf(f =>
        {
            f.Person(new DateOnly(1910, 1, 1).AddDays(born).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), role, savings / 100m, part / 1_000_000m, labour, category, wages);
            Array.ForEach(incomes, i => f.Income(i.Item1, i.Item2 / 100m));
        });

    private static readonly Gen<GivenFamiliesOf[]> FamiliesOf = Family.Array[1, 9];

    /// <summary>Variables that build on each other, up and down: a person's, their household's, the person's again, an income's, all of it.</summary>
    private static readonly Gen<string[]> Variables =
        from a in Of("person.a", Words.OfPerson)
        from b in Of("household.b", Words.OfHousehold(["sum(person.a0)", "(max(person.a0 where person.a1) ?? 0yuan)"], ["any(person.a1)"]))
        from c in Of("person.c", Words.OfPerson.And(["household.b0", "a0"], ["household.b1", "a1"]))
        from d in Of("income.d", Words.OfIncome.And(["household.b0", "person.c0"], ["person.c1"]))
        from e in Of("household.e", Words.OfHousehold(["b0", "sum(income.d0)", "(min(person.c0) ?? 7yuan)"], ["b1", "all(income.d1 where person.a1)"]))
        select (string[])[.. a, .. b, .. c, .. d, .. e];

    [Fact]
    public async Task Three_engines_agree_on_laws_nobody_thought_of()
    {
        using var engines = await ThreeEngines.StartAsync(databases);
        var (refused, unlawful) = (0, 0);
        Gen.Select(Variables, FamiliesOf).Sample(
            s =>
            {
                // Chance may write what the checker refuses, such as a default for what is always known there.
                using var given = Lawful(s.Item1);
                if (given is null)
                {
                    unlawful++;
                    return;
                }

                var differences = engines.Differences(Population(given, s.Item2), given.Day).ToList();
                // At the limits of 64 bits one engine may multiply, and refuse, what another never asks for.
                refused += differences.RemoveAll(d => d.EndsWith(": overflow", StringComparison.Ordinal));
                Assert.Empty(differences.Take(5));
            },
            iter: Laws,
            threads: 1,
            print: s => string.Join("\n", s.Item1));
        Assert.True(refused <= Laws / 10, $"{refused} refusals that differ");
        Assert.True(unlawful <= Laws / 2, $"{unlawful} laws that the checker refuses");
    }

    private static GivenLaw? Lawful(string[] variables)
    {
        try
        {
            return GivenLaw.Of(variables);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("always known", StringComparison.Ordinal))
        {
            return null;
        }
    }

    [Fact]
    public void Blocks_and_threads_never_change_a_value()
    {
        var sample = Gen.Select(Variables, FamiliesOf, Gen.Int[1, 4], Gen.Int[1, 4]);
        sample.Sample(
            s =>
            {
                using var given = Lawful(s.Item1);
                if (given is null)
                {
                    return true;
                }

                var law = CompiledLaw.Compile(given.Law);
                var population = Population(given, s.Item2);
                var (whole, split) = (Try(() => law.Evaluate(population, given.Day, null, 1000, 1)), Try(() => law.Evaluate(population, given.Day, null, s.Item3, s.Item4)));
                return whole is null || split is null ? whole is null && split is null : given.Law.Ordered.All(v => whole[v].AsSpan().SequenceEqual(split[v]));
            },
            iter: 20,
            threads: 1,
            print: s => string.Join("\n", s.Item1));
    }

    private static Population Population(GivenLaw given, GivenFamiliesOf[] families)
    {
        var builder = given.Families();
        Array.ForEach(families, f => f.Put(builder));
        return builder.Build();
    }

    private static Evaluation? Try(Func<Evaluation> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Gen<string[]> Of(string name, Gen<Words> words) => words.SelectMany(w => Of(name, w));

    /// <summary>Per entity one amount, one condition, one number, one rate, one date and one text.</summary>
    private static Gen<string[]> Of(string name, Words words) =>
        from m in words.Money(3)
        from b in words.Bool(3)
        from i in words.Int(2)
        from r in words.Rate(2)
        from d in words.Date(2)
        from t in words.Text
        select new[] { $"{name}0: money = {m}", $"{name}1: bool = {b}", $"{name}2: int = {i}", $"{name}3: rate = {r}", $"{name}4: date = {d}", $"{name}5: text = {t}" };

    internal sealed record GivenFamiliesOf(Action<GivenFamilies> Put);
}
