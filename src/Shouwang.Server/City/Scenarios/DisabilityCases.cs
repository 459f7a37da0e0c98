using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Disability: A07–A09, A30, B14.</summary>
internal static class DisabilityCases
{
    public static void Write(Book book)
    {
        book.Rule("A07", 75)
            .Hit("grade 1 or 2", s => New(s, s.Between(1, 4), s.Between(1, 2), s.Between(0, 29)), 30)
            .Hit("grade 3, intellectual or mental", s => New(s, s.Between(5, 6), 3, s.Between(0, 29)), 8)
            .Hit("boundary: first day of the window", s => New(s, 4, 2, 29), 1)
            .Near("grade 3, physical", s => New(s, 4, 3, 10))
            .Near("grade 4, mental", s => New(s, 6, 4, 10))
            .Near("boundary: one day before the window", s => New(s, 4, 1, 30));
        book.Rule("A08", 45)
            .Hit("two members hold certificates", s => Two(s, s.Ago(900), s.AsOf.AddDays(900), "valid"), 20)
            .Hit("three members", s => Three(s), 4)
            .Near("the second expired", s => Two(s, s.Ago(3800), s.Ago(140), "valid"))
            .Near("the second was cancelled", s => Two(s, s.Ago(4200), s.Ago(500), "cancelled"))
            .Near("one member with two certificates", OneWithTwo);
        book.Rule("A09", 140)
            .Hit("60 and older with a certificate", s => Old(s, s.Adult(s.Between(61, 79), "none"), s.AsOf.AddDays(800)), 40)
            .Hit("boundary: 60 today", s => Old(s, s.Adult(60, "none", birth: s.AsOf.AddYears(-60)), s.AsOf.AddDays(800)), 1)
            .Near("boundary: 60 tomorrow", s => Old(s, s.Adult(59, "none", birth: s.AsOf.AddYears(-60).AddDays(1)), s.AsOf.AddDays(800)))
            .Near("the certificate expired", s => Old(s, s.Adult(70, "none"), s.Ago(60)))
            .Near("never had one", s => s.Single("dibao", 71, "none"));
        book.Rule("A30", 105)
            .Hit("dibao without the living allowance", s => Without(s, "dibao", 4, 3), 20)
            .Hit("grade 1 or 2 without the care allowance", s => Without(s, "rigid_expenditure", 4, s.Between(1, 2)), 20)
            .Hit("the allowance ended last month", s => Ended(s, 1), 4)
            .Hit("dibao, 70 or older, without the category top-up", s => Old70(s, false), 6)
            .Hit("both parents died, no orphan aid", s => Orphan(s, false), 2)
            .Near("dibao, 70 or older, with the category top-up", s => Old70(s, true))
            .Near("both parents died, orphan aid is paid", s => Orphan(s, true))
            .Near("boundary: the allowance ends this month", s => Ended(s, 0))
            .Near("grade 3, not on dibao: entitled to neither", s => Without(s, "marginal", 3, 3))
            .Near("the certificate expired", s => Holder(s, "dibao", 2, 2, s.Ago(4000), s.Ago(300), false));
        book.Rule("B14", 75)
            .Hit("expires within 30 days", s => Holder(s, "rigid_expenditure", 4, 4, s.Ago(3600), s.AsOf.AddDays(s.Between(1, 29)), true), 20)
            .Hit("expired within 30 days", s => Holder(s, "rigid_expenditure", 1, 4, s.Ago(3660), s.Ago(s.Between(1, 29)), false), 20)
            .Hit("cancelled before its time", s => Cancelled(s, s.AsOf.AddDays(s.Between(100, 900))), 10)
            .Hit("boundary: in exactly 30 days", s => Holder(s, "rigid_expenditure", 4, 4, s.Ago(3600), s.AsOf.AddDays(30), true), 1)
            .Hit("boundary: exactly 30 days ago", s => Holder(s, "rigid_expenditure", 4, 4, s.Ago(3680), s.Ago(30), false), 1)
            .Near("in 31 days", s => Holder(s, "rigid_expenditure", 4, 4, s.Ago(3600), s.AsOf.AddDays(31), true))
            .Near("31 days ago", s => Holder(s, "rigid_expenditure", 4, 4, s.Ago(3680), s.Ago(31), false))
            .Near("boundary: cancelled, would have ended 365 days ago", s => Cancelled(s, s.Ago(365)));
    }

