using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Monitoring.Rules;

/// <summary>A small pack in a temporary folder: medical bills, insurance and the register's people.</summary>
internal sealed class GivenPack : IDisposable
{
    private const string Documents = "documents: {D: {title: 测试}, E: {title: 另一份}}\n";

    private const string Records = """
        records:
          bill:
            label: {zh: 票据, en: Bill}
            date: on
            key: [visit]
            amount: paid
            fields:
              on: {type: date, label: {zh: 日期, en: Date}}
              kind: {type: code, label: {zh: 类别, en: Kind}, values: {ward: {zh: 住院, en: Ward}, clinic: {zh: 门诊, en: Clinic}}}
              visit: {type: hash, label: {zh: 号, en: Number}}
              paid: {type: money, label: {zh: 自付, en: Paid}}
              refund: {type: money, optional: true, label: {zh: 退费, en: Refund}}
              days: {type: int, label: {zh: 天数, en: Days}}
          insurance:
            label: {zh: 缴费, en: Insurance}
            date: month
            key: [month]
            amount: base
            fields:
              month: {type: month, label: {zh: 月份, en: Month}}
              base: {type: money, label: {zh: 基数, en: Base}}
        """;

    private const string Registry = """
        entities:
          household:
            label: {zh: 家庭, en: Household}
            inputs:
              poor: {type: bool, default: false, label: {zh: 贫困, en: Poor}}
              income: {type: money, optional: true, label: {zh: 收入, en: Income}}
          person:
            in: household
            label: {zh: 成员, en: Member}
            inputs:
              role: {type: int, default: 0, label: {zh: 关系, en: Role}}
              birth: {type: date, label: {zh: 出生, en: Birth}}
              savings: {type: money, default: 0, label: {zh: 存款, en: Savings}}
              share: {type: rate, default: 0, label: {zh: 比率, en: Share}}
              labour: {type: code, default: none, values: [skilled, weak, none], label: {zh: 劳动能力, en: Labour}}
              category: {type: code, optional: true, values: [dibao, marginal], label: {zh: 类别, en: Category}}
          benefit:
            in: person
            label: {zh: 待遇, en: Benefit}
            inputs:
              kind: {type: code, values: [dibao, orphan], label: {zh: 种类, en: Kind}}
              valid_to: {type: date, optional: true, label: {zh: 止, en: To}}
        """;

    private readonly TempFolder folder = new();

    /// <param name="warnings">The file <c>monitoring/warnings/rules.yaml</c>.</param>
    public GivenPack(string warnings, string? parameters = null, string? cases = null)
    {
        Directory.CreateDirectory(folder.File("base/monitoring/warnings"));
        Directory.CreateDirectory(folder.File("base/standards"));
        Directory.CreateDirectory(folder.File("base/tests"));
        folder.Write("base/pack.yaml", "pack: base\nversion: 1.0.0\n" + Documents);
        folder.Write("base/monitoring/records.yaml", Records);
        folder.Write("base/monitoring/registry.yaml", Registry);
        folder.Write("base/monitoring/warnings/rules.yaml", warnings);
        if (parameters is not null)
        {
            folder.Write("base/standards/parameters.yaml", parameters);
        }

        if (cases is not null)
        {
            folder.Write("base/tests/cases.yaml", cases);
        }
    }

    public string Folder => folder.File("base");

    public Pack Open() => Pack.Open(Folder);

    /// <summary>The rules of a sound pack.</summary>
    public RuleSet Rules()
    {
        var pack = Open();
        var rules = RuleSet.Read(pack);
        pack.RefuseFaults();
        return rules;
    }

    /// <summary>A pack beside this one that extends it.</summary>
    /// <returns>Its folder.</returns>
    public string Overlay(string parameters)
    {
        Directory.CreateDirectory(folder.File("place/standards"));
        folder.Write("place/pack.yaml", "pack: place\nversion: 1.0.0\nextends: base\n" + Documents);
        folder.Write("place/standards/parameters.yaml", parameters);
        return folder.File("place");
    }

    /// <summary>A rule with this condition, and the other entries as given.</summary>
    public static string Rule(string when, string scope = "person", string more = "") => $$$"""
        rules:
          R1:
            name: {zh: 规则, en: Rule}
            scope: {{{scope}}}
            parameters:
              threshold: {type: money, label: {zh: 起点, en: Threshold}, cite: D, values: {2024-01-01: 100}}
              zero: {type: int, label: {zh: 零, en: Zero}, cite: D, values: {2024-01-01: 0}}
              by: {type: money, label: {zh: 分类, en: By kind}, cite: D, values: {2024-01-01: {skilled: 1, weak: 2.50} }}
              ratio: {type: rate, label: {zh: 比率, en: Ratio}, cite: D, values: {2024-01-01: 0.4}}
            when: "{{{when}}}"
            severity: orange
            cite: D{{{more}}}
        """;

    public void Dispose() => folder.Dispose();
}
