using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>What a pack says of warnings: the rules, what severities are called, what is cited.</summary>
internal sealed class RuleBook
{
    private readonly Pack pack;
    private readonly Lazy<DivisionTree?> divisions;

    private RuleBook(Pack pack, RuleSet rules, WarningSettings settings)
    {
        this.pack = pack;
        divisions = new(() => pack.FindFile("divisions.csv") is { } file ? DivisionTree.Load(file) : null);
        Rules = rules;
        Settings = settings;
    }

    public RuleSet Rules { get; }

    public WarningSettings Settings { get; }

    /// <exception cref="PackRefusedException">The pack has faults.</exception>
    public static RuleBook Read(Workplace place)
    {
        var rules = RuleSet.Read(place.Pack, place.Sources.Records);
        var settings = WarningSettings.Read(place.Pack);
        place.Pack.RefuseFaults();
        return new RuleBook(place.Pack, rules, settings!);
    }

    public IReadOnlyDictionary<string, Bilingual> Names =>
        Rules.Rules.Values.Select(rule => (rule.Id, rule.Name)).Concat(Rules.Waiting.Values.Select(rule => (rule.Id, rule.Name))).ToDictionary(rule => rule.Id, rule => rule.Name);

    /// <summary>The rule's name; its code where the pack no longer has it.</summary>
    public Bilingual NameOf(string rule) => Rules.Rules.TryGetValue(rule, out var found) ? found.Name : new(rule, rule);

    public Bilingual LabelOf(WarningSeverity severity) => Settings.Severities[severity].Label;

    /// <summary>Title and number of a cited document, with the article where one is named.</summary>
    public string Citation(string cite)
    {
        var parts = cite.Split('#', 2);
        var document = pack.Documents.GetValueOrDefault(parts[0]);
        var title = document is null ? parts[0] : $"{document.Title}{(document.Number is { } number ? $"（{number}）" : "")}";
        return parts.Length == 1 ? title : $"{title} {parts[1]}";
    }

    /// <summary>The whole name of a place; its code where the pack does not know it.</summary>
    public string PlaceName(string? code) =>
        code is null ? "" : DivisionCode.TryParse(code, out var division) && divisions.Value?.Find(division) is not null ? divisions.Value.FullName(division) : code;
}
