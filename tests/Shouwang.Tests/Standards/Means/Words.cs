using CsCheck;

namespace Shouwang.Tests.Standards.Means;

/// <summary>Random formulas of <see cref="GivenLaw"/>, typed as the checker wants them.</summary>
/// <param name="Monies">What an amount can be without further parts; likewise the others.</param>
/// <param name="Positive">Numbers that are provably positive.</param>
internal sealed record Words(string[] Monies, string[] Bools, string[] Ints, string[] Rates, string[] Dates, string[] Texts, string[] Positive)
{
    /// <summary>Of a person, with the entity's name where an aggregate goes through people.</summary>
    public static Words OfPerson { get; } = Person("").And(
        ["sum(income.amount)", "(min(income.amount where income.kind == 'wage') ?? 3.33yuan)"],
        ["any(income)", "all(income.amount > 5000yuan)", "any(income_line.kind == 'wage' where income_line.kind != 'pension')"]);

    public static Words OfIncome { get; } = new(
        ["amount", "person.savings", "(household.earned ?? 0yuan)", "p.line"],
        ["kind == 'wage'", "income_line.kind == 'pension'", "household.poor", "known(person.category)"],
        ["person.role", "household.n"],
        ["person.part", "household.share", "p.half"],
        ["person.born", "as_of", "p.start"],
        ["kind", "person.labour", "'weak'"],
        ["larger(household.n, 1)", "2"]);

    private static Words Household { get; } = new(
        ["(earned ?? 7.77yuan)", "p.line", "sum(income.amount)", "sum(asset.value)", "(lookup(p.local, division, 2024) ?? 1yuan)"],
        ["poor", "known(earned)", "any(person)", "n in {1, 2}", "p.urban", "(known(earned) and earned > p.line)", "any(income.kind == 'wage' where person.role > 0 and income_line.kind != 'pension')"],
        ["n", "count(person)", "count(income where person.savings > 0yuan)", "p.zero"],
        ["share", "p.ratio", "0.125", "(lookup(p.by_size, n) ?? 1.5)", "sum(person.part)"],
        ["as_of", "date'2000-02-29'", "p.start", "(min(person.born) ?? as_of)"],
        ["'a'", "(if poor then 'b' else 'c')", "p.word"],
        ["larger(n, 1)", "larger(count(person), 1)", "3", "p.ratio"]);

    /// <summary>Of a household; some aggregates over random formulas of its people.</summary>
    public static Gen<Words> OfHouseholdPeople { get; } =
        from m in Person("person.").And(["(earned ?? 1yuan)"], ["poor"]).Money(1)
        from w in Person("person.").And(["(earned ?? 1yuan)"], ["poor"]).Bool(1)
        from v in Person("person.").Bool(2)
        select Household.And([$"sum(({m}) + person.savings where {w})", $"(max(person.wages - ({m})) ?? 2yuan)"], [$"any(person.role > 2 or {v})", $"all(person.role > 0 and {v} where {w})"]);

    public static Gen<Words> OfHousehold(string[] monies, string[] bools) => OfHouseholdPeople.Select(w => w.And(monies, bools));

    public Words And(string[] monies, string[] bools) => this with { Monies = [.. Monies, .. monies], Bools = [.. Bools, .. bools] };

    public Gen<string> Bool(int depth) => depth == 0
        ? Words.Any(Bools).Select(b => $"({b})")
        : Gen.OneOf(
            Two(Bool(depth - 1), Words.Any("and", "or"), Bool(depth - 1)),
            Bool(depth - 1).Select(b => $"(not {b})"),
            Two(Exact(depth - 1), Sign, Exact(depth - 1)),
            Two(Int(depth - 1), Sign, Int(depth - 1)),
            Two(Rate(depth - 1), Sign, Int(depth - 1)),
            Two(Date(depth - 1), Sign, Date(depth - 1)),
            // A literal must be one of the other side's codes: those comparisons stand among the words.
            Two(Text, Words.Any("==", "!="), Text).Select(t => t.Contains('\'', StringComparison.Ordinal) ? "true" : t),
            Two(Bool(depth - 1), Words.Any("==", "!="), Bool(depth - 1)));

