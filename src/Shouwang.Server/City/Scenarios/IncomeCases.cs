using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Income over the line: B06, B07, B09, B10.</summary>
internal static class IncomeCases
{
    public static void Write(Book book)
    {
        book.Rule("B06", 95)
            .Hit("contribution bases above the line", s => Insured(s, "dibao", s.Yuan(4530, 9000)), 30)
            .Hit("boundary: exactly the line of two people", s => Insured(s, "dibao", 4524m), 1)
            .Near("boundary: four fen below the line", s => Insured(s, "dibao", 4523.99m))
            .Near("not on dibao", s => Insured(s, "marginal", 6000m))
            .Near("above it only with a month of the year before", s =>
            {
                var household = Insured(s, "dibao", 4000m);
                s.Row(household.Head, "insurance", ("month", s.Month(12)), ("base", 4000m));
                return household;
            });
        book.Rule("B07", 38)
            .Hit("an employee pension started this month", s => Pension(s, "dibao", "employee", 0), 20)
            .Hit("a marginal person", s => Pension(s, "marginal", "employee", 0), 10)
            .Near("started last month", s => Pension(s, "dibao", "employee", 1))
            .Near("a resident pension", s => Pension(s, "dibao", "resident", 0))
            .Near("not recognised for aid", s => Pension(s, null, "employee", 0));
        Taxed(book);
        book.Rule("B10", 34)
            .Hit("housing-fund base above", s => Fund(s, "marginal", s.Yuan(2900, 6000), 0), 20)
            .Hit("boundary: exactly 2895", s => Fund(s, "marginal", 2895m, 2), 1)
            .Near("boundary: 2894.99", s => Fund(s, "marginal", 2894.99m, 0))
            .Near("boundary: three months back", s => Fund(s, "marginal", 5000m, 3))
            .Near("not recognised for aid", s => Fund(s, null, 5000m, 0));
    }

    private static Household Insured(Scene s, string category, decimal @base)
    {
        var household = s.Family(category, [s.Adult(s.Between(30, 55), "ordinary"), s.Adult(s.Between(30, 55))]);
        foreach (var back in (int[])[0, 2, 7, 11])
        {
            s.Row(household.Head, "insurance", ("month", s.Month(back)), ("base", @base));
        }

        return household;
    }

    private static Person Pension(Scene s, string? category, string kind, int startedBack)
    {
        var p = s.Single(category, s.Between(60, 62), "none");
        s.Row(p, "pension", ("month", s.Month(0)), ("kind", kind), ("amount", kind == "employee" ? s.Yuan(2400, 3600) : 198m), ("started", s.Month(startedBack)));
        return p;
    }

    private static void Taxed(Book book) => book.Rule("B09", 52)
        .Hit("taxed income above", s => Earned(s, "marginal", s.Yuan(7000, 11000), 0m), 20)
        .Hit("boundary: exactly 1.5 times the line of two people, with invoices", s => Earned(s, "marginal", 6000m, 3144m), 1)
        .Hit("invoices alone", s => Earned(s, "rigid_expenditure", 0m, s.Yuan(27200, 60000)), 8)
        .Near("boundary: one fen below", s => Earned(s, "marginal", 6000m, 3143.99m))
        .Near("not recognised for aid", s => Earned(s, null, 9000m, 3000m))
        .Near("above it only with an invoice of the year before", s =>
        {
            var household = Earned(s, "marginal", 0m, 20000m);
            s.Row(household.Head, "invoice", ("month", s.Month(12)), ("amount", 20000m));
            return household;
        });

    private static Household Earned(Scene s, string? category, decimal monthly, decimal invoiced)
    {
        var household = s.Family(category, [s.Adult(s.Between(30, 55), "ordinary"), s.Adult(s.Between(30, 55))]);
        foreach (var back in (int[])[1, 4, 8, 11])
        {
            if (monthly > 0)
            {
                s.Row(household.Head, "tax_income", ("month", s.Month(back)), ("item", s.Pick("labour", "business")), ("amount", monthly));
            }
        }

        if (invoiced > 0)
        {
            s.Row(household.Members[1], "invoice", ("month", s.Month(5)), ("amount", invoiced));
        }

        return household;
    }

    private static Person Fund(Scene s, string? category, decimal @base, int back)
    {
        var p = s.Single(category, s.Between(24, 55), "ordinary");
        s.Row(p, "housing_fund", ("month", s.Month(back)), ("base", @base));
        s.Row(p, "housing_fund", ("month", s.Month(back + 1)), ("base", 2000m));
        return p;
    }
}
