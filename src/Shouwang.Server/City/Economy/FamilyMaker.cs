using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Economy;

/// <summary>
/// Draws the twelve months of one household: what its records already say stands first, and the rest makes up what the
/// register says of it. Chance comes from the seed and the household alone.
/// </summary>
internal sealed partial class FamilyMaker
{
    private readonly CityPlan plan;
    private readonly Household household;
    private readonly Telling telling;
    private readonly MeansOracle oracle;
    private readonly FamilyFacts told;
    private readonly FamilyFacts real;
    private readonly List<Oracle.Facts> records;
    private readonly string category;
    private Aim aim;
    private Dice dice;

    public FamilyMaker(CityPlan plan, Household household)
    {
        (this.plan, this.household) = (plan, household);
        dice = Dice.Of(Dice.Mix(plan.Options.Seed, Dice.Hash("economy")), (ulong)household.Number);
        telling = new Telling(plan.AsOf, dice.Next());
        oracle = new MeansOracle(plan.AsOf);
        told = new FamilyFacts(household) { Members = household.Members.ConvertAll(m => new MemberFacts(m)) };
        records = household.Members.ConvertAll(m => new Oracle.Facts(m));
        category = household.Head.Category is "dibao_individual" || household.Members.Exists(m => m.Category == "marginal") ? "marginal" : household.Head.Category ?? "none";
        Statuses();
        Situation();
        real = told.With(told.Members.ConvertAll(m => m.With([], [])), [], [], []);
        aim = Aim.Of(ref dice, household, category, Math.Max(1, oracle.Of(real).Size));
        telling.Exact = aim.Exact;
    }

    private int Count => told.Members.Count;

    private DateOnly YearAgo => plan.AsOf.AddMonths(-12);

    public FamilyCase Make()
    {
        RecordedIncome();
        Expenses();
        Supporters();
        OtherIncome();
        OwnProperty();
        var why = aim.Why;
        if (aim.Hides)
        {
            Hide();
        }

        why = Twist() ?? why;
        return new FamilyCase(told, real, why, aim.Hides);
    }

    private int AgeOf(int member) => household.Members[member].AgeAt(plan.AsOf);

    private bool Lives(int member) => told.Members[member] is { Away: "none", Independent: false, Maintained: true };

    private bool CanEarn(int member) =>
        household.Members[member].Labour is "skilled" or "ordinary" or "weak" && household.Members[member].Stage == "none" && AgeOf(member) is >= 16 and < 70 && Lives(member) && told.Members[member] is { JoblessKept: false, Unable: < 2 };
}