    private static Person Holder(Scene s, string category, int kind, int grade, DateOnly issued, DateOnly validTo, bool allowances)
    {
        var p = s.Single(category, s.Between(20, 57), "lost");
        s.Certificate(p, kind, grade, issued, validTo, allowances: allowances);
        return p;
    }

    private static Person New(Scene s, int kind, int grade, int daysAgo)
    {
        var p = s.Single(s.Pick("dibao", "marginal"), s.Between(20, 57), "lost");
        s.Certificate(p, kind, grade, s.Ago(daysAgo), s.Ago(daysAgo).AddYears(10));
        return p;
    }

    private static Household Two(Scene s, DateOnly issued, DateOnly validTo, string status)
    {
        var household = s.Family("dibao", [s.Adult(s.Between(40, 57), "lost"), s.Adult(s.Between(35, 57), "lost")]);
        s.Certificate(household.Members[0], 4, 3, s.Ago(1200), s.AsOf.AddDays(2400));
        s.Certificate(household.Members[1], 1, 4, issued, validTo, status);
        return household;
    }

    private static Household Three(Scene s)
    {
        var household = s.Family("dibao", [s.Adult(52, "lost"), s.Adult(50, "lost"), s.Adult(25, "lost", role: 2, male: true)]);
        foreach (var member in household.Members)
        {
            s.Certificate(member, 5, s.Between(2, 4), s.Ago(s.Between(300, 2000)), s.AsOf.AddDays(s.Between(400, 2000)));
        }

        return household;
    }

    private static Household OneWithTwo(Scene s)
    {
        var household = s.Family("dibao", [s.Adult(45, "lost"), s.Adult(44)]);
        s.Certificate(household.Head, 1, 4, s.Ago(2000), s.AsOf.AddDays(1600));
        s.Certificate(household.Head, 4, 3, s.Ago(700), s.AsOf.AddDays(2900));
        return household;
    }

    private static Person Old(Scene s, Person person, DateOnly validTo)
    {
        s.Family(s.Pick("dibao", "marginal"), [person]);
        s.Certificate(person, 4, 3, validTo.AddYears(-10), validTo);
        return person;
    }

    private static Person Without(Scene s, string category, int kind, int grade) => Holder(s, category, kind, grade, s.Ago(1500), s.AsOf.AddDays(1500), false);

    private static Person Ended(Scene s, int monthsAgo)
    {
        var p = Holder(s, "rigid_expenditure", 4, 1, s.Ago(1500), s.AsOf.AddDays(1500), true);
        p.Benefits.Single(b => b.Kind == "disabled_care").To = s.Month(monthsAgo);
        return p;
    }

    private static Person Old70(Scene s, bool paid)
    {
        var p = s.Single("dibao", s.Between(70, 79), "none");
        p.Benefits.RemoveAll(b => !paid && b.Kind == "category_topup");
        return p;
    }

    private static Person Orphan(Scene s, bool paid)
    {
        var child = s.Child(s.Between(4, 12));
        var household = s.Family("rigid_expenditure", [s.Adult(s.Between(30, 45), "lost", male: true), s.Adult(s.Between(28, 44), "lost", male: false), child]);
        s.Row(household.Members[0], "vital", ("on", s.Ago(s.Between(60, 200))), ("kind", "death"));
        s.Row(household.Members[1], "hukou", ("on", s.Ago(s.Between(60, 200))), ("kind", "death"));
        if (paid)
        {
            Entitlement.Pay(child, "orphan", 1_100_00, s.Month(1), s.Plan.NewAccount());
        }

        return child;
    }

    private static Person Cancelled(Scene s, DateOnly validTo)
    {
        var p = s.Single("rigid_expenditure", s.Between(20, 57), "lost");
        s.Certificate(p, 4, 2, validTo.AddYears(-10), validTo, "cancelled");
        return p;
    }
}
