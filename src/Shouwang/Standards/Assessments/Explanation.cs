using System.Globalization;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Assessments;

/// <summary>One line of an explanation.</summary>
/// <param name="Depth">How far it stands below the outcome.</param>
public sealed record ExplanationLine(int Depth, Bilingual Text);

/// <summary>
/// The tree from the outcome down to facts and documents, read from what was kept: the values and branches that decided.
/// It needs neither the pack nor an evaluator.
/// </summary>
public sealed class Explanation
{
    private const int Deepest = 24;

    private readonly LawText law;
    private readonly AssessmentDocument assessment;
    private readonly Dictionary<string, EntityText> entities;
    private readonly List<ExplanationLine> lines = [];
    private readonly HashSet<(string Variable, int Row)> said = [];

    private Explanation(LawText law, AssessmentDocument assessment)
    {
        this.law = law;
        this.assessment = assessment;
        entities = law.Entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <exception cref="ArgumentException">The assessment was made under another law.</exception>
    public static IReadOnlyList<ExplanationLine> Of(LawText law, AssessmentDocument assessment)
    {
        if (law.Hash != assessment.LawHash || law.AsOf != assessment.AsOf || law.KnownOn != assessment.KnownOn)
        {
            throw new ArgumentException("The assessment was made under another law.", nameof(law));
        }

        var explanation = new Explanation(law, assessment);
        foreach (var root in law.Roots)
        {
            explanation.Say(law.Variables[root], 0, 0);
        }

        return explanation.lines;
    }

    private void Say(VariableText variable, int row, int depth)
    {
        var at = assessment.Rows[row];
        var value = Shown(at.Values[variable.Name], variable.Kind);
        var branch = variable.HasCases ? at.Branches[variable.Name] : 1;
        var cite = branch > 0 ? Cited(variable.Cites[branch - 1] ?? variable.Cite) : "";
        var (zh, en) = branch == 0 ? ("（给定值）", " (given)") : variable.HasCases ? ($" ←第{branch}种情形", $" ← case {branch}") : ("", "");
        var again = !said.Add(($"{variable.Entity}.{variable.Name}", row));
        var see = again ? new Bilingual("（见上）", " (see above)") : new Bilingual("", "");
        var who = Who(at);
        Add(depth, $"{who.Zh}{variable.Label.Zh} = {value.Zh}{cite}{zh}{see.Zh}", $"{who.En}{variable.Label.En} = {value.En}{cite}{en}{see.En}");
        if (again || branch == 0 || depth >= Deepest)
        {
            return;
        }

        foreach (var part in variable.Parts[branch - 1])
        {
            Say(part, row, depth + 1);
        }
    }

    private void Say(ValuePart part, int row, int depth)
    {
        if (part.Kind == PartKind.Parameter)
        {
            var parameter = law.Parameters[part.Name];
            var published = parameter.Published is { } day ? new Bilingual($"，{ValueText.Day(day)} 公布", $", published {ValueText.Day(day)}") : new Bilingual("", "");
            Add(depth, $"· 参数 {parameter.Label.Zh} = {parameter.Value.Zh}，{ValueText.Day(parameter.From)} 起{published.Zh}{Cited(parameter.Cite)}", $"· parameter {parameter.Label.En} = {parameter.Value.En}, from {ValueText.Day(parameter.From)}{published.En}{Cited(parameter.Cite)}");
            return;
        }

        foreach (var other in RowsOf(part, row))
        {
            // What adds nothing is left out where rows are gone through.
            if (part.Kind == PartKind.Variable && (!part.Below || Counts(assessment.Rows[other].Values[part.Name])))
            {
                Say(law.Variables[$"{part.Entity}.{part.Name}"], other, depth);
            }
            else if (part.Kind == PartKind.Input && (!part.Below || Counts(assessment.Rows[other].Inputs[part.Name])))
            {
                SayInput(part, other, depth);
            }
        }
    }

    private void SayInput(ValuePart part, int row, int depth)
    {
        var at = assessment.Rows[row];
        var field = entities[part.Entity].Fields[part.Name];
        // “None” of an input is no category.
        var value = at.Inputs[part.Name].Code == "none" ? new Bilingual("无", "none") : Shown(at.Inputs[part.Name], field.Kind);
        var source = at.Inputs.TryGetValue("source", out var code) && code.Code is { } word ? Label(word) : new Bilingual("", "");
        var told = new[] { source.Zh, at.From ?? "", at.On ?? "" }.Where(t => t.Length > 0).ToList();
        var english = new[] { source.En, at.From ?? "", at.On ?? "" }.Where(t => t.Length > 0).ToList();
        var who = Who(at);
        Add(depth, $"· {who.Zh}{field.Label.Zh}：{value.Zh}{(told.Count == 0 ? "" : $"（{string.Join("，", told)}）")}", $"· {who.En}{field.Label.En}: {value.En}{(english.Count == 0 ? "" : $" ({string.Join(", ", english)})")}");
    }

    /// <summary>The row itself, one above it, or all below it.</summary>
    private IEnumerable<int> RowsOf(ValuePart part, int row)
    {
        for (var at = row; at >= 0; at = assessment.Rows[at].Parent)
        {
            if (assessment.Rows[at].Entity == part.Entity)
            {
                return [at];
            }
        }

        return Enumerable.Range(0, assessment.Rows.Count).Where(i => assessment.Rows[i].Entity == part.Entity && IsBelow(i, row));
    }

    private bool IsBelow(int row, int above)
    {
        while (row >= 0 && row != above)
        {
            row = assessment.Rows[row].Parent;
        }

        return row == above;
    }

    private static bool Counts(KeptValue value) => value is { Number: not null and not 0 } or { Code: not null and not "none" };

    /// <summary>Which member, which item: nobody's name.</summary>
    private Bilingual Who(AssessedRow row)
    {
        if (row.Parent < 0)
        {
            return new("", "");
        }

        var label = entities[row.Entity].Label;
        var kind = row.Inputs.TryGetValue("kind", out var code) && code.Code is { } word ? Label(word) : null;
        return kind is null ? new($"[{label.Zh}{row.Number}] ", $"[{label.En} {row.Number}] ") : new($"[{label.Zh} {kind.Zh}] ", $"[{label.En} {kind.En}] ");
    }

    private Bilingual Label(string code) => law.Labels.GetValueOrDefault(code) ?? new(code, code);

    private Bilingual Shown(KeptValue value, ValueKind kind) => value switch
    {
        { Code: { } code } => Label(code),
        { Number: { } number } => ValueText.Of(kind switch { ValueKind.Bool => number != 0, ValueKind.Date => DateOnly.FromDayNumber((int)number), _ => number }, new FormulaType(kind)),
        _ => ValueText.Of(null, new FormulaType(kind)),
    };

    private string Cited(string? cite)
    {
        if (cite is null)
        {
            return "";
        }

        var parts = cite.Split('#');
        return string.Create(CultureInfo.InvariantCulture, $" 〔{law.Documents.GetValueOrDefault(parts[0], parts[0])}{(parts.Length > 1 ? $" 第{parts[1]}条" : "")}〕");
    }

    private void Add(int depth, string zh, string en) => lines.Add(new ExplanationLine(depth, new Bilingual(zh, en)));
}
