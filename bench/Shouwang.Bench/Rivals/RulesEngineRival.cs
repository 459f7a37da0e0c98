using RulesEngine.Models;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Bench.Rivals;

/// <summary>
/// Microsoft's RulesEngine on the rules of the category (packs/cn/standards/categories.yaml), as its documentation says:
/// one workflow, compiled once, given one household after another, on all cores. It has no dates, no aggregates over
/// members and no unknowns, so what the rules ask for is given to it: it decides one variable of ours, from known others.
/// </summary>
internal sealed class RulesEngineRival
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

    private readonly HouseholdGiven[] households;

    public RulesEngineRival(Evaluation evaluation)
    {
        var law = evaluation.Population.Law;
        var entity = evaluation.Population.Households.Entity;
        long[] Of(string name) => evaluation[law.Variables.Find(entity, name)!];
        var (size, destitutes, assessed, line, counted, disposable) = (Of("size"), Of("destitutes"), Of("assessed"), Of("line"), Of("counted"), Of("disposable"));
        var (dibao, marginal, rigid, exceeds, excluded) = (Of("property_ok_dibao"), Of("property_ok_marginal"), Of("property_ok_rigid"), Of("rigid_exceeds"), Of("excluded"));
        var emergency = evaluation.Population.Households.Inputs["emergency"];
        households = [.. Enumerable.Range(0, size.Length).Select(i => new HouseholdGiven(
            size[i], destitutes[i], assessed[i], line[i], counted[i], disposable[i], dibao[i] != 0, marginal[i] != 0, rigid[i] != 0, exceeds[i] != 0, excluded[i] != 0, emergency[i] != 0))];
    }

    /// <returns>The category of each household.</returns>
    public async Task<IReadOnlyList<string>> DecideAsync()
    {
        var found = new string[households.Length];
        await Parallel.ForAsync(0, households.Length, async (i, _) =>
        {
            var results = await engine.ExecuteAllRulesAsync("category", new RuleParameter("h", households[i]));
            found[i] = results.Find(r => r.IsSuccess)?.Rule.RuleName.Split(' ')[0] ?? "none";
        });
        return found;
    }

    private static Rule Rule(string name, string expression) => new() { RuleName = name, Expression = expression, RuleExpressionType = RuleExpressionType.LambdaExpression };
}

/// <summary>Amounts in fen.</summary>
public sealed record HouseholdGiven(
    long Size, long Destitutes, long Assessed, long Line, long Counted, long Disposable, bool PropertyOkDibao, bool PropertyOkMarginal, bool PropertyOkRigid, bool RigidExceeds, bool Excluded, bool Emergency);
