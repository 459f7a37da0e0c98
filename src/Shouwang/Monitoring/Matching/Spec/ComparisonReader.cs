using YamlDotNet.RepresentationModel;

namespace Shouwang.Monitoring.Matching;

/// <summary>Reads the comparisons: per field its levels, each with its condition and, where known, m and u.</summary>
internal sealed class ComparisonReader(YamlPlaces yaml, IReadOnlyList<MatchField> fields)
{
    // Fourteen levels and "missing" fit into four bits of a pattern.
    private const int MostLevels = 14;

    private const double Least = 1e-12;

    /// <summary>Whether any level gave m or u.</summary>
    public bool IsTaught { get; private set; }

    public List<FieldComparison> Read(YamlMappingNode map)
    {
        var comparisons = new List<FieldComparison>();
        foreach (var (key, node) in map.Children)
        {
            var field = fields.Index().FirstOrDefault(f => f.Item.Name == key.ToString(), (-1, null!));
            if (field.Index < 0)
            {
                yaml.Fault(key, $"没有“{key}”字段；字段有 {string.Join("、", fields.Select(f => f.Name))}", $"'{key}' is no field; fields are {string.Join(", ", fields.Select(f => f.Name))}");
            }
            else if (yaml.Map(node) is { } comparison)
            {
                yaml.Known(comparison, "levels", "by-frequency");
                var byFrequency = YamlPlaces.Get(comparison, "by-frequency") is { } flag && yaml.Text(flag) == "true";
                comparisons.Add(new(field.Item.Name, field.Index, byFrequency, Levels(yaml.Required(comparison, "levels"), field.Item.Kind)));
            }
        }

        return comparisons;
    }

    private List<AgreementLevel> Levels(YamlNode? node, FieldKind kind)
    {
        var levels = new List<AgreementLevel>();
        var items = yaml.List(node).ToList();
        foreach (var item in items)
        {
            if (yaml.Map(item) is { } level && Level(level, kind, levels.Count, items.Count) is { } read)
            {
                levels.Add(read);
            }
        }

        if (node is not null && (levels.Count is < 2 or > MostLevels || levels[^1].Agreement is not Otherwise))
        {
            yaml.Fault(node, $"应有二至 {MostLevels} 级，最后一级为 else", $"two to {MostLevels} levels, the last of them 'else'");
        }

        return levels;
    }

    private AgreementLevel? Level(YamlMappingNode level, FieldKind kind, int place, int count)
    {
        yaml.Known(level, "when", "m", "u", "weak");
        var when = yaml.Required(level, "when");
        if (yaml.Text(when) is not { } text)
        {
            return null;
        }

        if (Agreements.Read(text, kind, out var reason) is not { } agreement)
        {
            yaml.Fault(when!, reason);
            return null;
        }

        IsTaught |= YamlPlaces.Get(level, "m") is not null || YamlPlaces.Get(level, "u") is not null;

        // Until weights are learned, true pairs are taken to agree fully nine times in ten, strangers to differ as often.
        var m = yaml.Number(YamlPlaces.Get(level, "m"), Least, 1) ?? Start(place == 0, count);
        var u = yaml.Number(YamlPlaces.Get(level, "u"), Least, 1) ?? Start(place == count - 1, count);
        return new(text, m, u, YamlPlaces.Get(level, "weak") is { } weak && yaml.Text(weak) == "true") { Agreement = agreement };
    }

    private static double Start(bool usual, int count) => usual ? 0.9 : 0.1 / Math.Max(1, count - 1);
}
