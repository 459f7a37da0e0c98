using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Aid that has ended or is about to: A29, B19.</summary>
internal static class RecognitionCases
{
    public static void Write(Book book)
    {
        book.Rule("A29", 36)
            .Hit("a dear admission after leaving", s => Paid(s, Gone(s, s.Month(s.Between(1, 10))), "inpatient", (s.Ago(s.Between(0, 29)), s.Yuan(3001, 4900))), 20)
            .Hit("costs of the year after leaving", s => Paid(s, Gone(s, s.Month(8)), "special", (s.Ago(95), s.Yuan(2600, 3900)), (s.Ago(50), s.Yuan(2500, 3900))), 10)
            .Hit("boundary: outpatient cost of exactly 250", s => Paid(s, Gone(s, s.Month(4)), "outpatient", (s.Ago(4), 250m)), 1)
            .Hit("boundary: left one day less than 12 months ago", s => Paid(s, Gone(s, s.YearAgo.AddDays(1)), "inpatient", (s.Ago(9), 3000.01m)), 1)
            .Near("boundary: left exactly 12 months ago", s => Paid(s, Gone(s, s.YearAgo), "inpatient", (s.Ago(9), 4000m)))
            .Near("boundary: exactly 3000", s => Paid(s, Gone(s, s.Month(5)), "inpatient", (s.Ago(9), 3000m)))
            .Near("still in aid: the usual thresholds hold", s => Paid(s, s.Single("dibao", incomeKnown: false), "inpatient", (s.Ago(9), 4000m)))
            .Near("never in aid", s => Paid(s, s.Single(null, incomeKnown: false), "inpatient", (s.Ago(9), 4000m)));
        book.Rule("B19", 70)
            .Hit("ends within 30 days", s => Recognised(s, s.AsOf.AddDays(s.Between(1, 29)).AddMonths(-12)), 20)
            .Hit("boundary: ends in exactly 30 days", s => Recognised(s, s.AsOf.AddDays(30).AddMonths(-12)), 1)
            .Hit("has ended, nobody applied again", s => Recognised(s, s.Month(s.Between(13, 20))), 5)
            .Near("boundary: ends in 31 days", s => Recognised(s, s.AsOf.AddDays(31).AddMonths(-12)))
            .Near("recognised this year", s => Recognised(s, s.Month(3)))
            .Near("marginal for years", s => Recognised(s, s.Month(40), "marginal"));
    }

    private static Person Gone(Scene s, DateOnly last)
    {
        var p = s.Single(s.Pick("dibao", "marginal"), incomeKnown: false);
        (p.Left, p.Category, p.CategoryFrom) = ((p.Category!, last), null, last.AddYears(-3));
        p.Benefits.Clear();
        return p;
    }

    private static Household Recognised(Scene s, DateOnly from, string category = "rigid_expenditure")
    {
        var household = s.Family(category, [s.Adult(s.Between(32, 57)), s.Adult(s.Between(32, 57))]);
        household.Members.ForEach(m => m.CategoryFrom = from);
        return household;
    }

    private static Person Paid(Scene s, Person p, string kind, params (DateOnly On, decimal Self)[] visits)
    {
        foreach (var (on, self) in visits)
        {
            s.Row(p, "settlement", ("kind", kind), ("on", on), ("self_paid", self), ("total", self * 2));
        }

        return p;
    }
}
