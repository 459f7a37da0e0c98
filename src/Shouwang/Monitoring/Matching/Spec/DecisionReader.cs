using YamlDotNet.RepresentationModel;

namespace Shouwang.Monitoring.Matching;

/// <summary>Reads when a pair is a match, a doubt, or nothing.</summary>
internal sealed class DecisionReader(YamlPlaces yaml, IReadOnlyList<FieldComparison> comparisons)
{
    private static readonly Dictionary<string, Pairing> Pairings = new()
    {
        ["best-per-left"] = Pairing.BestPerLeft,
        ["one-to-one"] = Pairing.OneToOne,
        ["all"] = Pairing.All,
    };

    public DecisionRule Read(YamlMappingNode map)
    {
        yaml.Known(map, "share", "match", "doubt", "match-score", "doubt-score", "margin", "pairing", "largest-block", "match-needs", "doubt-needs");
        var usual = new DecisionRule();
        var rule = new DecisionRule
        {
            Share = yaml.Number(YamlPlaces.Get(map, "share"), 1e-9, 1e6) ?? usual.Share,
            Match = yaml.Number(YamlPlaces.Get(map, "match"), 0, 1) ?? usual.Match,
            Doubt = yaml.Number(YamlPlaces.Get(map, "doubt"), 0, 1) ?? usual.Doubt,
            MatchScore = yaml.Number(YamlPlaces.Get(map, "match-score"), -1000, 1000),
            DoubtScore = yaml.Number(YamlPlaces.Get(map, "doubt-score"), -1000, 1000),
            Margin = yaml.Number(YamlPlaces.Get(map, "margin"), 0, 1000) ?? usual.Margin,
            Pairing = yaml.Choice(YamlPlaces.Get(map, "pairing"), Pairings) ?? usual.Pairing,
            LargestBlock = (int)(yaml.Number(YamlPlaces.Get(map, "largest-block"), 1, 1e9) ?? usual.LargestBlock),
            MatchNeeds = Needs(YamlPlaces.Get(map, "match-needs")),
            DoubtNeeds = Needs(YamlPlaces.Get(map, "doubt-needs")),
        };
        if (rule.Doubt > rule.Match || rule.DoubtScore > rule.MatchScore)
        {
            yaml.Fault(map, "存疑的界限高于匹配的界限", "the threshold for a doubt lies above that for a match");
        }

        if (rule.MatchScore is null != rule.DoubtScore is null)
        {
            yaml.Fault(map, "match-score 与 doubt-score 须同时写或都不写", "match-score and doubt-score come together or not at all");
        }

        return rule;
    }

    private List<IReadOnlyList<string>> Needs(YamlNode? node)
    {
        var needs = new List<IReadOnlyList<string>>();
        foreach (var group in yaml.List(node))
        {
            var fields = new List<string>();
            foreach (var field in group is YamlSequenceNode ? yaml.List(group) : [group])
            {
                if (yaml.Text(field) is { } name && comparisons.Any(c => c.Field == name))
                {
                    fields.Add(name);
                }
                else
                {
                    yaml.Fault(field, $"“{field}”没有比较；比较的有 {string.Join("、", comparisons.Select(c => c.Field))}", $"'{field}' is not compared; compared are {string.Join(", ", comparisons.Select(c => c.Field))}");
                }
            }

            needs.Add(fields);
        }

        return needs;
    }
}
