using YamlDotNet.RepresentationModel;

namespace Shouwang.Monitoring.Matching;

/// <summary>Reads a specification from YAML and finds every fault in one reading.</summary>
internal sealed class LinkageSpecReader(string path)
{
    // A pattern of levels is packed into 64 bits, four to a field.
    private const int MostComparisons = 16;

    private static readonly Dictionary<string, FieldKind> Kinds = Enum.GetValues<FieldKind>().ToDictionary(k => k.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, DateOrder> Orders = new()
    {
        ["year-month-day"] = DateOrder.YearMonthDay,
        ["day-month-year"] = DateOrder.DayMonthYear,
        ["month-day-year"] = DateOrder.MonthDayYear,
    };

    private readonly YamlPlaces yaml = new(path);

    public LinkageSpec Read(string text)
    {
        var spec = yaml.Root(text) is { } root ? Read(root) : null;
        return spec is null || yaml.Faults.Count > 0 ? throw new LinkageSpecException(yaml.Faults) : spec;
    }

    private LinkageSpec? Read(YamlMappingNode root)
    {
        yaml.Known(root, "name", "variants", "fields", "blocking", "comparisons", "decision");
        var name = yaml.Text(yaml.Required(root, "name"));
        var variants = Variants(YamlPlaces.Get(root, "variants"));
        var fields = Fields(yaml.Map(yaml.Required(root, "fields")));
        var blocks = Blocks(yaml.Required(root, "blocking"), fields, variants);
        var reader = new ComparisonReader(yaml, fields);
        var comparisons = yaml.Map(yaml.Required(root, "comparisons")) is { } map ? reader.Read(map) : [];
        if (comparisons.Count > MostComparisons)
        {
            yaml.Fault(root, $"最多 {MostComparisons} 项比较", $"at most {MostComparisons} comparisons");
        }

        var decision = yaml.Map(YamlPlaces.Get(root, "decision")) is { } rule ? new DecisionReader(yaml, comparisons).Read(rule) : new DecisionRule();
        return new LinkageSpec
        {
            File = path,
            Name = name ?? "",
            Variants = variants,
            Fields = [.. fields.Select((f, i) => f with { Forms = Needed(i, f.Kind, comparisons) })],
            Blocks = blocks,
            Comparisons = comparisons,
            Decision = decision,
            IsUntaught = !reader.IsTaught,
        };
    }

    private static Forms Needed(int field, FieldKind kind, List<FieldComparison> comparisons) =>
        comparisons.Where(c => c.FieldIndex == field).SelectMany(c => c.Levels).Aggregate(
            kind switch { FieldKind.Date => Forms.Date, FieldKind.Number => Forms.Number, _ => Forms.Elements },
            (forms, level) => forms | level.Agreement.Reads);

    private VariantForms Variants(YamlNode? node)
    {
        if (yaml.Text(node) is not { } file)
        {
            return VariantForms.None;
        }

        try
        {
            return VariantForms.Load(Path.Combine(Path.GetDirectoryName(path) ?? "", file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MatchingDataException)
        {
            yaml.Fault(node!, $"异体字表无法读取：{e.Message}", $"the variants cannot be read: {e.Message}");
            return VariantForms.None;
        }
    }

    private List<MatchField> Fields(YamlMappingNode? map)
    {
        var fields = new List<MatchField>();
        foreach (var (key, node) in map?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
        {
            if (yaml.Text(key) is not { } name || yaml.Map(node) is not { } field)
            {
                continue;
            }

            yaml.Known(field, "kind", "column", "left", "right", "order");
            var kind = yaml.Choice(yaml.Required(field, "kind"), Kinds) ?? FieldKind.Text;
            var both = YamlPlaces.Get(field, "column");
            fields.Add(new(name, kind, Columns(YamlPlaces.Get(field, "left") ?? both, name), Columns(YamlPlaces.Get(field, "right") ?? both, name))
            {
                Order = yaml.Choice(YamlPlaces.Get(field, "order"), Orders) ?? DateOrder.YearMonthDay,
            });
        }

        return fields;
    }

    private List<string> Columns(YamlNode? node, string name) => node switch
    {
        null => [name],
        YamlSequenceNode list => [.. list.Children.Select(yaml.Text).OfType<string>()],
        _ => [yaml.Text(node) ?? name],
    };

    private List<BlockKey> Blocks(YamlNode? node, List<MatchField> fields, VariantForms variants)
    {
        var expression = new KeyExpression(fields, variants);
        var blocks = new List<BlockKey>();
        foreach (var key in yaml.List(node))
        {
            var terms = new List<KeyTerm>();
            var texts = new List<string>();
            foreach (var (place, text) in Terms(key))
            {
                if (expression.Read(text, out var reason) is { } term)
                {
                    terms.Add(term);
                    texts.Add(text.Trim());
                }
                else
                {
                    yaml.Fault(place, reason);
                }
            }

            blocks.Add(new(string.Join(" + ", texts)) { Terms = terms });
        }

        if (node is not null && blocks.Count == 0)
        {
            yaml.Fault(node, "至少要有一个分块键，否则每行都要与其他所有行比较", "at least one blocking key, or every row would be compared with every other");
        }

        return blocks;
    }

    /// <summary>A key is a list of terms, or one text in which + stands between them (where a term holds a comma).</summary>
    private IEnumerable<(YamlNode Place, string Text)> Terms(YamlNode key)
    {
        var nodes = key is YamlSequenceNode list ? list.Children : [key];
        foreach (var node in nodes)
        {
            foreach (var term in yaml.Text(node)?.Split('+') ?? [])
            {
                yield return (node, term);
            }
        }
    }
}
