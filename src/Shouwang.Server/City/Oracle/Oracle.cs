using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Oracle;

/// <summary>
/// The warnings that must arise of one household, found by plain loops over its true records. It shares nothing with
/// the rules' language or the screening, so that agreement between the two means something.
/// </summary>
internal sealed partial class Oracle
{
    private readonly DateOnly asOf;
    private readonly IReadOnlyDictionary<string, int> householdsOnAccount;
    private readonly List<Expected> found = [];
    private Household household = null!;
    private List<Facts> members = [];

    /// <param name="householdsOnAccount">How many households draw benefits on an account.</param>
    public Oracle(DateOnly asOf, IReadOnlyDictionary<string, int> householdsOnAccount)
    {
        this.asOf = asOf;
        this.householdsOnAccount = householdsOnAccount;
    }

    private bool AnyRecognised => household.Members.Exists(m => m.Category is not null);

    private bool AnyDibaoClass => household.Members.Exists(m => m.InDibaoClass);

    /// <summary>Households on every account that pays at least one benefit today.</summary>
    public static Dictionary<string, int> Accounts(IEnumerable<Household> households, DateOnly asOf)
    {
        var drawing = new Dictionary<string, HashSet<Household>>(StringComparer.Ordinal);
        foreach (var household in households)
        {
            foreach (var benefit in household.Members.SelectMany(m => m.Benefits).Where(b => b.ActiveOn(asOf)))
            {
                (drawing.TryGetValue(benefit.Account, out var set) ? set : drawing[benefit.Account] = []).Add(household);
            }
        }

        return drawing.ToDictionary(d => d.Key, d => d.Value.Count, StringComparer.Ordinal);
    }

    public List<Expected> Of(Household subject, bool allRows = false)
    {
        found.Clear();
        household = subject;
        members = subject.Members.ConvertAll(m => new Facts(m, allRows));
        foreach (var member in members)
        {
            Illness(member);
            Certificates(member);
            PersonalEvents(member);
            School(member);
            WorkAndProjects(member);
            Assets(member);
            StillPaid(member);
            Status(member);
            Payments(member);
            AfterLeaving(member);
        }

        // A membership ends, a payment may not.
        subject.Past.ForEach(past => StillPaid(new Facts(past, allRows)));
        HouseholdCost();
        HouseholdWork();
        HouseholdEvents();
        HouseholdMeans();
        EndOfRecognition();
        return [.. found];
    }

    public List<Expected> OfResident(Person resident)
    {
        found.Clear();
        var facts = new Facts(resident);
        var admission = DearestAdmission(facts);
        if (admission > Law.AdmissionResident)
        {
            found.Add(new Expected("A01R", "resident", resident, null, admission > Law.AdmissionRed ? "red" : "orange", admission));
        }

        var year = SelfPaidInYear(facts);
        if (year >= Law.YearResident)
        {
            found.Add(new Expected("A03", "resident", resident, null, "yellow", year));
        }

        return [.. found];
    }

    private void About(Facts member, string rule, string severity, long? amount = null, bool counts = false) =>
        found.Add(new Expected(rule, "person", member.Person, household, severity, amount, counts));

    private void AboutAll(string rule, string severity, long? amount = null, bool counts = false) =>
        found.Add(new Expected(rule, "household", null, household, severity, amount, counts));

    // The windows of docs/night.md: the first day is left out, the run's date belongs to it.
    private bool InDays(DateOnly day, int days) => day > asOf.AddDays(-days) && day <= asOf;

    private bool InMonths(DateOnly day, int months) => day > asOf.AddMonths(-months) && day <= asOf;

    private bool InMonthsBefore(DateOnly day, int months, int before) => day > asOf.AddMonths(-months - before) && day <= asOf.AddMonths(-before);

    private bool InEvent(DateOnly day) => InDays(day, Law.EventDays);

    private bool InYear(DateOnly day) => day.Year == asOf.Year && day <= asOf;

    private bool InMonth(DateOnly day) => day.Year == asOf.Year && day.Month == asOf.Month && day <= asOf;

    private bool BeforeMonth(DateOnly day) => day < new DateOnly(asOf.Year, asOf.Month, 1);

    private bool InSchoolYear(DateOnly day) => day >= new DateOnly(asOf.Month >= 9 ? asOf.Year : asOf.Year - 1, 9, 1) && day <= asOf;

    private static int Age(Person person, DateOnly on) => person.AgeAt(on);

    private static bool Capable(Person person) => person.Labour is "skilled" or "ordinary" or "weak";
}
