using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>What illness costs: A01–A06, A23.</summary>
internal static class HealthCases
{
    public static void Write(Book book)
    {
        Admission(book);
        Year(book);
        Residents(book);
        Share(book);
        Month(book);
        Enrolment(book);
    }

    private static Person Ill(Scene s) => s.Family(s.Pick("dibao", "dibao", "marginal", "destitute"), [s.Adult(s.Between(28, 58))], incomeKnown: false).Head;

    private static Person Paid(Scene s, Person p, string kind, params (DateOnly On, decimal Self)[] visits)
    {
        foreach (var (on, self) in visits)
        {
            s.Row(p, "settlement", ("kind", kind), ("on", on), ("self_paid", self), ("total", self * 2));
        }

        return p;
    }

    private static void Admission(Book book) => book.Rule("A01", 200)
        .Hit("admission of 6000.01 to 9800", s => Paid(s, Ill(s), "inpatient", (s.Ago(s.Between(0, 29)), s.Yuan(6001, 9800))), 60)
        .Hit("boundary: 6000.01", s => Paid(s, Ill(s), "inpatient", (s.Ago(3), 6000.01m)), 1)
        .Hit("boundary: first day of the window", s => Paid(s, Ill(s), "inpatient", (s.Ago(29), 7000m)), 1)
        .Hit("above 50000: red", s => Paid(s, Ill(s), "inpatient", (s.Ago(s.Between(0, 20)), s.Yuan(50001, 140000))), 5)
        .Hit("boundary of red: exactly 50000 is orange", s => Paid(s, Ill(s), "inpatient", (s.Ago(5), 50000m)), 1)
        .Near("boundary: exactly 6000", s => Paid(s, Ill(s), "inpatient", (s.Ago(3), 6000m)))
        .Near("one day before the window", s => Paid(s, Ill(s), "inpatient", (s.Ago(30), 9000m)))
        .Near("two admissions of 4000: none above", s => Paid(s, Ill(s), "inpatient", (s.Ago(20), 4000m), (s.Ago(4), 4000m)))
        .Near("the same admission delivered twice", s =>
        {
            var p = Ill(s);
            if (s.Inpatient(p, s.Ago(8), 5900m) is { } row)
            {
                s.Plan.Again(row);
            }

            return p;
        });

    private static void Year(Book book) => book.Rule("A02", 350)
        .Hit("three admissions above 10000 together", s => Paid(s, Ill(s), "inpatient", (s.Ago(230), s.Yuan(3600, 5800)), (s.Ago(130), s.Yuan(3600, 5800)), (s.Ago(60), s.Yuan(3600, 5800))), 40)
        .Hit("boundary: 10000.01", s => Paid(s, Ill(s), "inpatient", (s.Ago(100), 5000m), (s.YearStart, 5000.01m)), 1)
        .Hit("formerly poor: exactly 5000", s => Paid(s, FormerlyPoor(s), "inpatient", (s.Ago(90), 2500m), (s.Ago(50), 2500m)), 1)
        .Hit("formerly poor: above 5000", s => Paid(s, FormerlyPoor(s), "special", (s.Ago(95), s.Yuan(2600, 3900)), (s.Ago(50), s.Yuan(2500, 3900))), 14)
        .Near("boundary: exactly 10000", s => Paid(s, Ill(s), "inpatient", (s.Ago(100), 5000m), (s.Ago(40), 5000m)))
        .Near("formerly poor: 4999.99", s => Paid(s, FormerlyPoor(s), "inpatient", (s.Ago(90), 2500m), (s.Ago(50), 2499.99m)))
        .Near("above 10000 only with last year's", s => Paid(s, Ill(s), "inpatient", (s.YearStart.AddDays(-1), 5900m), (s.Ago(60), 5000m)))
        .Near("above 10000 only if a row delivered twice counted twice", s => Twice(s, 5000.01m, 4999.99m))
        .Near("a later delivery lowered the amount to exactly 10000", Lowered);

    private static Person FormerlyPoor(Scene s) => s.Family("marginal", [s.Adult(s.Between(30, 58))], incomeKnown: false, formerPoor: true).Head;

