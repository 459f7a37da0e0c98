using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Property: B03–B05, B08, B22.</summary>
internal static class AssetCases
{
    public static void Write(Book book)
    {
        book.Rule("B03", 115)
            .Hit("a car", s => Owner(s, s.Pick("dibao", "marginal"), "car", "active"), 40)
            .Hit("a truck", s => Owner(s, "marginal", "truck", "active"), 8)
            .Near("a motorcycle", s => Owner(s, "dibao", "motorcycle", "active"))
            .Near("a car that was cancelled", s => Owner(s, "dibao", "car", "cancelled"))
            .Near("a class that may own one", s => Owner(s, "rigid_expenditure", "car", "active"))
            .Near("cancelled by a later delivery", s =>
            {
                var p = Owner(s, "dibao", "car", "active", s.Ago(500));
                foreach (var row in p.Rows.Where(r => r.Feed.Feed.Record.Name == "vehicle").ToList())
                {
                    s.Plan.Again(row, row.Feed.Periods[^1], ("status", "cancelled"));
                }

                return p;
            });
        Homes(book);
        book.Rule("B05", 78)
            .Hit("an active business", s => Owns(s, s.Pick("dibao", "marginal"), s.Pick("legal", "shareholder", "individual"), "active"), 40)
            .Near("closed", s => Owns(s, "dibao", "individual", "closed"))
            .Near("not recognised for aid", s => Owns(s, null, "individual", "active"))
            .Near("closed, delivered twice", s =>
            {
                var p = Owns(s, "marginal", "legal", "closed");
                foreach (var row in p.Rows.Where(r => r.Feed.Feed.Record.Name == "business").ToList())
                {
                    s.Plan.Again(row);
                }

                return p;
            });
        Deposits(book);
        Dormant(book);
    }

    private static Person Owner(Scene s, string? category, string kind, string status, DateOnly? on = null)
    {
        var p = s.Single(category, s.Between(25, 58), "ordinary");
        s.Row(p, "vehicle", ("on", on ?? s.Ago(s.Between(20, 3000))), ("kind", kind), ("status", status), ("price", (decimal)s.Between(3, 14) * 10000));
        return p;
    }

    private static Person Owns(Scene s, string? category, string role, string status)
    {
        var p = s.Single(category, s.Between(25, 58), "ordinary");
        s.Row(p, "business", ("on", s.Ago(s.Between(40, 2000))), ("role", role), ("status", status));
        return p;
    }

    private static void Homes(Book book) => book.Rule("B04", 48)
        .Hit("two homes of two members", s => Home(s, "dibao", ("residential", "active"), ("residential", "active")), 20)
        .Hit("a pre-sale contract", s => Bought(s, s.Ago(s.Between(1, 360))), 12)
        .Hit("boundary: a contract one day less than 12 months ago", s => Bought(s, s.YearAgo.AddDays(1)), 1)
        .Near("boundary: a contract exactly 12 months ago", s => Bought(s, s.YearAgo))
        .Near("a home and a shop", s => Home(s, "dibao", ("residential", "active"), ("commercial", "active")))
        .Near("the second was cancelled", s => Home(s, "marginal", ("residential", "active"), ("residential", "cancelled")))
        .Near("not recognised for aid", s => Home(s, null, ("residential", "active"), ("residential", "active")))
        .Near("one home delivered twice", s =>
        {
            var household = Home(s, "dibao", ("residential", "active"));
            foreach (var row in household.Head.Rows.Where(r => r.Feed.Feed.Record.Name == "property_right").ToList())
            {
                s.Plan.Again(row, row.Feed.Periods[^1]);
            }

            return household;
        });

    private static Household Home(Scene s, string? category, params (string Use, string Status)[] rights)
    {
        var household = s.Family(category, [s.Adult(s.Between(35, 57)), s.Adult(s.Between(33, 57))]);
        for (var i = 0; i < rights.Length; i++)
        {
            s.Row(household.Members[i], "property_right", ("on", s.Ago(s.Between(400, 6000))), ("use", rights[i].Use), ("status", rights[i].Status), ("area", s.Between(50, 130)));
        }

        return household;
    }

