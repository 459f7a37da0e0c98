using Shouwang.Monitoring.Rules;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>What the language refuses, each with the exact character. The sign ▸ stands before it.</summary>
public sealed class RefusalTests
{
    private const int WhenLine = 10;
    private const int FirstColumn = 12;

    [Theory]
    [InlineData("unknown", "▸wealth > 5yuan")]
    [InlineData("unknown", "household.▸wealth > 5yuan")]
    [InlineData("unknown", "any(bill where bill.▸colour == 'red')")]
    [InlineData("unknown", "any(bill where ▸paid > 5yuan)")]
    [InlineData("unknown", "▸pets.count > 5")]
    [InlineData("unknown", "savings > p.▸limit")]
    [InlineData("reach", "▸resident.x > 5")]
    [InlineData("money_number", "savings ▸+ 5 > 10yuan")]
    [InlineData("money_number", "savings ▸- role > 10yuan")]
    [InlineData("money_number", "savings ▸> 10")]
    [InlineData("money_number", "sum(bill.paid within year) ▸== 0")]
    [InlineData("money_money", "savings ▸* savings > 10yuan")]
    [InlineData("divisor", "savings / ▸role > 10yuan")]
    [InlineData("divisor", "savings / ▸p.zero > 10yuan")]
    [InlineData("divisor", "savings / (▸role + 1) > 10yuan")]
    [InlineData("unknown_value", "▸household.income > 10yuan")]
    [InlineData("unknown_value", "known(household.income) or ▸household.income > 10yuan")]
    [InlineData("unknown_value", "▸category == 'dibao'")]
    [InlineData("unknown_value", "▸max(bill.paid) > 10yuan")]
    [InlineData("unknown_value", "sum(▸bill.refund) > 10yuan")]
    [InlineData("unknown_value", "savings + (▸household.income ?? household.income) > 10yuan")]
    [InlineData("always_known", "savings ▸?? 5yuan > 10yuan")]
    [InlineData("always_known", "known(▸savings)")]
    [InlineData("member", "▸bill.paid > 10yuan")]
    [InlineData("member", "▸bill and true")]
    [InlineData("branches", "savings > (if role == 0 then 5yuan else ▸5)")]
    [InlineData("syntax", "if role == 0 then true▸")]
    [InlineData("syntax", "savings > 10yuan and▸")]
    [InlineData("syntax", "savings ▸= 10yuan")]
    [InlineData("syntax", "savings > 10▸元")]
    [InlineData("syntax", "0yuan < savings ▸< 10yuan")]
    [InlineData("syntax", "labour == ▸'skilled")]
    [InlineData("syntax", "savings > ▸1.001yuan")]
    [InlineData("syntax", "any(bill within 30▸)")]
    [InlineData("syntax", "any(bill within 30 ▸weeks)")]
    [InlineData("syntax", "any(bill within year before ▸3 months)")]
    [InlineData("syntax", "any(bill where true ▸where true)")]
    [InlineData("syntax", "birth < date▸'2025-02-30'")]
    [InlineData("code", "labour == ▸'skiled'")]
    [InlineData("code", "labour in {'weak', ▸'skiled'}")]
    [InlineData("code", "any(bill where bill.kind == ▸'hospital')")]
    [InlineData("text_order", "labour ▸< 'weak'")]
    [InlineData("type", "labour ▸== 5")]
    [InlineData("type", "birth ▸> 10yuan")]
    [InlineData("type", "birth ▸- birth > 5")]
    [InlineData("type", "not ▸savings")]
    [InlineData("type", "▸savings and true")]
    [InlineData("type", "savings in {▸'a'}")]
    [InlineData("type", "age_years(▸role, as_of) > 5")]
    [InlineData("type", "floor(▸role, 'yuan') > 5yuan")]
    [InlineData("type", "any(▸bill.paid)")]
    [InlineData("type", "count(▸bill.paid) > 0")]
    [InlineData("type", "sum(▸bill.kind) > 0")]
    [InlineData("unit", "floor(savings, ▸'wan') > 5yuan")]
    [InlineData("function", "▸abs(savings) > 5yuan")]
    [InlineData("arguments", "▸larger(savings) > 5yuan")]
    [InlineData("exact", "sum(▸bill.paid * 0.5) > 5yuan")]
    [InlineData("nested", "any(bill where ▸count(insurance) > 0)")]
    [InlineData("nothing", "sum(▸savings) > 5yuan")]
    [InlineData("two", "sum(bill.paid + ▸insurance.base) > 5yuan")]
    [InlineData("window", "any(benefit ▸within 30 days)")]
    [InlineData("window", "any(bill within ▸p.zero days)")]
    [InlineData("window", "any(bill within ▸0 days)")]
    [InlineData("lookup", "▸p.by > 5yuan")]
    [InlineData("lookup", "lookup(▸p.ratio, labour) ?? 5yuan > 5yuan")]
    public void The_fault_stands_at_the_offending_token(string code, string marked)
    {
        var fault = Assert.Single(Faults(GivenPack.Rule(marked.Replace("▸", "", StringComparison.Ordinal))));

        Assert.Equal((code, WhenLine, FirstColumn + marked.IndexOf('▸', StringComparison.Ordinal)), (fault.Code, fault.Line, fault.Column));
        Assert.EndsWith("rules.yaml", fault.File, StringComparison.Ordinal);
        Assert.Contains(fault.Text.Zh, c => c > 0x4E00);
        Assert.DoesNotContain(fault.Text.En, c => c > 0x4E00);
    }

