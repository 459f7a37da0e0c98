using Shouwang.Platform.Text;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Monitoring.Matching;

/// <summary>Reads YAML nodes and remembers every fault with its place.</summary>
internal sealed class YamlPlaces(string file)
{
    public List<SpecFault> Faults { get; } = [];

    public void Fault(YamlNode node, string zh, string en) => Fault(node, new Bilingual(zh, en));

    public void Fault(YamlNode node, Bilingual reason) => Faults.Add(new(file, node.Start.Line, node.Start.Column, reason));

    public YamlMappingNode? Root(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            Faults.Add(new(file, 1, 1, new("应为一个 YAML 映射：name、fields、blocking、comparisons、decision", "one YAML mapping expected: name, fields, blocking, comparisons, decision")));
        }
        catch (YamlException e)
        {
            var reason = e.InnerException?.Message ?? e.Message;
            Faults.Add(new(file, e.Start.Line, e.Start.Column, new($"不是正确的 YAML：{reason}", $"not readable as YAML: {reason}")));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18.1 breaks off so, without a place, where a bracket is left open.
            var last = LastRead(yaml);
            Faults.Add(new(file, last.Line, last.Column, new("此后不是可读的 YAML，可能有括号或引号没有闭合", "not readable as YAML after this; a bracket or quote may be left open")));
        }

        return null;
    }

    private static Mark LastRead(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var last = Mark.Empty;
        try
        {
            while (parser.MoveNext())
            {
                last = parser.Current!.Start;
            }
        }
        catch (InvalidOperationException)
        {
            return last;
        }

        return last;
    }

    /// <summary>The value under a key, or null; a key that nobody asks for is a fault (see <see cref="Known"/>).</summary>
    public static YamlNode? Get(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    public void Known(YamlMappingNode map, params string[] keys)
    {
        foreach (var key in map.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !keys.Contains(name))
            {
                Fault(key, $"未知的键“{key}”；可用 {string.Join("、", keys)}", $"unknown key '{key}'; known are {string.Join(", ", keys)}");
            }
        }
    }

    public YamlNode? Required(YamlMappingNode map, string key)
    {
        var node = Get(map, key);
        if (node is null)
        {
            Fault(map, $"缺少“{key}”", $"'{key}' is missing");
        }

        return node;
    }

    public string? Text(YamlNode? node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        if (node is not null)
        {
            Fault(node, "应为文字", "a text expected");
        }

        return null;
    }

    public YamlMappingNode? Map(YamlNode? node)
    {
        if (node is not null and not YamlMappingNode)
        {
            Fault(node, "应为映射", "a mapping expected");
        }

        return node as YamlMappingNode;
    }

    public IEnumerable<YamlNode> List(YamlNode? node)
    {
        if (node is not null and not YamlSequenceNode)
        {
            Fault(node, "应为列表", "a list expected");
        }

        return node is YamlSequenceNode list ? list.Children : [];
    }

    public double? Number(YamlNode? node, double least, double most)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } text } && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        var (from, to) = (least.ToString("R", CultureInfo.InvariantCulture), most.ToString("R", CultureInfo.InvariantCulture));
        Fault(node, $"应为 {from} 至 {to} 的数", $"a number from {from} to {to} expected");
        return null;
    }

    public T? Choice<T>(YamlNode? node, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } text } && choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Fault(node, $"应为其中之一：{string.Join("、", choices.Keys)}", $"one of {string.Join(", ", choices.Keys)} expected");
        return null;
    }
}
