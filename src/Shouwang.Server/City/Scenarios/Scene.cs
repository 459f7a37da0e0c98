using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Where one case is set up: people with exactly the records that the case is about, and nothing by chance.</summary>
internal sealed class Scene(CityPlan plan, ulong seed)
{
    private Dice dice = new(seed);

    public CityPlan Plan => plan;

    public DateOnly AsOf => plan.AsOf;

    public DateOnly YearStart => new(AsOf.Year, 1, 1);

    public DateOnly SchoolStart => new(AsOf.Month >= 9 ? AsOf.Year : AsOf.Year - 1, 9, 1);

    /// <summary>Exactly 12 months before the run: just outside of "within 12 months".</summary>
    public DateOnly YearAgo => AsOf.AddMonths(-12);

    public DateOnly Ago(int days) => plan.Ago(days);

    /// <summary>The first of the month so many months back.</summary>
    public DateOnly Month(int back) => plan.MonthsAgo(back);

    /// <summary>An amount in yuan with fen, first ≤ amount ≤ last.</summary>
    public decimal Yuan(int first, int last) => dice.Between(first * 100L, last * 100L) / 100m;

    public int Between(int first, int last) => (int)dice.Between(first, last);

    public T Pick<T>(params T[] list) => list[dice.Below(list.Length)];

    /// <summary>A grown-up whose birthday is not near, unless the case gives the birth date.</summary>
    public Person Adult(int age, string labour = "weak", bool? male = null, string stage = "none", int role = 1, DateOnly? birth = null) => new()
    {
        Male = male ?? dice.Chance(5200),
        Birth = birth ?? AsOf.AddYears(-age).AddDays(-(int)dice.Between(40, 280)),
        Labour = labour,
        Stage = stage,
        Role = role,
    };

    public Person Child(int age, string stage = "none", DateOnly? birth = null)
    {
        var male = dice.Chance(5200);
        return Adult(age, "none", male, stage, male ? 2 : 3, birth);
    }

    public Person Elder(int age) => Adult(age, "none", role: 5);

    /// <summary>A household of one class. The first member is its head.</summary>
    /// <param name="category">Null for a household that is only monitored.</param>
    /// <param name="income">Yuan a year; null for the usual of the class.</param>
    public Household Family(string? category, Person[] members, int? income = null, bool incomeKnown = true, bool formerPoor = false)
    {
        var household = new Household { Number = plan.Households.Count, Planted = true, FormerPoor = formerPoor, Monitored = category is null ? Pick("unstable_poverty_exit", "marginal_prone", "sudden_hardship") : null };
        plan.Households.Add(household);
        members[0].Role = 0;
        foreach (var member in members)
        {
            household.Add(member).Category = category;
            member.CategoryFrom = Month(Recognition.MonthsAgo(category, Between(4, 60)));
        }

        Means.Set(ref dice, household);
        household.Income = incomeKnown ? income is { } yuan ? yuan * 100L : household.Income : null;
        Entitlement.Give(ref dice, plan, household);
        return household;
    }

    public Person Single(string? category, int age = 0, string labour = "weak", bool incomeKnown = true) =>
        Family(category, [Adult(age == 0 ? Between(24, 58) : age, labour)], incomeKnown: incomeKnown).Head;

    public Person Resident(int age)
    {
        var person = Adult(age);
        plan.Residents.Add(person);
        return person;
    }

    public CityRow? Row(Person person, string record, params ReadOnlySpan<(string Field, object? Value)> values) => plan.Row(person, record, values);

    public CityRow? Inpatient(Person person, DateOnly on, decimal self) => Visit(person, "inpatient", on, self);

    public CityRow? Outpatient(Person person, DateOnly on, decimal self) => Visit(person, dice.Chance(5000) ? "outpatient" : "special", on, self);

    /// <summary>A certificate, with the allowances that follow from it unless the case withholds them.</summary>
    public CityRow? Certificate(Person person, int kind, int grade, DateOnly issued, DateOnly validTo, string status = "valid", bool allowances = true)
    {
        if (allowances && status == "valid" && validTo >= AsOf)
        {
            Entitlement.Disabled(plan, person, grade);
        }

        return plan.Row(person, "disability", ("kind", kind), ("grade", grade), ("issued", issued), ("valid_to", validTo), ("status", status));
    }

    public void Bank(Person person, DateOnly on, decimal balance, DateOnly? used, int bank = 0, long account = 0)
    {
        var feeds = plan.FeedsOf("bank");
        if (feeds.Count > 0)
        {
            var number = account == 0 ? plan.NewSerial() : account;
            plan.Row(person, feeds[(bank + person.Household!.Number) % feeds.Count], null, ("on", on), ("balance", balance), ("last_used", used), ("account", number));
        }
    }

    private CityRow? Visit(Person person, string kind, DateOnly on, decimal self) =>
        plan.Row(person, "settlement", ("kind", kind), ("on", on), ("self_paid", self), ("total", decimal.Round(self * 2.4m, 2)));
}
