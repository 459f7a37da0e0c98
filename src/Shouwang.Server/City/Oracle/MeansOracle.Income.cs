using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class MeansOracle
{
    private static readonly HashSet<string> NotCounted = new(StringComparer.Ordinal)
    {
        "basic_pension", "dibao", "destitute", "temporary_aid", "medical_aid", "merit_pension", "family_planning", "scholarship", "bravery", "old_age", "disability_allowance", "orphan",
        "tied_grant", "condolence", "accident_compensation", "funeral",
    };

    private static readonly string[] Deductible = ["tax", "insurance", "maintenance_paid"];

    /// <summary>A member's counted income: what there is evidence of, and what is only imputed.</summary>
    private (long Evidence, long Imputed) IncomeOf(MemberFacts member)
    {
        var (evidence, imputed) = (-Deducted(member), 0L);
        foreach (var line in member.Incomes.Where(r => !NotCounted.Contains(r.Kind)).GroupBy(r => (r.Kind, r.Item)))
        {
            // Of several sources the lowest. Imputed income stands only where nobody knows anything.
            var known = line.Where(r => !r.Imputed).ToList();
            var valid = line.Where(r => r.Imputed && r.Reason != "none" && !r.Contested && MayBeImputed(member)).ToList();
            var low = known.Count > 0 ? known.Min(Value) : valid.Count > 0 ? valid.Min(r => Imputed(member, r)) : 0;
            var net = low - (line.Key.Kind == "wage" ? Math.Min(Math.Max(low, 0), MeansLaw.WorkCostMonth * line.Max(r => r.Months)) : 0);
            evidence += known.Count > 0 ? net : 0;
            imputed += known.Count > 0 ? 0 : net;
        }

        return (evidence, imputed);
    }

    private static long Value(IncomeRow row) => row.Kind == "wage" ? row.Amount!.Value : row.Amount!.Value - row.Cost;

    private bool MayBeImputed(MemberFacts member) =>
        Age(member) is >= MeansLaw.ChildAge and < MeansLaw.ElderAge && member.Person.Stage == "none" && !member.Carer && member.Person.Labour is "skilled" or "ordinary" or "weak";

    // In halves: who has half the capacity is held to half the minimum wage.
    private static long Imputed(MemberFacts member, IncomeRow row) => Math.Min(row.Amount!.Value, MeansLaw.MinWage * row.Months * (member.Person.Labour == "weak" ? 1 : 2) / 2);

    private static long Deducted(MemberFacts member) => Lines(member, r => Deductible.Contains(r.Kind, StringComparer.Ordinal)).Sum(l => l.Amount);

    private static long RigidOf(MemberFacts member)
    {
        var lines = Lines(member, r => !Deductible.Contains(r.Kind, StringComparer.Ordinal)).ToList();
        var capped = lines.Where(l => !l.Agreed).GroupBy(l => l.Kind, StringComparer.Ordinal).Sum(g => Math.Min(g.Sum(l => l.Amount), MeansLaw.Cap(g.Key, member.Person.Stage)));
        return capped + lines.Where(l => l.Agreed).Sum(l => l.Amount);
    }

    // Of several sources the highest own part; what was agreed case by case stands before all of them.
    private static IEnumerable<(string Kind, long Amount, bool Agreed)> Lines(MemberFacts member, Func<ExpenseRow, bool> about) => member.Expenses.Where(about).GroupBy(r => (r.Kind, r.Item))
        .Select(g => (g.Key.Kind, (g.Any(r => r.Agreed) ? g.Where(r => r.Agreed) : g).Max(r => Math.Max(0, r.Amount!.Value - r.Received)), g.Any(r => r.Agreed)));

    private static long Land(FamilyFacts family) => family.Crops.Sum(c => HalfUp(c.Mu * MeansLaw.NetPerMu(c.Kind, IsSuixi(family)), 100));

    // What is due against what is received: the lower of the two.
    private static long Maintenance(FamilyFacts family) => family.Obligors.Sum(o => Math.Min(Due(o), o.Received));

    private static long Due(ObligorRow obligor)
    {
        if (obligor.Settled is { } settled)
        {
            return settled;
        }

        var income = obligor.Income!.Value;
        if (obligor.ForChild)
        {
            return Math.Min((income * MeansLaw.ChildSupportPercent * obligor.Here + 50) / 100, (income + 1) / 2);
        }

        if (income * 2 <= MeansLaw.MarginalLine * 2 * obligor.Size)
        {
            return 0;
        }

        var (above, by) = (Math.Max(0, income - (2 * MeansLaw.Line * obligor.Size)) * Math.Min(obligor.Here, obligor.Supported), 5 * Math.Max(1, obligor.Supported));
        return HalfUp(above, by);
    }
}
