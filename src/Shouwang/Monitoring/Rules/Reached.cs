using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>What formulas depend on, through all their variables.</summary>
internal sealed record Reached(IReadOnlyList<RecordType> Records, IReadOnlyList<Parameter> Parameters)
{
    public static Reached From(IEnumerable<Formula> roots)
    {
        var records = new SortedDictionary<string, RecordType>(StringComparer.Ordinal);
        var parameters = new SortedDictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var part in Through(roots))
        {
            switch (part)
            {
                case Aggregate { Over.Record: { } record }:
                    records[record.Name] = record;
                    break;
                case ParameterRef p:
                    parameters[p.Parameter.Name] = p.Parameter;
                    break;
                case Lookup l:
                    parameters[l.Parameter.Name] = l.Parameter;
                    break;
            }
        }

        return new Reached([.. records.Values], [.. parameters.Values]);
    }

    /// <summary>Every formula reached; a variable's own formula once.</summary>
    public static IEnumerable<Formula> Through(IEnumerable<Formula> roots)
    {
        var seen = new HashSet<Variable>();
        var open = new Stack<Formula>(roots.Reverse());
        while (open.TryPop(out var next))
        {
            foreach (var part in next.All())
            {
                yield return part;
                if (part is VariableValue { Variable: { Formula: { } formula } variable } && seen.Add(variable))
                {
                    open.Push(formula);
                }
            }
        }
    }
}
