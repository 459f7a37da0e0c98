using System.Globalization;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Standards.Means;

/// <summary>A law of a test's own variables in a temporary folder, over families with incomes from several sources and things they own.</summary>
internal sealed class GivenLaw : IDisposable
{
    public static readonly DateOnly AsOf = new(2025, 9, 30);

    private const string Facts = """
        entities:
          household:
            label: {zh: 家庭, en: Household}
            inputs:
              n: {type: int, default: 0, label: {zh: 数, en: Number}}
              poor: {type: bool, default: false, label: {zh: 贫困, en: Poor}}
              earned: {type: money, optional: true, label: {zh: 收入, en: Earned}}
              share: {type: rate, default: 0, label: {zh: 比率, en: Share}}
              division: {type: int, default: 340602000000, label: {zh: 区划, en: Division}}
          person:
            in: household
            label: {zh: 成员, en: Member}
            inputs:
              born: {type: date, label: {zh: 出生, en: Born}}
              role: {type: int, default: 0, label: {zh: 关系, en: Role}}
              savings: {type: money, default: 0, label: {zh: 存款, en: Savings}}
              part: {type: rate, default: 0, label: {zh: 比率, en: Part}}
              labour: {type: code, default: none, values: [skilled, weak, none], label: {zh: 劳动能力, en: Labour}}
              category: {type: code, optional: true, values: [dibao, marginal], label: {zh: 类别, en: Category}}
              wages: {type: money, default: 0, unknown: [0, 3000], label: {zh: 工资, en: Wages}}
          income:
            in: person
            label: {zh: 收入, en: Income}
            inputs:
              kind: {type: code, values: [wage, pension], label: {zh: 种类, en: Kind}}
              amount: {type: money, label: {zh: 金额, en: Amount}}
          income_line: {group: income, by: [kind], label: {zh: 收入项目, en: Income item}}
          asset:
            in: household
            label: {zh: 财产, en: Property}
            inputs:
              value: {type: money, label: {zh: 价值, en: Value}}
          village:
            label: {zh: 村, en: Village}
            inputs:
              families: {type: int, label: {zh: 户数, en: Families}}
          field:
            in: village
            label: {zh: 地块, en: Field}
            inputs:
              mu: {type: int, label: {zh: 亩, en: Mu}}
        """;

    private const string Parameters = """
        parameters:
          line: {type: money, cite: D, label: {zh: 标准, en: Line}, values: {2024-01-01: 8640, 2025-07-01: 9048}}
          ratio: {type: rate, cite: D, label: {zh: 比率, en: Ratio}, values: {2024-01-01: 0.4}}
          half: {type: rate, cite: D, label: {zh: 一半, en: Half}, values: {2024-01-01: 0.5}}
          zero: {type: int, cite: D, label: {zh: 零, en: Zero}, values: {2024-01-01: 0}}
          start: {type: date, cite: D, label: {zh: 起, en: Start}, values: {2024-01-01: 2024-07-01}}
          urban: {type: bool, cite: D, label: {zh: 城镇, en: Urban}, values: {2024-01-01: true}}
          word: {type: text, cite: D, label: {zh: 词, en: Word}, values: {2024-01-01: weak}}
          by_labour: {type: money, cite: D, label: {zh: 分类, en: By labour}, values: {2024-01-01: {skilled: 1, weak: 2.50}}}
          by_size: {type: rate, by: [int], cite: D, label: {zh: 分人口, en: By size}, values: {2024-01-01: {1: 1, 2: 0.85}}}
          local: {type: money, by: [division, int], cite: D, label: {zh: 当地, en: Local}, values: {2024-01-01: {34: {2024: 30000}, 340621: {2024: 25000, 2023: 24000}, 340621102: {2024: 1}}}}
          exact: {type: int, by: [code, division, int], cite: D, label: {zh: 三键, en: Three keys}, values: {2024-01-01: {weak: {34: {3: 7}, 340621: {3: 8}}, none: {340621101000: {-2: 9}}}}}
        """;

    private const string Outcome = """
        variables:
          household.o_category: {type: text, label: {zh: 类别, en: Category}, formula: "'outside'"}
          person.o_category: {type: text, label: {zh: 类别, en: Category}, formula: "'outside'"}
          household.o_size: {type: int, label: {zh: 人口, en: Size}, formula: "count(person)"}
          household.o_money: {type: money, label: {zh: 零, en: Nothing}, formula: "0yuan"}
        outcome:
          category: household.o_category
          outside: outside
          person_category: person.o_category
          monitored: household.o_category
          monthly: household.o_money
          size: household.o_size
          income: household.o_money
          line: household.o_money
          order: []
        """;

