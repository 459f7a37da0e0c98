using System.Globalization;
using Shouwang.Platform.Text;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Platform.Packs;

/// <summary>
/// A place in a pack's YAML: knows its file, line and column, and writes a fault into the run's list
/// instead of throwing, so that one check finds everything.
/// </summary>
/// <param name="raw">The whole text of the file: the place of a character inside a scalar is found in it.</param>
public sealed class PackNode(string file, YamlNode node, PackFaults faults, string raw)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string File => file;

    public int Line => (int)node.Start.Line;

    public int Column => (int)node.Start.Column;

    public PackFaults Faults => faults;

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    public bool IsText => node is YamlScalarNode;

    /// <summary>True where the text stood in quotes: the column of an expression's first character is one further right.</summary>
    public bool IsQuoted => node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.DoubleQuoted or YamlDotNet.Core.ScalarStyle.SingleQuoted };

    public void Fault(string code, string zh, string en) => faults.Add(this, code, zh, en);

    /// <summary>A fault at one character of a scalar's value, counted from 0: the place is that in the file.</summary>
    public void FaultAt(int offset, string code, string zh, string en)
    {
        var (line, column) = node is YamlScalarNode scalar ? ScalarPlace.Of(raw, scalar, offset) : (Line, Column);
        faults.Add(new PackFault(file, line, column, code, new Bilingual(zh, en)));
    }

    /// <summary>The text of a scalar; a fault and "" where it is none.</summary>
    public string Text()
    {
        if (node is YamlScalarNode scalar)
        {
            return scalar.Value ?? "";
        }

        Fault("text", "这里应是一个值", "A single value is expected here");
        return "";
    }

    public PackNode? Optional(string key)
    {
        asked.Add(key);
        if (node is not YamlMappingNode map)
        {
            return null;
        }

        foreach (var (k, v) in map.Children)
        {
            if (k is YamlScalarNode scalar && scalar.Value == key)
            {
                return new PackNode(file, v, faults, raw);
            }
        }

        return null;
    }

    public PackNode? Required(string key)
    {
        var found = Optional(key);
        if (found is null)
        {
            Fault("missing", $"缺少“{key}”", $"'{key}' is missing");
        }

        return found;
    }

    public string TextOf(string key) => Required(key)?.Text() ?? "";

    public string? OptionalText(string key) => Optional(key)?.Text();

    public bool Flag(string key, bool otherwise = false)
    {
        var value = Optional(key);
        switch (value?.Text())
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            default:
                value!.Fault("bool", "应为 true 或 false", "Expected true or false");
                return otherwise;
        }
    }

    public int? OptionalInt(string key)
    {
        var value = Optional(key);
        if (value is null)
        {
            return null;
        }

        if (int.TryParse(value.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        value.Fault("int", "应为整数", "Expected a whole number");
        return null;
    }

    public int IntOf(string key) => Required(key) is null ? 0 : OptionalInt(key) ?? 0;

    /// <summary>One of a closed list of words; a fault that names the list, and the first word, otherwise.</summary>
    public string WordOf(string key, params string[] words)
    {
        var value = Required(key);
        return value is null ? words[0] : value.Word(words);
    }

    public string Word(params string[] words)
    {
        var text = Text();
        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Fault("word", $"“{text}”不在允许的取值中：{string.Join("、", words)}", $"'{text}' is not one of: {string.Join(", ", words)}");
        return words[0];
    }

    /// <summary>A text in both languages: <c>{zh: …, en: …}</c>.</summary>
    public Bilingual BothOf(string key)
    {
        var value = Required(key);
        return value is null ? new Bilingual(key, key) : value.Both();
    }

    public Bilingual Both()
    {
        var text = new Bilingual(TextOf("zh"), TextOf("en"));
        NoOthers();
        return text;
    }

    public IEnumerable<PackNode> Items()
    {
        if (node is YamlSequenceNode list)
        {
            return list.Children.Select(child => new PackNode(file, child, faults, raw));
        }

        Fault("list", "这里应是列表", "A list is expected here");
        return [];
    }

    public IEnumerable<PackNode> OptionalItems(string key) => Optional(key)?.Items() ?? [];

    public IReadOnlyList<string> Words(string key) => [.. OptionalItems(key).Select(i => i.Text())];

    /// <summary>The entries of a map in the order written; the key's own place comes with it.</summary>
    public IEnumerable<(string Key, PackNode KeyAt, PackNode Value)> Entries()
    {
        if (node is not YamlMappingNode map)
        {
            Fault("map", "这里应是“键: 值”", "Key-value pairs are expected here");
            yield break;
        }

        foreach (var (k, v) in map.Children)
        {
            var at = new PackNode(file, k, faults, raw);
            yield return (at.Text(), at, new PackNode(file, v, faults, raw));
        }
    }

    public IEnumerable<(string Key, PackNode KeyAt, PackNode Value)> OptionalEntries(string key) => Optional(key)?.Entries() ?? [];

    /// <summary>Refuses every key that nobody asked for: a mistyped key must never be silently ignored.</summary>
    public void NoOthers()
    {
        if (node is not YamlMappingNode map)
        {
            return;
        }

        foreach (var (k, _) in map.Children)
        {
            var key = (k as YamlScalarNode)?.Value ?? "";
            if (!asked.Contains(key))
            {
                faults.Add(new PackNode(file, k, faults, raw), "unknown_key", $"不认识的键“{key}”", $"Unknown key '{key}'");
            }
        }
    }
}