    private static Household Bought(Scene s, DateOnly on)
    {
        var household = s.Family("marginal", [s.Adult(s.Between(35, 57)), s.Adult(s.Between(33, 57))]);
        s.Row(household.Head, "presale", ("on", on), ("price", (decimal)s.Between(40, 90) * 10000));
        return household;
    }

    private static DateOnly Quarter(Scene s) => s.Month(2).AddDays(-1);

    private static void Deposits(Book book) => book.Rule("B08", 78)
        .Hit("over twice the line in both quarters", s => Saved(s, "dibao", s.Yuan(18200, 90000), s.Yuan(18200, 90000)), 30)
        .Hit("boundary: 18096.01", s => Saved(s, "dibao", 18096.01m, 18096.01m), 1)
        .Hit("at two banks together", s => Saved(s, "dibao", 9500m, 9500m, 9000m), 6)
        .Hit("a marginal household over three times the line", s => Saved(s, "marginal", s.Yuan(27200, 90000), s.Yuan(27200, 90000)), 10)
        .Hit("another class over four times the line", s => Saved(s, "rigid_expenditure", 36192.01m, 40000m), 4)
        .Near("boundary: exactly the limit", s => Saved(s, "dibao", 18096m, 18096m))
        .Near("over it only in the last quarter", s => Saved(s, "dibao", 12000m, 50000m))
        .Near("a marginal household below three times the line", s => Saved(s, "marginal", 27144m, 27144m))
        .Near("over it only if a row delivered twice counted twice", s =>
        {
            var household = Saved(s, "dibao", 11000m, 11000m);
            foreach (var row in household.Head.Rows.Where(r => r.Feed.Feed.Record.Name == "bank").ToList())
            {
                s.Plan.Again(row, row.Feed.Periods[^1]);
            }

            return household;
        });

    private static Household Saved(Scene s, string category, decimal before, decimal now, decimal elsewhere = 0)
    {
        var head = s.Single(category, s.Between(30, 58));
        var (first, second) = (s.Plan.NewSerial(), s.Plan.NewSerial());
        s.Bank(head, Quarter(s), before, Quarter(s).AddDays(-9), 0, first);
        s.Bank(head, s.AsOf, now, s.Ago(12), 0, first);
        if (elsewhere > 0)
        {
            s.Bank(head, Quarter(s), elsewhere, Quarter(s).AddDays(-20), 3, second);
            s.Bank(head, s.AsOf, elsewhere, s.Ago(44), 3, second);
        }

        return head.Household!;
    }

    private static void Dormant(Book book) => book.Rule("B22", 68)
        .Hit("no movement for more than 180 days", s => Still(s, "dibao", s.Ago(s.Between(190, 600))), 30)
        .Hit("a destitute person", s => Still(s, "destitute", s.Ago(s.Between(190, 600))), 10)
        .Hit("boundary: 181 days", s => Still(s, "dibao", s.Ago(181)), 1)
        .Near("boundary: exactly 180 days", s => Still(s, "dibao", s.Ago(180)))
        .Near("another account moved", s =>
        {
            var p = Still(s, "dibao", s.Ago(400));
            s.Bank(p, s.AsOf, 900m, s.Ago(30), 5);
            return p;
        })
        .Near("nothing is paid", s => Still(s, "rigid_expenditure", s.Ago(400)))
        .Near("the last movement is not known", s => Still(s, "dibao", null));

    private static Person Still(Scene s, string category, DateOnly? used)
    {
        var p = s.Single(category, s.Between(45, 59), "lost");
        var account = s.Plan.NewSerial();
        s.Bank(p, Quarter(s), s.Yuan(200, 9000), used, 0, account);
        s.Bank(p, s.AsOf, s.Yuan(200, 9000), used, 0, account);
        return p;
    }
}
