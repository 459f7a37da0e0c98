using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// Orders the going up and down between members and household: a person's value of level n needs household values of
/// level n − 1; a household's of level n needs members' values of level n.
/// </summary>
internal sealed class Levels(Vocabulary vocabulary)
{
    private readonly Dictionary<Variable, int> variables = [];

    /// <summary>Level of a value in a person's row or a household's.</summary>
    public int Of(Formula formula, bool inPerson) => formula switch
    {
        VariableValue v when v.Variable.Entity == vocabulary.Household => OfVariable(v.Variable, false) + (inPerson ? 1 : 0),
        VariableValue v => OfVariable(v.Variable, true),
        Aggregate a when a.Over == vocabulary.Person => a.Parts.Select(p => Of(p, true)).DefaultIfEmpty(0).Max() + (inPerson ? 1 : 0),
        Aggregate a => OfAggregate(a) + (inPerson && a.Scope == vocabulary.Household ? 1 : 0),
        _ => formula.Parts.Select(p => Of(p, inPerson)).DefaultIfEmpty(0).Max(),
    };

    /// <summary>An aggregate over rows waits one round longer than the computed values that its conditions ask for.</summary>
    public int OfAggregate(Aggregate a)
    {
        if (a.Over == vocabulary.Person)
        {
            return Of(a, false);
        }

        return a.Parts.SelectMany(p => p.All()).OfType<VariableValue>()
            .Select(v => v.Variable.Entity == vocabulary.Person || v.Variable.Entity == vocabulary.Household ? Of(v, true) + 1 : OfAggregateParts(v.Variable.Formula!))
            .DefaultIfEmpty(0).Max();
    }

    private int OfAggregateParts(Formula rowFormula) => rowFormula.All().OfType<VariableValue>().Select(v => IsRowOwn(v) ? OfAggregateParts(v.Variable.Formula!) : Of(v, true) + 1).DefaultIfEmpty(0).Max();

    private bool IsRowOwn(VariableValue v) => v.Variable.Entity != vocabulary.Person && v.Variable.Entity != vocabulary.Household;

    private int OfVariable(Variable variable, bool inPerson)
    {
        if (!variables.TryGetValue(variable, out var level))
        {
            level = variable.Formula is null ? 0 : Of(variable.Formula, inPerson);
            variables[variable] = level;
        }

        return level;
    }
}
