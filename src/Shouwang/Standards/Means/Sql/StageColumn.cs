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

    private static Formula ByBranch(Formula value, Formula branch, BranchValue found) => value is Choice v && branch is Choice b && ReferenceEquals(v.When, b.When)
        ? v with { When = new Comparison(Comparing.Equal, found, (Constant)b.Then), Else = ByBranch(v.Else, b.Else, found) }
        : value;
}

/// <summary>The number of the case that counted, as it stands in the column beside the value.</summary>
internal sealed record BranchValue(Variable Variable) : Formula(FormulaType.Int);
