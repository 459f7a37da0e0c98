using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means.Sql;

/// <summary>A column of a stage: the value of a variable, or which of its cases counted.</summary>
internal sealed record StageColumn(Variable Variable, bool IsBranch, Formula Formula)
{
    public string Name => IsBranch ? $"\"b_{Variable.Name}\"" : $"\"v_{Variable.Name}\"";

    /// <summary>Of a variable with cases first the branch, then the value by it: no condition is asked twice.</summary>
    public static IEnumerable<StageColumn> Of(Variable variable) => variable.Branch is null
        ? [new StageColumn(variable, false, variable.Formula!)]
        : [new StageColumn(variable, true, variable.Branch), new StageColumn(variable, false, ByBranch(variable.Formula!, variable.Branch, new BranchValue(variable)))];

    /// <summary>Cases exclude each other once they have numbers: those with the same constant are one, and that of the last needs no question.</summary>
    private static Formula ByBranch(Formula value, Formula branch, BranchValue found)
    {
        var type = value.Type;
        var cases = new List<(Constant Number, Formula Then)>();
        while (value is Choice v && branch is Choice b && ReferenceEquals(v.When, b.When))
        {
            cases.Add(((Constant)b.Then, v.Then));
            (value, branch) = (v.Else, b.Else);
        }

        return cases.Where(c => !Same(c.Then, value)).GroupBy(c => c.Then is Constant constant ? (constant.Type.Kind, constant.Value) : (ValueKind.Int, (object)c))
            .Reverse().Aggregate(value, (rest, same) => new Choice(Is(found, [.. same.Select(c => c.Number)]), same.First().Then, rest, type));
    }

    private static bool Same(Formula a, Formula b) => a is Constant x && b is Constant y && x.Type.Kind == y.Type.Kind && x.Value.Equals(y.Value);

    private static Formula Is(BranchValue found, IReadOnlyList<Constant> numbers) => numbers.Count == 1 ? new Comparison(Comparing.Equal, found, numbers[0]) : new Membership(found, numbers);
}

/// <summary>The number of the case that counted, as it stands in the column beside the value.</summary>
internal sealed record BranchValue(Variable Variable) : Formula(FormulaType.Int);