    [Fact]
    public void All_faults_of_a_formula_and_of_a_file_come_in_one_run()
    {
        var faults = Faults(GivenPack.Rule("wealth > 5yuan and savings > 10 and labour == 'x'") + "\nvariables:\n  person.a: {type: money, label: {zh: 甲, en: A}, formula: \"savings / 3\"}\n");

        Assert.Equal(["unknown", "money_number", "code", "exact"], faults.Select(f => f.Code));
    }

    [Fact]
    public void A_value_of_another_type_than_declared_cannot_be_kept()
    {
        Assert.Equal(["type"], Variable("{type: money, label: {zh: 甲, en: A}, formula: \"role\"}"));
        Assert.Equal(["exact"], Variable("{type: money, label: {zh: 甲, en: A}, formula: \"savings * 0.5\"}"));
        Assert.Equal(["unknown_value"], Variable("{type: money, label: {zh: 甲, en: A}, formula: \"household.income\"}"));
        Assert.Equal(["else"], Variable("{type: text, label: {zh: 甲, en: A}, cases: [{when: \"role == 0\", then: \"'a'\"}]}"));
        Assert.Equal(["after_else"], Variable("{type: text, label: {zh: 甲, en: A}, cases: [{else: \"'b'\"}, {when: \"role == 0\", then: \"'a'\"}]}"));
        Assert.Equal(["twice"], Variable("{type: money, label: {zh: 甲, en: A}, formula: \"5yuan\"}", "person.savings"));
        Assert.Equal(["unknown"], Variable("{type: money, label: {zh: 甲, en: A}, formula: \"5yuan\"}", "pet.age"));
        Assert.Empty(Variable("{type: \"money?\", label: {zh: 甲, en: A}, formula: \"household.income\"}"));
    }

    [Fact]
    public void Variables_that_need_each_other_are_refused_with_the_path()
    {
        var fault = Assert.Single(Faults("""
            variables:
              person.a: {type: int, label: {zh: 甲, en: A}, formula: "b + 1"}
              person.b: {type: int, label: {zh: 乙, en: B}, formula: "household.c + 1"}
              household.c: {type: int, label: {zh: 丙, en: C}, formula: "sum(person.a)"}
            """));

        Assert.Equal("cycle", fault.Code);
        Assert.Contains("household.c → person.a → person.b → household.c", fault.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_for_all_residents_must_ask_for_something_that_happened()
    {
        Assert.Equal(["resident"], Faults(GivenPack.Rule("count(bill within year) == 0", "resident")).Select(f => f.Code));
        Assert.Equal(["resident"], Faults(GivenPack.Rule("sum(bill.paid within year) >= 0yuan", "resident")).Select(f => f.Code));
        Assert.Equal(["resident"], Faults(GivenPack.Rule("count(bill) > 3 or count(insurance) == 0", "resident")).Select(f => f.Code));
        Assert.Empty(Faults(GivenPack.Rule("count(bill) > 3 and count(insurance) == 0", "resident")));
    }

    [Theory]
    [InlineData("\n    wrong: 1", "unknown_key", 13, 5)]
    [InlineData("\n    requires: [bill, pets]", "unknown", 13, 22)]
    [InlineData("#7\n    amount: \"labour\"", "type", 13, 14)]
    public void Entries_of_a_rule_are_checked_too(string more, string code, int line, int column)
    {
        var fault = Assert.Single(Faults(GivenPack.Rule("savings > 5yuan", more: more)));
        Assert.Equal((code, line, column), (fault.Code, fault.Line, fault.Column));
    }

    [Fact]
    public void A_rule_without_a_known_document_is_refused()
    {
        var text = GivenPack.Rule("savings > 5yuan").Replace("cite: D", "cite: X9", StringComparison.Ordinal);
        Assert.Equal(["source", "source", "source", "source", "source"], Faults(text).Select(f => f.Code));
    }

    private static IReadOnlyList<Shouwang.Platform.Packs.PackFault> Faults(string warnings)
    {
        using var given = new GivenPack(warnings);
        var pack = given.Open();
        RuleSet.Read(pack);
        return pack.Faults.All;
    }

    private static IEnumerable<string> Variable(string variable, string name = "person.a") => Faults($"variables:\n  {name}: {variable}\n").Select(f => f.Code);
}
