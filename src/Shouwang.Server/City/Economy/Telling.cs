namespace Shouwang.Server.City.Economy;

/// <summary>
/// How what is true comes to be told: by the family, by an institution that was asked, by a surveyor. They agree mostly;
/// where they differ the family says less of an income and more of an expense.
/// </summary>
internal sealed class Telling(DateOnly asOf, ulong seed)
{
    private const string Family = "family";

    private Dice dice = new(seed);

    /// <summary>True where all sources must say the same, to the fen.</summary>
    public bool Exact { get; set; }

    /// <summary>Who can be asked about a kind of income, expense or property; null where nobody can.</summary>
    public static string? OfficeFor(string kind) => kind switch
    {
        "wage" or "tax" => "swj",
        "business" or "company" => "scj",
        "pension" or "basic_pension" or "account_pension" or "unemployment" or "survivor" => "rsj",
        "dibao" or "destitute" or "temporary_aid" or "old_age" or "disability_allowance" or "orphan" or "condolence" => "mzj",
        "medical" or "insurance" or "medical_aid" => "ybj",
        "education" or "scholarship" => "jyj",
        "farm_subsidy" => "nync",
        "rehabilitation" => "cl",
        "deposit" or "interest" or "investment" or "security" => "bank",
        "vehicle" => "ga",
        "home" or "other_real_estate" => "zrzy",
        "merit_pension" => "tyjr",
        "family_planning" => "wjw",
        _ => null,
    };

    public void Income(MemberFacts told, MemberFacts real, IncomeRow truth, bool recorded = false)
    {
        real.Incomes.Add(truth with { Source = "checked", On = asOf, From = "truth" });
        foreach (var (source, from, lower) in Sources(truth.Kind, recorded))
        {
            var amount = lower ? Shifted(truth.Amount!.Value, -dice.Between(2, 12)) : truth.Amount;
            told.Incomes.Add(truth with { Source = source, Amount = amount, On = Day(source), From = from });
        }
    }

    public void Expense(MemberFacts told, MemberFacts real, ExpenseRow truth, bool recorded = false)
    {
        real.Expenses.Add(truth with { Source = "checked", On = asOf, From = "truth" });
        foreach (var (source, from, higher) in Sources(truth.Kind, recorded))
        {
            var amount = higher ? Shifted(truth.Amount!.Value, dice.Between(2, 15)) : truth.Amount;
            told.Expenses.Add(truth with { Source = source, Amount = amount, On = Day(source), From = from });
        }
    }

    public void Asset(FamilyFacts told, FamilyFacts real, AssetRow truth, bool recorded = false)
    {
        real.Assets.Add(truth with { Source = "checked", On = asOf, From = "truth" });
        foreach (var (source, from, lower) in Sources(truth.Kind, recorded))
        {
            var value = lower ? Shifted(truth.Value!.Value, -dice.Between(3, 30)) : truth.Value;
            told.Assets.Add(truth with { Source = source, Value = value, On = Day(source), From = from });
        }
    }

    // The family always says something; whoever keeps a record of it was asked; a surveyor saw two in five.
    private List<(string Source, string From, bool Differs)> Sources(string kind, bool recorded)
    {
        var list = new List<(string, string, bool)>(3);
        var office = OfficeFor(kind);
        var isChecked = office is not null && (recorded || dice.Chance(6500));
        if (!isChecked || dice.Chance(4500))
        {
            list.Add(("declared", Family, !Exact && dice.Chance(1000)));
        }

        if (isChecked)
        {
            list.Add(("checked", office!, false));
        }

        if (dice.Chance(isChecked ? 900 : 3300))
        {
            list.Add(("surveyed", "survey", !Exact && dice.Chance(400)));
        }

        return list;
    }

    private DateOnly Day(string source) => asOf.AddDays(-(source == "checked" ? dice.Below(20) : source == "surveyed" ? dice.Below(60) : 15 + dice.Below(75)));

    /// <summary>Another amount, as people say it: in tens of yuan.</summary>
    private static long Shifted(long fen, long percent) => fen < 100_00 ? fen : fen * (100 + percent) / 100 / 10_00 * 10_00;
}
