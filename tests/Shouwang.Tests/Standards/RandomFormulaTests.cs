using CsCheck;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>Random typed formulas over random people: the two engines never disagree.</summary>
public sealed class RandomFormulaTests(Databases databases)
{
    private static readonly Gen<string> Row =
        from role in Gen.Int[-3, 9]
        from birth in Gen.Int[0, 40000]
        from savings in Gen.Int[-2_000_000, 2_000_000]
        from share in Gen.Int[0, 2_000_000]
        from labour in One("'skilled'", "'weak'", "'none'")
        from category in One("'dibao'", "'marginal'", "NULL")
        from income in Gen.OneOf(Gen.Int[0, 9_000_000].Select(i => $"{i}"), Gen.Const("NULL"))
        from poor in Gen.Bool
        select $"{role}, DATE '1910-01-01' + {birth}, {savings}, {share}, {labour}, {category}, {income}, {poor}";

    [Fact]
    public async Task Both_engines_agree_on_formulas_nobody_thought_of()
    {
        using var engines = await Engines.StartAsync(databases);
        var sample = from formula in Bool(3) from rows in Row.Array[12] select (formula, rows);
        sample.Sample(
            s =>
            {
                try
                {
                    var (duck, postgres) = engines.Evaluate(s.formula, s.rows);
                    return duck == postgres;
                }
                catch (InvalidOperationException e) when (e.Message.Contains("always known", StringComparison.Ordinal))
                {
                    // Chance may ask known(x) where it is known already, which the checker refuses.
                    return true;
                }
            },
            iter: 150,
            threads: 1,
            print: s => s.formula);
    }

    private static Gen<string> Bool(int depth) => depth == 0
        ? One("household.poor", "known(category)", "labour == 'weak'", "role in {1, 3}", "true")
        : Gen.OneOf(
            Two(Bool(depth - 1), One("and", "or"), Bool(depth - 1)),
            Bool(depth - 1).Select(b => $"(not {b})"),
            Two(Exact(depth - 1), Sign, Exact(depth - 1)),
            Two(Int(depth - 1), Sign, Int(depth - 1)),
            Two(Rate(depth - 1), Sign, Int(depth - 1)),
            Two(Date(depth - 1), Sign, Date(depth - 1)),
            Gen.Const("(category ?? 'dibao') == 'dibao'"));

    private static Gen<string> One(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Gen<string> Sign => One("<", "<=", ">", ">=", "==", "!=");

    private static Gen<string> Money(int depth) => depth == 0
        ? Gen.OneOf(One("savings", "(household.income ?? 7.77yuan)", "p.threshold"), Gen.Int[0, 99999].Select(n => $"{n / 100}.{n % 100:00}yuan"))
        : Gen.OneOf(
            Two(Money(depth - 1), One("+", "-"), Money(depth - 1)),
            Two(Money(depth - 1), Gen.Const("*"), Int(0)),
            from f in One("floor", "ceil", "half_up", "half_even") from x in Exact(depth - 1) from u in One("fen", "jiao", "yuan") select $"{f}({x}, '{u}')",
            Pick(Bool(depth - 1), Money(depth - 1)),
            Larger(Money(depth - 1)));

    private static Gen<string> Exact(int depth) => depth == 0
        ? Money(0)
        : Gen.OneOf(
            Money(depth),
            Two(Money(depth - 1), Gen.Const("/"), One("3", "7", "larger(role, 1)", "p.ratio")),
            Two(Money(depth - 1), Gen.Const("*"), One("share", "p.ratio", "0.333333")),
            Two(Exact(depth - 1), One("+", "-"), Money(depth - 1)));

    private static Gen<string> Int(int depth) => depth == 0
        ? Gen.OneOf(Gen.Const("role"), Gen.Int[0, 20].Select(n => $"{n}"))
        : Gen.OneOf(
            Two(Int(depth - 1), One("+", "-", "*"), Int(depth - 1)),
            Date(depth - 1).Select(d => $"age_years({d}, as_of)"),
            Date(depth - 1).Select(d => $"months_between({d}, as_of)"),
            Pick(Bool(depth - 1), Int(depth - 1)),
            Larger(Int(depth - 1)));

    private static Gen<string> Rate(int depth) => depth == 0
        ? One("share", "p.ratio", "0.125")
        : Gen.OneOf(Two(Rate(depth - 1), One("+", "-"), Int(0)), Two(Rate(depth - 1), Gen.Const("*"), Int(0)), Larger(Rate(depth - 1)));

    private static Gen<string> Date(int depth) => depth == 0
        ? One("birth", "as_of", "date'2000-02-29'")
        : Gen.OneOf(Two(Date(depth - 1), One("+", "-"), Int(0)), Pick(Bool(depth - 1), Date(depth - 1)), Larger(Date(depth - 1)));

    private static Gen<string> Two(Gen<string> left, Gen<string> sign, Gen<string> right) => from l in left from s in sign from r in right select $"({l} {s} {r})";

    private static Gen<string> Pick(Gen<string> when, Gen<string> value) => from w in when from t in value from e in value select $"(if {w} then {t} else {e})";

    private static Gen<string> Larger(Gen<string> value) => from f in One("larger", "smaller") from a in value from b in value select $"{f}({a}, {b})";
}
