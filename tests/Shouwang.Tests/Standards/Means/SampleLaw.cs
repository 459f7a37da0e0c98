using Shouwang.Platform.Packs;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Standards.Means;

/// <summary>A small dibao law in a temporary folder: lower of two sources, work cost, rigid expenditure, six categories, a top-up.</summary>
internal sealed class SampleLaw : IDisposable
{
    private const string Facts = """
        entities:
          household:
            label: {zh: 家庭, en: Household}
            inputs:
              division: {type: int, default: 340621000000, label: {zh: 区划, en: Division}}
              houses: {type: int, default: 0, label: {zh: 住房, en: Houses}}
          person:
            in: household
            label: {zh: 成员, en: Member}
            inputs:
              birth: {type: date, label: {zh: 出生, en: Birth}}
              alive: {type: bool, default: true, label: {zh: 健在, en: Alive}}
              employed: {type: bool, default: false, label: {zh: 就业, en: Employed}}
              disability: {type: int, default: 0, label: {zh: 残疾, en: Disability}}
          income:
            in: person
            label: {zh: 收入, en: Income}
            inputs:
              kind: {type: code, values: [wage, pension, merit_pension], label: {zh: 种类, en: Kind}}
              source: {type: code, default: declared, values: [declared, tax, bank], label: {zh: 来源, en: Source}}
              amount: {type: money, label: {zh: 金额, en: Amount}}
          income_line: {group: income, by: [kind], label: {zh: 收入项目, en: Income item}}
          expense:
            in: person
            label: {zh: 支出, en: Expense}
            inputs:
              kind: {type: code, values: [medical, education, luxury], label: {zh: 种类, en: Kind}}
              amount: {type: money, label: {zh: 金额, en: Amount}}
              reimbursed: {type: money, optional: true, label: {zh: 报销, en: Reimbursed}}
          expense_line: {group: expense, by: [kind], label: {zh: 支出项目, en: Expense item}}
          asset:
            in: household
            label: {zh: 财产, en: Property}
            inputs:
              kind: {type: code, values: [deposit, car], label: {zh: 种类, en: Kind}}
              value: {type: money, label: {zh: 价值, en: Value}}
        """;

