using RulesEngine.Models;
using Shouwang.Standards.Means;

namespace Shouwang.Bench.Rivals;

/// <summary>
/// Microsoft's RulesEngine on the rules of the category (packs/cn/standards/categories.yaml), as its documentation says:
/// one workflow, compiled once, given one household after another, on all cores. It has no dates, no aggregates over
/// members and no unknowns, so what the rules ask for is given to it: it decides one variable of ours, from known others.
/// </summary>
internal sealed class RulesEngineRival(IReadOnlyList<HouseholdGiven> households)
{
    private readonly RulesEngine.RulesEngine engine = new(
    [
        new Workflow
        {
            WorkflowName = "category",
            Rules =
            [
                Rule("destitute alone", "h.Size == 0 && h.Destitutes > 0"),
                Rule("dibao", "h.Assessed < h.Line * h.Size && h.PropertyOkDibao && !h.Excluded"),
                Rule("marginal", "h.Assessed * 2 < h.Line * h.Size * 3 && h.PropertyOkMarginal && !h.Excluded"),
                Rule("rigid_expenditure", "h.Counted < h.Disposable * h.Size && h.RigidExceeds && h.PropertyOkRigid && !h.Excluded"),
                Rule("other_hardship", "h.Emergency"),
                Rule("destitute", "h.Destitutes > 0"),
            ],
        },
    ]);

    /// <returns>The category of each household.</returns>
    public async Task<IReadOnlyList<string>> DecideAsync()
    {
        var found = new string[households.Count];
        await Parallel.ForAsync(0, households.Count, async (i, _) =>
        {
            var results = await engine.ExecuteAllRulesAsync("category", new RuleParameter("h", households[i]));
            found[i] = results.Find(r => r.IsSuccess)?.Rule.RuleName.Split(' ')[0] ?? "none";
        });
        return found;
    }

    private static Rule Rule(string name, string expression) => new() { RuleName = name, Expression = expression, RuleExpressionType = RuleExpressionType.LambdaExpression };
}

/// <summary>What the category's rules ask for. Amounts in fen.</summary>
public sealed record HouseholdGiven(
    long Size, long Destitutes, long Assessed, long Line, long Counted, long Disposable, bool PropertyOkDibao, bool PropertyOkMarginal, bool PropertyOkRigid, bool RigidExceeds, bool Excluded, bool Emergency)
{
    public static IReadOnlyList<HouseholdGiven> Of(Evaluation evaluation)
    {
        var households = evaluation.Population.Households;
        long[] Column(string name) => evaluation[evaluation.Population.Law.Variables.Find(households.Entity, name)!];
        var (size, destitutes, assessed, line, counted, disposable) = (Column("size"), Column("destitutes"), Column("assessed"), Column("line"), Column("counted"), Column("disposable"));
        var (dibao, marginal, rigid, exceeds, excluded) = (Column("property_ok_dibao"), Column("property_ok_marginal"), Column("property_ok_rigid"), Column("rigid_exceeds"), Column("excluded"));
        var emergency = households.Inputs["emergency"];
        return [.. Enumerable.Range(0, size.Length).Select(i => new HouseholdGiven(
            size[i], destitutes[i], assessed[i], line[i], counted[i], disposable[i], dibao[i] != 0, marginal[i] != 0, rigid[i] != 0, exceeds[i] != 0, excluded[i] != 0, emergency[i] != 0))];
    }
}