    private readonly TempFolder folder = new();

    private GivenLaw(string variables)
    {
        Directory.CreateDirectory(folder.File("law/standards"));
        folder.Write("law/pack.yaml", "pack: law\nversion: 1.0.0\ndocuments: {D: {title: 测试}}\n");
        folder.Write("law/standards/facts.yaml", Facts);
        folder.Write("law/standards/parameters.yaml", Parameters);
        folder.Write("law/standards/outcome.yaml", Outcome);
        folder.Write("law/standards/variables.yaml", "variables:\n" + variables);
        var pack = Pack.Open(folder.File("law"));
        var law = Law.Read(pack);
        if (law is null)
        {
            throw new InvalidOperationException(string.Join("; ", pack.Faults.All.Select(f => $"{f.Line}:{f.Column} {f.Text.En}")) + "\n" + variables);
        }

        Law = law;
    }

    public Law Law { get; }

    public LawDay Day => Law.On(AsOf, AsOf);

    /// <param name="variables">Each <c>person.name: type = formula</c>.</param>
    public static GivenLaw Of(params IEnumerable<string> variables) => new(string.Concat(variables.Select(v =>
    {
        var (name, rest) = Split(v, ":");
        var (type, formula) = Split(rest, "=");
        return $"  {name}: {{type: {type}, label: {{zh: 值, en: Value}}, formula: \"{formula}\"}}\n";
    })));

    /// <param name="variables">The entries of <c>variables:</c> as YAML, indented by two.</param>
    public static GivenLaw OfYaml(string variables) => new(variables);

    public Variable Variable(string name) => Law.Variables.Find(Law.Facts.Find(name.Split('.')[0])!, name.Split('.')[1])!;

    /// <summary>Values of all rows as a reader writes them: fen, millionths, yyyy-MM-dd, codes; ? is unknown.</summary>
    public string Shown(Evaluation evaluation, string name)
    {
        var variable = Variable(name);
        return string.Join(' ', evaluation[variable].Select(value => value == Population.Unknown ? "?" : variable.Type.Kind switch
        {
            ValueKind.Bool => value == 1 ? "true" : value == 0 ? "false" : $"bool {value}",
            ValueKind.Date => DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ValueKind.Text => Law.Codes[value],
            _ => value.ToString(CultureInfo.InvariantCulture),
        }));
    }

    public GivenFamilies Families() => new(Law);

    public void Dispose() => folder.Dispose();

    private static (string, string) Split(string text, string at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return (text[..index].Trim(), text[(index + 1)..].Trim());
    }
}

/// <summary>Families of <see cref="GivenLaw"/>, row by row.</summary>
internal sealed class GivenFamilies(Law law)
{
    private readonly PopulationBuilder builder = new(law);
    private int household = -1;
    private int person = -1;

    public GivenFamilies Household(long n = 0, bool poor = false, decimal? earned = null, decimal share = 0, long division = 340602000000)
    {
        household = Row("household", -1, ("n", n), ("poor", poor), ("earned", Fen(earned)), ("share", (long)(share * 1_000_000)), ("division", division));
        return this;
    }

    public GivenFamilies Person(string born, long role = 0, decimal savings = 0, decimal part = 0, string labour = "none", string? category = null, decimal? wages = 0)
    {
        person = Row(
            "person",
            household,
            ("born", DateOnly.Parse(born, CultureInfo.InvariantCulture)),
            ("role", role),
            ("savings", Fen(savings)),
            ("part", (long)(part * 1_000_000)),
            ("labour", labour),
            ("category", category),
            ("wages", Fen(wages)));
        return this;
    }

    public GivenFamilies Income(string kind, decimal amount)
    {
        Row("income", person, ("kind", kind), ("amount", Fen(amount)));
        return this;
    }

    public GivenFamilies Asset(decimal value)
    {
        Row("asset", household, ("value", Fen(value)));
        return this;
    }

    /// <summary>What belongs to no household.</summary>
    public GivenFamilies Village(long families, params long[] mu)
    {
        var village = Row("village", -1, ("families", families));
        Array.ForEach(mu, m => Row("field", village, ("mu", m)));
        return this;
    }

    public Population Build() => builder.Build();

    private static object? Fen(decimal? yuan) => yuan is { } y ? (long)(y * 100) : null;

    private int Row(string name, int parent, params (string Field, object? Value)[] values)
    {
        var entity = law.Facts.Find(name)!;
        var row = builder.Add(entity, parent);
        foreach (var (field, value) in values)
        {
            builder.Set(entity, row, entity.Fields[field], value);
        }

        return row;
    }
}
