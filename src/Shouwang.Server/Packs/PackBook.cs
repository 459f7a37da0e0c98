using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Packs;

/// <summary>The pack that the server works by, as its pages show it.</summary>
internal sealed class PackBook(Pack pack)
{
    private readonly Lazy<IReadOnlyDictionary<string, Parameter>> standards = new(() => Law.Read(Pack.Open(pack.Folder))?.Parameters ?? new Dictionary<string, Parameter>());

    public Pack Pack { get; } = pack;

    /// <summary>SHA-256 over the files as they lay when the server began.</summary>
    public string Hash { get; } = pack.Hash();

    /// <summary>Parameters of the means test by name; none where the pack has no standards.</summary>
    public IReadOnlyDictionary<string, Parameter> Standards => standards.Value;

    public static Bilingual Of(RuleScope scope) => scope switch
    {
        RuleScope.Person => new("在册人员", "registered person"),
        RuleScope.Household => new("在册家庭", "registered household"),
        _ => new("未登记居民", "resident outside the register"),
    };

    public static Bilingual Of(WaitingFor reason) => reason == WaitingFor.Source ? new("等待数据来源", "waits for a source") : new("等待功能", "waits for a part of the system");

    /// <summary>Every severity that a rule can give, the most urgent first.</summary>
    public static IEnumerable<WarningSeverity> SeveritiesOf(WarningRule rule) =>
        rule.Severity.Cases.Select(one => one.Then).Append(rule.Severity.Else).Distinct().Order().Select(one => (WarningSeverity)one);
}