    public Gen<string> Money(int depth) => depth == 0
        ? Gen.OneOf(Words.Any(Monies), Gen.Int[0, 99999].Select(n => $"{n / 100}.{n % 100:00}yuan"))
        : Gen.OneOf(
            Two(Money(depth - 1), Words.Any("+", "-"), Money(depth - 1)),
            Two(Money(depth - 1), Gen.Const("*"), Int(0)),
            from f in Words.Any("floor", "ceil", "half_up", "half_even") from x in Exact(depth - 1) from u in Words.Any("fen", "jiao", "yuan") select $"{f}({x}, '{u}')",
            Pick(Bool(depth - 1), Money(depth - 1)),
            Larger(Money(depth - 1)),
            Money(depth - 1).Select(m => $"(-{m})"));

    private Gen<string> Exact(int depth) => depth == 0
        ? Money(0)
        : Gen.OneOf(
            Money(depth),
            Quotient(depth),
            Two(Money(depth - 1), Gen.Const("*"), Words.Any([.. Rates, "0.333333", "p.ratio * p.half"])),
            Two(Exact(depth - 1), Words.Any("+", "-"), Money(depth - 1)),
            Pick(Bool(depth - 1), Quotient(depth)),
            Larger(Quotient(depth)));

    private Gen<string> Quotient(int depth) => Two(Money(depth - 1), Gen.Const("/"), Words.Any([.. Positive, "7"]));

    public Gen<string> Int(int depth) => depth == 0
        ? Gen.OneOf(Words.Any(Ints), Gen.Int[0, 20].Select(n => $"{n}"))
        : Gen.OneOf(
            Two(Int(depth - 1), Words.Any("+", "-", "*"), Int(depth - 1)),
            Date(depth - 1).Select(d => $"age_years({d}, as_of)"),
            Gen.Select(Date(depth - 1), Date(0), (d, e) => $"months_between({d}, {e})"),
            Pick(Bool(depth - 1), Int(depth - 1)),
            Larger(Int(depth - 1)));

    public Gen<string> Rate(int depth) => depth == 0
        ? Words.Any(Rates)
        : Gen.OneOf(Two(Rate(depth - 1), Words.Any("+", "-"), Int(0)), Two(Rate(depth - 1), Gen.Const("*"), Int(0)), Pick(Bool(1), Rate(depth - 1)), Larger(Rate(depth - 1)));

    public Gen<string> Date(int depth) => depth == 0
        ? Words.Any(Dates)
        : Gen.OneOf(Two(Date(depth - 1), Words.Any("+", "-"), Int(0)), Pick(Bool(depth - 1), Date(depth - 1)), Larger(Date(depth - 1)));

    public Gen<string> Text => Words.Any(Texts);

    private static Gen<string> Sign => Words.Any("<", "<=", ">", ">=", "==", "!=");

    private static Words Person(string of) => new(
        [$"{of}savings", $"{of}wages", $"{of}wages", "p.line", $"(if known(household.earned) then household.earned else {of}savings)", $"(lookup(p.by_labour, {of}labour) ?? 0.5yuan)"],
        ["household.poor", $"known({of}category)", $"{of}labour == 'weak'", $"{of}role in {{1, 3}}", $"({of}wages > 2000yuan)", $"(known({of}category) and {of}category == 'dibao')", $"{of}labour == p.word"],
        [$"{of}role", "household.n", "p.zero", $"(lookup(p.exact, {of}labour, household.division, {of}role) ?? 3)"],
        [$"{of}part", "household.share", "p.ratio", "p.half", "0.125"],
        [$"{of}born", "as_of", "p.start", "date'2000-02-29'"],
        [$"{of}labour", $"({of}category ?? 'dibao')", "p.word"],
        ["3", "7", $"larger({of}role, 1)", "p.ratio", "larger(household.n, 2)"]);

    private static Gen<string> Two(Gen<string> left, Gen<string> sign, Gen<string> right) => from l in left from s in sign from r in right select $"({l} {s} {r})";

    private static Gen<string> Pick(Gen<string> when, Gen<string> value) => from w in when from t in value from e in value select $"(if {w} then {t} else {e})";

    private static Gen<string> Larger(Gen<string> value) => from f in Words.Any("larger", "smaller") from a in value from b in value select $"{f}({a}, {b})";

    /// <summary>One of the values, each as likely.</summary>
    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
