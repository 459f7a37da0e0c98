using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Changes of the person: B01, B02, B11, B12.</summary>
internal static class StatusCases
{
    public static void Write(Book book)
    {
        book.Rule("B01", 48)
            .Hit("died months ago, still paid", s => Died(s, "vital", s.Month(0).AddDays(-s.Between(2, 300))), 15)
            .Hit("cancelled by the police, still paid", s => Died(s, "hukou", s.Month(0).AddDays(-s.Between(2, 300))), 10)
            .Hit("boundary: the last day of last month", s => Died(s, "vital", s.Month(0).AddDays(-1)), 1)
            .Hit("struck off the household, still paid", s => StruckOff(s, paid: true), 4)
            .Near("struck off, and the payment ended", s => StruckOff(s, paid: false))
            .Near("boundary: the first day of this month", s => Died(s, "vital", s.Month(0)))
            .Near("the payment ended with the month of death", s =>
            {
                var p = Died(s, "vital", s.Month(3).AddDays(10));
                p.Benefits.ForEach(b => b.To = s.Month(3));
                return p;
            })
            .Near("alive", s => s.Single("dibao", 74, "none"));
        book.Rule("B02", 24)
            .Hit("in prison, no end known", s => Held(s, "dibao", "prison", 250, null), 8)
            .Hit("in compulsory detox", s => Held(s, "marginal", "detox", 120, 600), 4)
            .Hit("boundary: released today", s => Held(s, "dibao", "prison", 400, 400), 1)
            .Near("released yesterday", s => Held(s, "dibao", "prison", 400, 399))
            .Near("custody", s => Held(s, "dibao", "custody", 60, 90))
            .Near("not recognised for aid", s => Held(s, null, "prison", 250, null))
            .Near("boundary: exactly 24 months ago", s =>
            {
                var p = s.Single("dibao", s.Between(24, 55), "lost");
                s.Row(p, "detention", ("on", s.AsOf.AddMonths(-24)), ("kind", "prison"), ("until", null));
                return p;
            });
        book.Rule("B11", 78)
            .Hit("married or divorced", s => Moved(s, s.Pick("marriage", "divorce"), s.Between(0, 28)), 30)
            .Hit("gave birth", s => Birth(s, s.Between(0, 28)), 10)
            .Hit("boundary: first day of the window", s => Moved(s, "marriage", 29), 1)
            .Near("boundary: one day before the window", s => Moved(s, "marriage", 30))
            .Near("gave birth one day before the window", s => Birth(s, 30))
            .Near("moved in", s => Moved(s, "move_in", 4));
        book.Rule("B12", 32)
            .Hit("moved out", s => Moved(s, "move_out", s.Between(0, 28)), 15)
            .Hit("missing", s => Moved(s, "missing", s.Between(0, 28)), 3)
            .Hit("boundary: first day of the window", s => Moved(s, "move_out", 29), 1)
            .Near("boundary: one day before the window", s => Moved(s, "move_out", 30))
            .Near("moved in", s => Moved(s, "move_in", 2))
            .Near("moved out a year ago", s => Moved(s, "move_out", 380));
    }

    private static Person Died(Scene s, string record, DateOnly on)
    {
        var p = s.Single(s.Pick("dibao", "destitute"), s.Between(62, 88), "none");
        s.Row(p, record, ("on", on), ("kind", "death"));
        return p;
    }

    private static Person StruckOff(Scene s, bool paid)
    {
        var household = s.Family("dibao", [s.Adult(s.Between(40, 57)), s.Adult(s.Between(60, 69), "none", role: 5)]);
        var p = household.Members[1];
        var died = s.Month(s.Between(1, 9)).AddDays(9);
        household.Members.Remove(p);
        household.Past.Add(p);
        (p.CategoryFrom, p.MemberTo) = (s.Month(50), died);
        p.Benefits.Clear();
        Entitlement.Pay(p, "dibao", 400_00, s.Month(48), household.Head.Benefits[0].Account, paid ? null : new DateOnly(died.Year, died.Month, 1));
        s.Row(p, "hukou", ("on", died), ("kind", "death"));
        s.Row(p, "enrolment", ("on", new DateOnly(s.AsOf.Year, 1, 1)), ("kind", "resident"), ("paid", true));
        return p;
    }

    private static Person Held(Scene s, string? category, string kind, int daysAgo, int? forDays)
    {
        var p = s.Single(category, s.Between(24, 55), "lost");
        s.Row(p, "detention", ("on", s.Ago(daysAgo)), ("kind", kind), ("until", forDays is { } days ? s.Ago(daysAgo).AddDays(days) : null));
        return p;
    }

    private static Person Moved(Scene s, string kind, int daysAgo)
    {
        var household = s.Family(s.Pick("dibao", "marginal"), [s.Adult(s.Between(40, 58)), s.Adult(s.Between(20, 38), "weak", role: 2, male: true)]);
        s.Row(household.Members[1], "hukou", ("on", s.Ago(daysAgo)), ("kind", kind));
        return household.Members[1];
    }

    private static Person Birth(Scene s, int daysAgo)
    {
        var household = s.Family(s.Pick("dibao", "marginal"), [s.Adult(s.Between(24, 38), male: true), s.Adult(s.Between(22, 36), male: false)]);
        s.Row(household.Members[1], "vital", ("on", s.Ago(daysAgo)), ("kind", "birth"));
        return household.Members[1];
    }
}
