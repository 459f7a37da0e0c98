using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>Reads <c>parameters:</c>. An entry of a later layer replaces the earlier one wholly, with its own citation.</summary>
internal static class ParameterReader
{
    public static IEnumerable<Parameter> Read(Pack pack, PackNode root, string? owner = null)
    {
        foreach (var (name, at, value) in root.OptionalEntries("parameters"))
        {
            yield return ReadOne(pack, owner is null ? name : $"{owner}.{name}", at, value);
        }
    }

    // A parameter with a fault is still there: whoever names it has made no mistake, and its own fault refuses the pack.
    private static Parameter ReadOne(Pack pack, string name, PackNode at, PackNode value)
    {
        if (!value.IsMap)
        {
            value.Fault("map", "参数应写明 type、label、cite、values", "A parameter says type, label, cite and values");
            return new Parameter(name, FormulaType.Refused, new("", ""), [], []);
        }

        var type = FormulaType.OfWord(value.WordOf("type", FormulaType.Words))!;
        var label = value.BothOf("label");
        var cite = value.Optional("cite");
        if (cite is not null)
        {
            pack.CheckCitation(cite);
        }

        var by = value.Optional("by") is { } keys ? ReadKeys(keys) : [];
        var valuesAt = value.Optional("values");
        value.NoOthers();
        // A map as value is a table by code where "by" does not say otherwise.
        if (by.Count == 0 && valuesAt is not null && ValuesOf(valuesAt).Any(v => v.IsMap))
        {
            by = [KeyKind.Code];
        }

        List<(ParameterValue Value, PackNode At)> values = valuesAt is null ? []
            : valuesAt.IsList ? [.. valuesAt.Items().Select(i => ReadDated(pack, i, type, by, cite)).OfType<(ParameterValue, PackNode)>()]
            : [.. valuesAt.Entries().Select(e => ReadPair(e.KeyAt, e.Value, type, by, cite)).OfType<(ParameterValue, PackNode)>()];
        if (cite is null && (valuesAt is null || values.Any(v => v.Value.Cite.Length == 0)))
        {
            at.Fault("citation", $"参数“{name}”缺少依据（cite）", $"Parameter '{name}' has no citation (cite)");
        }

        if (valuesAt is null || !(valuesAt.IsList ? valuesAt.Items().Any() : valuesAt.Entries().Any()))
        {
            (valuesAt ?? at).Fault("values", $"参数“{name}”没有取值（values）", $"Parameter '{name}' has no values");
        }

        CheckOrder(name, values);
        return new Parameter(name, type, label, by, [.. values.Select(v => v.Value)]);
    }

    private static void CheckOrder(string name, List<(ParameterValue Value, PackNode At)> values)
    {
        foreach (var ((earlier, _), (later, at)) in values.Zip(values.Skip(1)))
        {
            // What was published later may speak of days that an earlier publication spoke of: then it is a correction.
            var corrects = later.From >= earlier.From && later.Published is { } published && published > (earlier.Published ?? earlier.From);
            if (!corrects && (later.From <= earlier.From || earlier.To >= later.From))
            {
                at.Fault("order", $"参数“{name}”的取值日期应依次递增且不重叠（更正须写明更晚的 published）", $"The values of parameter '{name}' must follow each other by date without overlap (a correction says when it was published, later)");
            }
        }

        foreach (var (value, at) in values.Where(v => v.Value.To < v.Value.From))
        {
            at.Fault("order", $"截止日期早于起始日期 {value.From:yyyy-MM-dd}", $"'to' is before 'from' ({value.From:yyyy-MM-dd})");
        }
    }

    /// <summary>The values as written, whichever of the two forms was used.</summary>
    private static IEnumerable<PackNode> ValuesOf(PackNode at) => at.IsList ? at.Items().Select(i => i.Optional("value")).OfType<PackNode>() : at.Entries().Select(e => e.Value);

    private static List<KeyKind> ReadKeys(PackNode at) => [.. at.Items().Select(i => Enum.Parse<KeyKind>(i.Word("code", "int", "division"), ignoreCase: true))];

    private static (ParameterValue, PackNode)? ReadPair(PackNode keyAt, PackNode value, FormulaType type, IReadOnlyList<KeyKind> by, PackNode? cite)
    {
        var from = ReadDate(keyAt);
        var read = ReadValue(value, type, by);
        return from is { } day && read is not null ? (new ParameterValue(day, null, null, read, cite?.Text() ?? ""), keyAt) : null;
    }

    private static (ParameterValue, PackNode)? ReadDated(Pack pack, PackNode at, FormulaType type, IReadOnlyList<KeyKind> by, PackNode? cite)
    {
        var own = at.Optional("cite");
        if (own is not null)
        {
            pack.CheckCitation(own);
        }

        var from = at.Required("from") is { } f ? ReadDate(f) : null;
        var to = at.Optional("to") is { } t ? ReadDate(t) : null;
        var published = at.Optional("published") is { } p ? ReadDate(p) : null;
        var value = at.Required("value") is { } v ? ReadValue(v, type, by) : null;
        at.NoOthers();
        return from is { } day && value is not null ? (new ParameterValue(day, to, published, value, (own ?? cite)?.Text() ?? ""), at) : null;
    }

    private static DateOnly? ReadDate(PackNode at) => (DateOnly?)ValueReader.Read(at, FormulaType.Date);

    private static object? ReadValue(PackNode at, FormulaType type, IReadOnlyList<KeyKind> by)
    {
        if (by.Count == 0)
        {
            return ValueReader.Read(at, type);
        }

        var entries = new List<TableEntry>();
        ReadEntries(at, type, by, [], entries);
        return new ParameterTable(entries);
    }

    private static void ReadEntries(PackNode at, FormulaType type, IReadOnlyList<KeyKind> by, List<object> above, List<TableEntry> entries)
    {
        if (above.Count == by.Count)
        {
            if (ValueReader.Read(at, type) is { } value)
            {
                entries.Add(new TableEntry([.. above], value));
            }

            return;
        }

        foreach (var (text, keyAt, value) in at.Entries())
        {
            if (ReadKey(text, keyAt, by[above.Count]) is { } key)
            {
                ReadEntries(value, type, by, [.. above, key], entries);
            }
        }
    }

    private static object? ReadKey(string text, PackNode at, KeyKind kind)
    {
        switch (kind)
        {
            case KeyKind.Code:
                return text;
            case KeyKind.Int:
                return ValueReader.Read(at, FormulaType.Int);
            default:
                var range = DivisionRange.Parse(text);
                if (range is null)
                {
                    at.Fault("value", $"“{text}”不是区划代码：应为 2、4、6、9 或 12 位数字", $"'{text}' is no division code: 2, 4, 6, 9 or 12 digits");
                }

                return range;
        }
    }
}
