using System.Globalization;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Monitoring.Matching;

/// <summary>Puts learned numbers into the text of a specification and leaves every other character as it was.</summary>
internal static class LinkageSpecWriter
{
    private sealed record Edit(int Start, int Length, string Text);

    /// <summary>The text with m and u of every level and the share replaced, or added where they were missing.</summary>
    public static string Write(string yaml, LinkageSpec spec)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var edits = new List<Edit>();
        var comparisons = (YamlMappingNode)root["comparisons"];
        foreach (var comparison in spec.Comparisons)
        {
            var levels = (YamlSequenceNode)comparisons[comparison.Field]["levels"];
            for (var i = 0; i < comparison.Levels.Count; i++)
            {
                var level = (YamlMappingNode)levels[i];
                Put(edits, level, "u", comparison.Levels[i].U);
                Put(edits, level, "m", comparison.Levels[i].M);
            }
        }

        if (YamlPlaces.Get(root, "decision") is YamlMappingNode { Children.Count: > 0 } decision)
        {
            Put(edits, decision, "share", spec.Decision.Share);
        }
        else
        {
            edits.Add(new(yaml.Length, 0, $"{(yaml.EndsWith('\n') ? "" : "\n")}decision:\n  share: {Number(spec.Decision.Share)}\n"));
        }

        return edits.OrderByDescending(e => e.Start).Aggregate(yaml, (text, edit) =>
            string.Concat(text.AsSpan(0, edit.Start), edit.Text, text.AsSpan(edit.Start + edit.Length)));
    }

    private static void Put(List<Edit> edits, YamlMappingNode map, string key, double value)
    {
        if (YamlPlaces.Get(map, key) is YamlScalarNode old)
        {
            edits.Add(new((int)old.Start.Index, (int)(old.End.Index - old.Start.Index), Number(value)));
            return;
        }

        var (first, after) = map.Children.First();
        var text = map.Style == MappingStyle.Flow
            ? $", {key}: {Number(value)}"
            : $"\n{new string(' ', (int)first.Start.Column - 1)}{key}: {Number(value)}";
        edits.Add(new((int)after.End.Index, 0, text));
    }

    // Six digits: more would only record chance.
    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