    private static Person Twice(Scene s, decimal twice, decimal once)
    {
        var p = Ill(s);
        if (s.Inpatient(p, s.Ago(100), twice) is { } row)
        {
            s.Plan.Again(row);
            s.Inpatient(p, s.Ago(70), once);
        }

        return p;
    }

    private static Person Lowered(Scene s)
    {
        var p = Ill(s);
        if (s.Inpatient(p, s.YearStart.AddDays(40), 5900m) is { } row)
        {
            s.Plan.Again(row, row.Feed.Periods[^1], ("self_paid", 4500m));
            s.Inpatient(p, s.Ago(60), 5500m);
        }

        return p;
    }

    private static void Residents(Book book)
    {
        book.Rule("A01R", 50)
            .Hit("admission of 10000.01 to 17000", s => Paid(s, s.Resident(s.Between(20, 80)), "inpatient", (s.Ago(s.Between(0, 29)), s.Yuan(10001, 17000))), 40)
            .Hit("boundary: 10000.01", s => Paid(s, s.Resident(50), "inpatient", (s.Ago(29), 10000.01m)), 1)
            .Hit("above 50000: red", s => Paid(s, s.Resident(66), "inpatient", (s.Ago(9), s.Yuan(50001, 90000))), 3)
            .Near("boundary: exactly 10000", s => Paid(s, s.Resident(50), "inpatient", (s.Ago(2), 10000m)))
            .Near("one day before the window", s => Paid(s, s.Resident(50), "inpatient", (s.Ago(30), 15000m)))
            .Near("registered people's threshold does not hold", s => Paid(s, s.Resident(50), "inpatient", (s.Ago(12), 7000m)));
        book.Rule("A03", 130)
            .Hit("20000 and more in the year", s => Paid(s, s.Resident(s.Between(20, 80)), "inpatient", (s.Ago(200), s.Yuan(9000, 15000)), (s.Ago(90), s.Yuan(11000, 19000))), 60)
            .Hit("boundary: exactly 20000", s => Paid(s, s.Resident(61), "inpatient", (s.Ago(200), 10000m), (s.YearStart, 10000m)), 1)
            .Near("boundary: 19999.99", s => Paid(s, s.Resident(61), "inpatient", (s.Ago(200), 10000m), (s.Ago(80), 9999.99m)))
            .Near("20000 only with last year's", s => Paid(s, s.Resident(61), "inpatient", (s.YearStart.AddDays(-1), 9000m), (s.Ago(80), 13000m)))
            .Near("20000 only if a row delivered twice counted twice", s =>
            {
                var p = s.Resident(58);
                if (s.Inpatient(p, s.Ago(150), 12000m) is { } row)
                {
                    s.Plan.Again(row, row.Feed.Periods[^1]);
                }

                return p;
            });
    }

    private static void Share(Book book) => book.Rule("A04", 200)
        .Hit("above 40 % of the income", s => Spent(s, 10_000, s.Yuan(4001, 5900)), 40)
        .Hit("boundary: 4000.01 of 10000", s => Spent(s, 10_000, 4000.01m), 1)
        .Hit("boundary: the floor of 2000", s => Spent(s, 3_000, 2000m), 1)
        .Hit("income of zero", s => Spent(s, 0, 2600m), 1)
        .Hit("boundary: a fen beyond the province's rural income, own income unknown", s => Beyond(s, false, 21144.01m), 1)
        .Hit("boundary: a fen beyond half of it, formerly poor", s => Beyond(s, true, 10572.01m), 1)
        .Near("boundary: exactly the province's rural income, own income unknown", s => Beyond(s, false, 21144m))
        .Near("boundary: exactly half of it, formerly poor", s => Beyond(s, true, 10572m))
        .Near("boundary: exactly 40 %", s => Spent(s, 10_000, 4000m))
        .Near("below the floor", s => Spent(s, 3_000, 1999.99m))
        .Near("income unknown", s => Paid(s, s.Family("dibao", [s.Adult(50), s.Adult(48)], incomeKnown: false).Head, "inpatient", (s.Ago(90), 5800m)).Household!)
        .Near("twelve months ago", s =>
        {
            var household = s.Family("dibao", [s.Adult(50), s.Adult(48)], income: 10_000);
            s.Inpatient(household.Head, s.YearAgo, 5800m);
            s.Inpatient(household.Head, s.YearAgo.AddDays(1), 3900m);
            return household;
        });