    private const string Test = """
        parameters:
          line:
            type: money
            label: {zh: 低保标准, en: Line}
            values:
              - {from: 2024-07-01, value: 8640, cite: D#1}
              - {from: 2025-07-01, published: 2025-09-10, value: 9048, cite: D#2}
          edge_ratio: {type: rate, cite: D, label: {zh: 边缘倍数, en: Edge}, values: {2024-01-01: 1.5}}
          rigid_share: {type: rate, cite: D, label: {zh: 刚性占比, en: Share}, values: {2024-01-01: 0.6}}
          work_rate: {type: rate, cite: D, label: {zh: 就业成本比例, en: Rate}, values: {2024-01-01: 0.2}}
          work_cap: {type: money, cite: D, label: {zh: 就业成本上限, en: Cap}, values: {2024-01-01: 3600}}
          local_income: {type: money, by: [division, int], cite: D, label: {zh: 人均可支配收入, en: Local income}, values: {2024-01-01: {34: {2024: 30000}, 340621: {2024: 25000}}}}
          extra_rate: {type: rate, cite: D, label: {zh: 增发比例, en: Extra}, values: {2024-01-01: 0.2}}
        variables:
          person.age: {type: int, label: {zh: 周岁, en: Age}, formula: "age_years(birth, as_of)"}
          income_line.low: {type: money, label: {zh: 就低认定额, en: Lower of the sources}, cite: D#6, formula: "min(income.amount) ?? 0yuan"}
          income.is_low: {type: bool, label: {zh: 即就低者, en: Is the lower}, formula: "amount == income_line.low"}
          income_line.countable: {type: money, label: {zh: 计入, en: Counted}, formula: "if person.alive and not (kind in {'merit_pension'}) then low else 0yuan"}
          expense.net: {type: money, label: {zh: 自负, en: Own part}, formula: "larger(amount - (reimbursed ?? 0yuan), 0yuan)"}
          expense_line.high: {type: money, label: {zh: 就高, en: Higher}, formula: "if kind in {'medical', 'education'} then (max(expense.net) ?? 0yuan) else 0yuan"}
          person.wage: {type: money, label: {zh: 工资, en: Wage}, formula: "sum(income_line.countable where income_line.kind == 'wage')"}
          person.work_cost: {type: money, label: {zh: 就业成本, en: Work cost}, formula: "if employed then smaller(floor(wage * p.work_rate, 'yuan'), p.work_cap) else 0yuan"}
          household.size: {type: int, label: {zh: 人口, en: Size}, formula: "count(person where person.alive)"}
          household.income: {type: money, label: {zh: 家庭年收入, en: Income}, formula: "sum(income_line.countable)"}
          household.sources: {type: int, label: {zh: 来源数, en: Sources}, formula: "count(income where income.amount > 0yuan)"}
          household.work_cost: {type: money, label: {zh: 就业成本合计, en: Work cost}, formula: "sum(person.work_cost)"}
          household.rigid: {type: money, label: {zh: 刚性支出, en: Rigid}, formula: "sum(expense_line.high)"}
          household.net: {type: money, label: {zh: 扣减后, en: Net}, formula: "larger(income - work_cost - rigid, 0yuan)"}
          household.per_capita: {type: money, label: {zh: 人均, en: Per head}, formula: "half_up(net / larger(size, 1), 'fen')"}
          household.line: {type: money, label: {zh: 标准, en: Line}, formula: "p.line"}
          household.left: {type: money, label: {zh: 离标准, en: Below the line}, formula: "p.line * size - net"}
          household.local: {type: money, label: {zh: 当地收入, en: Local}, formula: "lookup(p.local_income, division, 2024) ?? 0yuan"}
          household.severe: {type: bool, label: {zh: 重残, en: Severe}, formula: "any(person.disability in {1, 2} where person.alive)"}
          household.oldest: {type: date?, label: {zh: 最早出生, en: Earliest birth}, formula: "min(person.birth)"}
          household.category:
            type: text
            label: {zh: 类别, en: Category}
            cases:
              - {when: "size == 0 or sum(asset.value where asset.kind == 'deposit') > p.line * 2 * size", then: "'none'", cite: D#11}
              - {when: "net / larger(size, 1) < p.line", then: "'dibao'", cite: D#9}
              - {when: "severe and net / larger(size, 1) < p.line * p.edge_ratio", then: "'dibao_single'", cite: D#9}
              - {when: "net / larger(size, 1) < p.line * p.edge_ratio", then: "'edge'", cite: D#3}
              - {when: "income / larger(size, 1) < local and rigid >= income * p.rigid_share", then: "'rigid'", cite: D#5}
              - {else: "'none'", cite: D#3}
          person.category: {type: text, label: {zh: 个人类别, en: Own category}, formula: "if alive then household.category else 'none'"}
          person.extra: {type: bool, label: {zh: 增发对象, en: Extra}, formula: "alive and (age >= 70 or age < 18 or disability in {1, 2})"}
          household.gap: {type: money, label: {zh: 月补差, en: Gap}, formula: "if category == 'dibao' then ceil((p.line * size - net) / 12, 'yuan') else 0yuan"}
          household.extras: {type: money, label: {zh: 增发, en: Extras}, formula: "if category == 'dibao' then ceil(p.line / 12 * p.extra_rate, 'yuan') * count(person where person.extra) else 0yuan"}
          household.topup: {type: money, label: {zh: 月保障金, en: Top-up}, formula: "gap + extras"}
          household.monitored: {type: text, label: {zh: 监测, en: Monitored}, formula: "if left > 0yuan and severe then 'marginal_prone' else 'none'"}
        outcome:
          category: household.category
          outside: none
          person_category: person.category
          monitored: household.monitored
          monthly: household.topup
          size: household.size
          income: household.net
          line: household.line
          order: [dibao, dibao_single, edge, rigid]
          labels: {dibao: {zh: 低保, en: Dibao}}
          calibres: {merged: household.net}
          lines: {dibao: {label: {zh: 低保线, en: Dibao line}, distance: household.left}}
          benefits: {dibao: {label: {zh: 低保金, en: Dibao}, amount: household.topup}}
        """;

    private readonly TempFolder folder = new();

    public SampleLaw(string? more = null)
    {
        Directory.CreateDirectory(folder.File("law/standards"));
        folder.Write("law/pack.yaml", "pack: law\nversion: 1.0.0\ndocuments: {D: {title: 测试}}\n");
        folder.Write("law/standards/facts.yaml", Facts);
        folder.Write("law/standards/test.yaml", Test);
        if (more is not null)
        {
            folder.Write("law/standards/zz-more.yaml", more);
        }

        var pack = Pack.Open(folder.File("law"));
        var law = Law.Read(pack);
        Faults = pack.Faults.All;
        Law = law!;
    }

    /// <summary>The same law with a YAML file laid over it.</summary>
    public Law Reformed(string yaml)
    {
        var pack = Pack.Open(folder.File("law"), folder.Write("reform.yaml", yaml));
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return law!;
    }

    public IReadOnlyList<PackFault> Faults { get; }

    public Law Law { get; }

    public void Dispose() => folder.Dispose();
}
