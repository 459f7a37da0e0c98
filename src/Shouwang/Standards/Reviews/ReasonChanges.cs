using Shouwang.Platform.Text;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Reviews;

/// <summary>What has changed between two assessments of one household, in words.</summary>
internal static class ReasonChanges
{
    public static IEnumerable<Bilingual> Parameters(LawText before, LawText now) =>
        from parameter in now.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)
        let old = before.Parameters.GetValueOrDefault(parameter.Key)
        // A table has no value of its own: its day tells that another one counts.
        where old is not null && (old.Value != parameter.Value.Value || old.From != parameter.Value.From)
        select old.Value != parameter.Value.Value
            ? Change(parameter.Value.Label, old.Value, parameter.Value.Value)
            : Change(parameter.Value.Label, Day(old.From), Day(parameter.Value.From));

    /// <summary>Rows are the same where owner, kind and source are; of those that differ, what differs.</summary>
    public static IEnumerable<Bilingual> Facts(ReasonSource before, ReasonSource now)
    {
        var entities = now.Law.Entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var (old, present) = (Keyed(before), Keyed(now));
        foreach (var (key, row) in present)
        {
            if (!entities.TryGetValue(row.Entity, out var entity))
            {
                continue;
            }

            if (!old.TryGetValue(key, out var earlier))
            {
                yield return new($"新增 {Name(entity, row).Zh}", $"new: {Name(entity, row).En}");
                continue;
            }

            foreach (var (field, value) in row.Inputs.Where(i => earlier.Inputs.TryGetValue(i.Key, out var was) && was != i.Value))
            {
                var text = entity.Fields[field];
                yield return Change(new($"{Name(entity, row).Zh}{text.Label.Zh}", $"{Name(entity, row).En} {text.Label.En}"), Shown(earlier.Inputs[field], text.Kind), Shown(value, text.Kind));
            }
        }

        foreach (var (_, row) in old.Where(o => !present.ContainsKey(o.Key) && entities.ContainsKey(o.Value.Entity)))
        {
            yield return new($"不再有 {Name(entities[row.Entity], row).Zh}", $"gone: {Name(entities[row.Entity], row).En}");
        }
    }

    public static Bilingual Change(Bilingual label, Bilingual from, Bilingual to) => new($"{label.Zh} {from.Zh} → {to.Zh}", $"{label.En} {from.En} → {to.En}");

    public static Bilingual Shown(KeptValue value, ValueKind kind) => ValueText.Of(
        value switch
        {
            { Code: { } code } => code,
            { Number: { } number } => kind switch { ValueKind.Bool => number != 0, ValueKind.Date => DateOnly.FromDayNumber((int)number), _ => (object)number },
            _ => null,
        },
        new FormulaType(kind));

    private static Dictionary<string, AssessedRow> Keyed(ReasonSource source)
    {
        var keyed = new Dictionary<string, AssessedRow>(StringComparer.Ordinal);
        foreach (var row in source.Document.Rows.Where(r => !IsGroup(source.Law, r.Entity)))
        {
            var key = $"{row.Entity} {Owner(source.Document.Rows, row)} {string.Join(' ', Codes(row))}";
            for (var again = 2; !keyed.TryAdd(key, row); again++)
            {
                key = $"{key}#{again}";
            }
        }

        return keyed;
    }

    /// <summary>A household and a person are themselves whatever is said of them; other facts are known by their words (wage, checked).</summary>
    private static IEnumerable<string> Codes(AssessedRow row) => row.Entity switch
    {
        "household" => [],
        "person" => [$"{row.Number}"],
        _ => row.Inputs.Where(i => i.Key is "kind" or "source" or "item").OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}={i.Value.Code}{i.Value.Number}"),
    };

    private static int Owner(IReadOnlyList<AssessedRow> rows, AssessedRow row)
    {
        for (var at = row; at.Parent >= 0; at = rows[at.Parent])
        {
            if (rows[at.Parent].Entity == "person")
            {
                return rows[at.Parent].Number;
            }
        }

        return 0;
    }

    private static bool IsGroup(LawText law, string entity) => law.Entities.Any(e => e.Parent == entity) && entity is not ("household" or "person");

    private static Bilingual Name(EntityText entity, AssessedRow row)
    {
        var words = string.Join(", ", new[] { "kind", "source" }.Select(f => row.Inputs.GetValueOrDefault(f).Code).OfType<string>());
        var number = entity.Name == "person" ? $"{row.Number}" : "";
        return new($"{entity.Label.Zh}{number}{(words.Length > 0 ? $"（{words}）" : "")}", $"{entity.Label.En}{(number.Length > 0 ? " " + number : "")}{(words.Length > 0 ? $" ({words})" : "")}");
    }

    private static Bilingual Day(DateOnly day) => new(ValueText.Day(day), ValueText.Day(day));
}
