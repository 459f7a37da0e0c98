using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Work and income: A10–A12, A26, A27.</summary>
internal static class WorkCases
{
    public static void Write(Book book)
    {
        book.Rule("A10", 155)
            .Hit("insured in spring, not since", s => Insured(s, "ordinary", 5, 4, 3), 40)
            .Hit("boundary: one month insured, the fourth back", s => Insured(s, "weak", 3), 2)
            .Near("boundary: insured two months back", s => Insured(s, "ordinary", 5, 4, 3, 2))
            .Near("last insured six months back", s => Insured(s, "ordinary", 8, 7, 6))
            .Near("not able to work", s => Insured(s, "lost", 5, 4, 3));
        book.Rule("A11", 45)
            .Hit("both able adults registered unemployed", s => Jobless(s, s.Ago(s.Between(20, 200)), s.Ago(s.Between(20, 200))), 20)
            .Hit("a single adult", s => Jobless(s, s.Ago(s.Between(20, 200))), 10)
            .Hit("boundary: registered one day less than 12 months ago", s => Jobless(s, s.YearAgo.AddDays(1)), 1)
            .Near("boundary: registered exactly 12 months ago", s => Jobless(s, s.YearAgo))
            .Near("the other able adult is not registered", s => Jobless(s, s.Ago(60), null))
            .Near("one is insured again", s =>
            {
                var household = Jobless(s, s.Ago(60), s.Ago(60));
                s.Row(household.Members[1], "insurance", ("month", s.Month(1)), ("base", 4100m));
                return household;
            });
        Wages(book);
        book.Rule("A26", 22)
            .Hit("failed", s => Project(s, "failed", s.Between(0, 88)), 10)
            .Hit("unsold", s => Project(s, "unsold", s.Between(0, 88)), 10)
            .Hit("boundary: 89 days ago", s => Project(s, "failed", 89), 1)
            .Near("boundary: 90 days ago", s => Project(s, "failed", 90))
            .Near("running", s => Project(s, "running", 20))
            .Near("running, delivered twice", s =>
            {
                var p = s.Single("marginal", labour: "ordinary");
                if (s.Row(p, "project", ("on", s.Ago(40)), ("kind", "crops"), ("status", "running")) is { } row)
                {
                    s.Plan.Again(row);
                }

                return p;
            });
        book.Rule("A27", 42)
            .Hit("overdue by more than 30 days", s => Overdue(s, s.Between(31, 120), 0), 30)
            .Hit("boundary: 31 days", s => Overdue(s, 31, 0), 1)
            .Hit("boundary: reported 59 days ago", s => Overdue(s, 60, 59), 1)
            .Near("boundary: exactly 30 days", s => Overdue(s, 30, 0))
            .Near("boundary: reported 60 days ago", s => Overdue(s, 60, 60))
            .Near("not overdue", s => Overdue(s, 0, 0));
    }

    private static Person Insured(Scene s, string labour, params int[] monthsBack)
    {
        var p = s.Single(s.Pick("marginal", "rigid_expenditure"), s.Between(22, 57), labour);
        foreach (var back in monthsBack)
        {
            s.Row(p, "insurance", ("month", s.Month(back)), ("base", 4200m));
        }

        return p;
    }

    private static Household Jobless(Scene s, params DateOnly?[] registered)
    {
        var household = s.Family(s.Pick("dibao", "rigid_expenditure"), [.. registered.Select(_ => s.Adult(s.Between(22, 57), "ordinary")), s.Child(8, "primary")]);
        for (var i = 0; i < registered.Length; i++)
        {
            if (registered[i] is { } on)
            {
                s.Row(household.Members[i], "unemployment", ("on", on), ("kind", "registered"), ("amount", null));
            }
        }

        return household;
    }

    private static void Wages(Book book) => book.Rule("A12", 80)
        .Hit("wages stopped", s => Wage(s, 6000m, 0m), 20)
        .Hit("wages fell by more than 30 %", s => Wage(s, 6000m, s.Yuan(1000, 4100)), 30)
        .Hit("boundary: exactly 30 %", s => Wage(s, 6000m, 4200m), 1)
        .Hit("boundary: 12000 before", s => Wage(s, 3000m, 1000m), 1)
        .Near("boundary: a little less than 30 %", s => Wage(s, 6000m, 4200.01m))
        .Near("boundary: 11999.96 before", s => Wage(s, 2999.99m, 0m))
        .Near("not wages but business income", s => Wage(s, 6000m, 0m, "business"))
        .Near("12000 before only if rows delivered twice counted twice", s =>
        {
            var household = Wage(s, 2500m, 0m);
            foreach (var row in household.Members[0].Rows.Where(r => r.Feed.Feed.Record.Name == "tax_income").ToList())
            {
                s.Plan.Again(row, row.Feed.Periods[^1]);
            }

            return household;
        });

    // Four months of each of the two years, three people: below the income that B09 looks at.
    private static Household Wage(Scene s, decimal before, decimal now, string item = "wage")
    {
        var household = s.Family(s.Pick("marginal", "rigid_expenditure"), [s.Adult(45, "ordinary"), s.Adult(44), s.Child(12, "primary")]);
        for (var i = 0; i < 4; i++)
        {
            s.Row(household.Head, "tax_income", ("month", s.Month(13 + 2 * i)), ("item", item), ("amount", before));
            if (now > 0)
            {
                s.Row(household.Head, "tax_income", ("month", s.Month(1 + 2 * i)), ("item", item), ("amount", now));
            }
        }

        return household;
    }

    private static Person Project(Scene s, string status, int daysAgo)
    {
        var p = s.Single(null, labour: "ordinary");
        s.Row(p, "project", ("on", s.Ago(daysAgo)), ("kind", s.Pick("livestock", "crops", "processing")), ("status", status));
        return p;
    }

    private static Person Overdue(Scene s, int overdue, int daysAgo)
    {
        var p = s.Single(s.Pick("marginal", "rigid_expenditure"), labour: "ordinary");
        s.Row(p, "loan", ("on", s.Ago(daysAgo)), ("overdue_days", overdue), ("balance", s.Yuan(5000, 50000)));
        return p;
    }
}
