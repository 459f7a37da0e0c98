using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Monitoring.Rules;

public enum PackPart
{
    Parameter,
    Variable,
    Rule,
    Document,
}

/// <summary>One thing that differs between two packs, in plain words.</summary>
/// <param name="Key">Of a table: which entry, such as a division's code; null for other values.</param>
/// <param name="From">First day that is concerned; null where it is not a matter of days.</param>
/// <param name="To">Last day; null while nothing ends it.</param>
public sealed record PackChange(PackPart Part, string Name, Bilingual Label, string? Key, DateOnly? From, DateOnly? To, Bilingual Before, Bilingual After, string? Cite);

/// <summary>What another version of a pack, or another place's, changes: values by period and place, formulas, rules, documents.</summary>
public static class PackDifference
{
    private static readonly Bilingual None = new("无", "none");

    /// <exception cref="PackRefusedException">One of the packs has faults.</exception>
    public static IReadOnlyList<PackChange> Between(Pack before, Pack after)
    {
        var (a, b) = (Contents.Of(before), Contents.Of(after));
        return
        [
            .. Pairs(a.Parameters, b.Parameters).SelectMany(p => Parameters(p.Key, p.Before, p.After)),
            .. Pairs(a.Written, b.Written).Where(p => p.Before?.Text != p.After?.Text).Select(p => Change(p.After?.Part ?? p.Before!.Part, p.Key, p.After?.Label ?? p.Before!.Label, p.Before?.Text, p.After?.Text)),
            .. Pairs(before.Documents, after.Documents).Where(p => p.Before?.Title != p.After?.Title || p.Before?.Number != p.After?.Number)
                .Select(p => Change(PackPart.Document, p.Key, Same(p.After?.Title ?? p.Before!.Title), Titled(p.Before), Titled(p.After))),
        ];
    }

    private static string? Titled(PackDocument? document) => document is null ? null : document.Number is null ? document.Title : $"{document.Title}（{document.Number}）";

    private static PackChange Change(PackPart part, string name, Bilingual label, string? before, string? after) =>
        new(part, name, label, null, null, null, before is null ? None : Same(before), after is null ? None : Same(after), null);

    private static Bilingual Same(string text) => new(text, text);

    private static IEnumerable<(string Key, T? Before, T? After)> Pairs<T>(IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> after)
        where T : class => before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(key => (key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)));

    /// <summary>Period by period: between two days on which a value of either pack begins or ends, both have one value.</summary>
    private static IEnumerable<PackChange> Parameters(string name, Parameter? before, Parameter? after)
    {
        var days = Days(before).Concat(Days(after)).Distinct().Order().ToList();
        var open = new Dictionary<string, PackChange>(StringComparer.Ordinal);
        foreach (var (day, i) in days.Select((d, i) => (d, i)))
        {
            DateOnly? last = i + 1 < days.Count ? days[i + 1].AddDays(-1) : null;
            var (a, b) = (Entries(before, day), Entries(after, day));
            foreach (var (key, was, becomes) in Pairs(a, b))
            {
                if (was is not null && becomes is not null && Equals(was.Value, becomes.Value))
                {
                    if (open.Remove(key, out var ended))
                    {
                        yield return ended;
                    }

                    continue;
                }

                var change = new PackChange(PackPart.Parameter, name, (after ?? before)!.Label, key.Length == 0 ? null : key, day, last, Text(was, before), Text(becomes, after), becomes?.Cite ?? was?.Cite);
                // The same two values in the next period: one change.
                if (open.TryGetValue(key, out var running) && running.Before == change.Before && running.After == change.After && running.Cite == change.Cite)
                {
                    open[key] = running with { To = last };
                    continue;
                }

                if (open.Remove(key, out var other))
                {
                    yield return other;
                }

                open[key] = change;
            }

            foreach (var gone in open.Keys.Where(k => !a.ContainsKey(k) && !b.ContainsKey(k)).ToList())
            {
                yield return open[gone];
                open.Remove(gone);
            }
        }

        foreach (var rest in open.Values)
        {
            yield return rest;
        }
    }

    private static Bilingual Text(Entry? entry, Parameter? parameter) => entry is null ? None : ValueText.Of(entry.Value, parameter!.Type);

    private static IEnumerable<DateOnly> Days(Parameter? parameter) => parameter is null ? [] : parameter.Values.SelectMany(v => v.To is { } to ? new[] { v.From, to.AddDays(1) } : [v.From]);

    /// <summary>What counts on a day, as far as it is known at all: one value, or a table's entries by key.</summary>
    private static Dictionary<string, Entry> Entries(Parameter? parameter, DateOnly day) => parameter?.Find(day, DateOnly.MaxValue) is not { } value ? []
        : value.Value is ParameterTable table ? table.Entries.ToDictionary(e => string.Join(" · ", e.Keys.Select(Key)), e => new Entry(e.Value, value.Cite), StringComparer.Ordinal)
        : new() { [""] = new Entry(value.Value, value.Cite) };

    private static string Key(object key) => key is DivisionRange range ? $"{range.First:D12}"[..range.Digits] : $"{key}";

    private sealed record Entry(object Value, string Cite);

    private sealed record Formulated(PackPart Part, Bilingual Label, string Text);

    /// <summary>Everything of a pack that can differ, by name.</summary>
    private sealed record Contents(IReadOnlyDictionary<string, Parameter> Parameters, IReadOnlyDictionary<string, Formulated> Written)
    {
        public static Contents Of(Pack pack)
        {
            var rules = RuleSet.Read(pack);
            var law = Law.Read(pack);
            pack.RefuseFaults();
            var parameters = new SortedDictionary<string, Parameter>(rules.Parameters.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal);
            foreach (var (name, parameter) in law?.Parameters ?? new Dictionary<string, Parameter>())
            {
                parameters[name] = parameter;
            }

            var written = new SortedDictionary<string, Formulated>(StringComparer.Ordinal);
            foreach (var variable in rules.Variables.All.Concat(law?.Variables.All ?? []))
            {
                // Both systems may have a variable of the same name; each stands for itself.
                var name = law?.Variables.All.Contains(variable) == true ? variable.FullName : $"warnings: {variable.FullName}";
                written[name] = new Formulated(PackPart.Variable, variable.Label, string.Join("; ", variable.Written));
            }

            foreach (var rule in rules.Rules.Values)
            {
                written[rule.Id] = new Formulated(PackPart.Rule, rule.Name, rule.Written);
            }

            return new Contents(parameters, written);
        }
    }
}
