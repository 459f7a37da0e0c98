using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Assessments;

/// <summary>What a value is made of.</summary>
public enum PartKind
{
    Variable,
    Input,
    Parameter,
}

/// <param name="Entity">Whose variable or input; empty for a parameter.</param>
/// <param name="Below">It is gone through by an aggregate: every row below counts.</param>
public sealed record ValuePart(PartKind Kind, string Entity, string Name, bool Below);

/// <summary>A variable as the law writes it. A variable without cases has one.</summary>
/// <param name="Kind">Of the value: a word of <see cref="ValueKind"/>.</param>
/// <param name="Parts">For each case what must be known to see that it counted, and its own value.</param>
/// <param name="Cites">For each case its document and article; null where there is none.</param>
public sealed record VariableText(string Entity, string Name, Bilingual Label, ValueKind Kind, string? Cite, bool HasCases, IReadOnlyList<string> Written, IReadOnlyList<IReadOnlyList<ValuePart>> Parts, IReadOnlyList<string?> Cites);

public sealed record FieldText(Bilingual Label, ValueKind Kind);

/// <param name="Parent">Groups included; null for the household.</param>
public sealed record EntityText(string Name, Bilingual Label, string? Parent, IReadOnlyDictionary<string, FieldText> Fields);

/// <param name="Value">As people read it; of a table: that it is one.</param>
public sealed record ParameterText(Bilingual Label, Bilingual Value, DateOnly From, DateOnly? Published, string Cite);

/// <param name="Key">What the pack calls it.</param>
/// <param name="Name">Of the variable.</param>
public sealed record ShownText(string Key, Bilingual Label, string Entity, string Name);

/// <param name="PersonCategory">The variable of a person with the exclusive class.</param>
/// <param name="Calibres">Counted income side by side.</param>
public sealed record OutcomeText(string PersonCategory, IReadOnlyList<ShownText> Calibres, IReadOnlyList<ShownText> Benefits);

/// <summary>
/// Everything that is needed to read an assessment without the pack: labels, formulas, citations, the parameters of the
/// day. Kept once for a pack and a day, beside the assessments made under it.
/// </summary>
/// <param name="Hash">Of the flattened pack.</param>
/// <param name="Documents">Key → title and number.</param>
/// <param name="Labels">Code → label: categories and kinds.</param>
/// <param name="Roots">The variables that an explanation begins with.</param>
/// <param name="Outcome">Which variables are shown as the outcome.</param>
public sealed record LawText(
    string Hash,
    string Pack,
    string Version,
    DateOnly AsOf,
    DateOnly KnownOn,
    IReadOnlyList<EntityText> Entities,
    IReadOnlyDictionary<string, VariableText> Variables,
    IReadOnlyDictionary<string, ParameterText> Parameters,
    IReadOnlyDictionary<string, string> Documents,
    IReadOnlyDictionary<string, Bilingual> Labels,
    IReadOnlyList<string> Roots,
    OutcomeText Outcome)
{
    public static LawText Of(LawDay day)
    {
        var law = day.Law;
        return new LawText(
            law.Hash,
            law.Pack.Id,
            law.Pack.Version,
            day.AsOf,
            day.KnownOn,
            [.. law.Facts.Entities.Values.Select(e => new EntityText(e.Name, e.Label, e.Parent?.Name, e.Fields.Values.ToDictionary(f => f.Name, f => new FieldText(f.Label, f.Type.Kind), StringComparer.Ordinal)))],
            law.Ordered.ToDictionary(v => v.FullName, Text, StringComparer.Ordinal),
            law.Used.ToDictionary(p => p.Name, p => Text(p, day.ValueOf(p)), StringComparer.Ordinal),
            law.Pack.Documents.ToDictionary(d => d.Key, d => d.Value.Number is { } number ? $"{d.Value.Title}（{number}）" : d.Value.Title, StringComparer.Ordinal),
            law.Outcome.Labels,
            [law.Outcome.Category.FullName, law.Outcome.Monthly.FullName, law.Outcome.Monitored.FullName],
            new OutcomeText(
                law.Outcome.PersonCategory.Name,
                [.. law.Outcome.Calibres.Select(c => new ShownText(c.Key, c.Value.Label, c.Value.Entity.Name, c.Value.Name))],
                [.. law.Outcome.Benefits.Select(b => new ShownText(b.Kind, b.Label, b.Amount.Entity.Name, b.Amount.Name))]));
    }

    private static ParameterText Text(Parameter parameter, ParameterValue value) => new(
        parameter.Label, value.Value is ParameterTable ? new("按表取值", "by table") : ValueText.Of(value.Value, parameter.Type), value.From, value.Published, value.Cite);

    private static VariableText Text(Variable variable)
    {
        var cases = variable.Branch is null ? [PartsOf([variable.Formula!])] : Cases(variable.Formula!, variable.CaseCites.Count).ToList();
        return new VariableText(variable.Entity.Name, variable.Name, variable.Label, variable.Type.Kind, variable.Cite, variable.Branch is not null, variable.Written, cases, variable.Branch is null ? [variable.Cite] : variable.CaseCites);
    }

    /// <summary>A case is seen to count by its own condition and those before it that did not hold.</summary>
    private static IEnumerable<IReadOnlyList<ValuePart>> Cases(Formula formula, int count)
    {
        var asked = new List<Formula>();
        for (var i = 0; i < count - 1 && formula is Choice choice; i++)
        {
            asked.Add(choice.When);
            yield return PartsOf([.. asked, choice.Then]);
            formula = choice.Else;
        }

        yield return PartsOf([.. asked, formula]);
    }

    private static IReadOnlyList<ValuePart> PartsOf(IEnumerable<Formula> formulas) => [.. formulas.SelectMany(f => Parts(f, false)).Distinct()];

    private static IEnumerable<ValuePart> Parts(Formula formula, bool below) => formula switch
    {
        VariableValue v => [new ValuePart(PartKind.Variable, v.Variable.Entity.Name, v.Variable.Name, below)],
        FieldValue f => [new ValuePart(PartKind.Input, f.Entity.Name, f.Field.Name, below)],
        ParameterRef p => [new ValuePart(PartKind.Parameter, "", p.Parameter.Name, false)],
        Lookup l => l.Keys.SelectMany(k => Parts(k, below)).Prepend(new ValuePart(PartKind.Parameter, "", l.Parameter.Name, false)),
        Aggregate a => a.Parts.SelectMany(p => Parts(p, true)),
        _ => formula.Parts.SelectMany(p => Parts(p, below)),
    };
}