    private static Household Beyond(Scene s, bool formerPoor, decimal sum)
    {
        var household = s.Family("dibao", [s.Adult(s.Between(40, 58)), s.Adult(s.Between(40, 58))], incomeKnown: false, formerPoor: formerPoor);
        var third = decimal.Round(sum / 3, 2);
        Paid(s, household.Members[0], "inpatient", (s.Ago(140), third), (s.Ago(61), third));
        Paid(s, household.Members[1], "inpatient", (s.Ago(240), sum - 2 * third));
        return household;
    }

    private static Household Spent(Scene s, int income, decimal sum)
    {
        var household = s.Family("dibao", [s.Adult(s.Between(40, 58)), s.Adult(s.Between(40, 58))], income: income);
        var first = decimal.Round(sum / 3, 2);
        Paid(s, household.Members[0], "inpatient", (s.Ago(140), first), (s.Ago(61), first));
        Paid(s, household.Members[1], "inpatient", (s.Ago(240), sum - 2 * first));
        return household;
    }

    private static void Month(Book book)
    {
        book.Rule("A05", 310)
            .Hit("outpatient cost of 500 to 1900 in the month", s => Paid(s, Ill(s), "outpatient", (s.Ago(s.Between(0, 14)), s.Yuan(260, 900)), (s.Ago(s.Between(15, 29)), s.Yuan(260, 900))), 40)
            .Hit("special disease", s => Paid(s, Ill(s), "special", (s.Ago(s.Between(0, 29)), s.Yuan(510, 1900))), 30)
            .Hit("boundary: exactly 500", s => Paid(s, Ill(s), "outpatient", (s.Month(0), 250m), (s.AsOf, 250m)), 1)
            .Near("boundary: 499.99", s => Paid(s, Ill(s), "outpatient", (s.Ago(4), 250m), (s.Ago(9), 249.99m)))
            .Near("last day of last month", s => Paid(s, Ill(s), "outpatient", (s.Month(0).AddDays(-1), 900m)))
            .Near("inpatient, not outpatient", s => Paid(s, Ill(s), "inpatient", (s.Ago(4), 900m)))
            .Near("500 only if a row delivered twice counted twice", s =>
            {
                var p = Ill(s);
                if (s.Outpatient(p, s.Ago(6), 300m) is { } row)
                {
                    s.Plan.Again(row);
                }

                return p;
            });
        book.Rule("A06", 150)
            .Hit("new on the list", s => Listed(s, s.Between(0, 28)), 40)
            .Hit("boundary: first day of the window", s => Listed(s, 29), 1)
            .Near("boundary: one day before the window", s => Listed(s, 30))
            .Near("half a year ago", s => Listed(s, 180))
            .Near("a year ago", s => Listed(s, 365));
    }

    private static Person Listed(Scene s, int daysAgo)
    {
        var p = Ill(s);
        s.Row(p, "disease", ("on", s.Ago(daysAgo)), ("code", s.Pick("cancer", "uraemia", "heart", "stroke", "mental")));
        return p;
    }

    private static void Enrolment(Book book) => book.Rule("A23", 190)
        .Hit("no row of the year", s => Enrolled(s), 40)
        .Hit("a row of the year, not paid", s => Enrolled(s, (0, "resident", false)), 10)
        .Hit("only last year's", s => Enrolled(s, (1, "resident", true)), 20)
        .Near("paid, as an employee", s => Enrolled(s, (0, "employee", true)))
        .Near("one row not paid, one paid", s => Enrolled(s, (0, "resident", false), (0, "employee", true)))
        .Near("paid, delivered twice", s => Enrolled(s, (0, "resident", true), (0, "resident", true)));

    private static Person Enrolled(Scene s, params (int YearsAgo, string Kind, bool Paid)[] rows)
    {
        var p = s.Single(s.Pick("dibao", "marginal", "rigid_expenditure"));
        p.Enrols = false;
        foreach (var (years, kind, paid) in rows)
        {
            s.Row(p, "enrolment", ("on", s.YearStart.AddYears(-years)), ("kind", kind), ("paid", paid));
        }

        return p;
    }
}
