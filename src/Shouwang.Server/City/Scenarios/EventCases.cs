using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Sudden events: A13–A19, A25.</summary>
internal static class EventCases
{
    public static void Write(Book book)
    {
        Deaths(book);
        Detained(book);
        Disasters(book);
        Homes(book);
        Children(book);
    }

    private static void Deaths(Book book)
    {
        book.Rule("A13", 28)
            .Hit("the head, able to work, died", s => Dead(s, Two(s, "ordinary", "weak").Members[0], "vital", s.Between(0, 29)).Household!, 10)
            .Hit("the only earner, not the head, died", s => Dead(s, Two(s, "weak", "skilled").Members[1], "hukou", s.Between(0, 29)).Household!, 10)
            .Near("a member who could not work died", s => Dead(s, Two(s, "ordinary", "weak").Members[1], "vital", 5).Household!)
            .Near("one of two earners, not the head, died", s => Dead(s, Two(s, "ordinary", "ordinary").Members[1], "vital", 5).Household!)
            .Near("boundary: one day before the window", s => Dead(s, Two(s, "ordinary", "weak").Members[0], "vital", 30).Household!);
        book.Rule("A15", 24)
            .Hit("serious injury", s => Hurt(s, "serious", s.Between(0, 28)), 10)
            .Hit("death", s => Hurt(s, "death", s.Between(0, 28)), 4)
            .Hit("boundary: first day of the window", s => Hurt(s, "serious", 29), 1)
            .Near("minor injury", s => Hurt(s, "minor", 3))
            .Near("boundary: one day before the window", s => Hurt(s, "serious", 30))
            .Near("months ago", s => Hurt(s, "death", 200));
    }

    // Without payments, so that a death says nothing of B01.
    private static Household Two(Scene s, string head, string other) => s.Family("rigid_expenditure", [s.Adult(s.Between(38, 57), head), s.Adult(s.Between(36, 57), other)]);

    private static Person Dead(Scene s, Person person, string record, int daysAgo)
    {
        s.Row(person, record, ("on", s.Ago(daysAgo)), ("kind", "death"));
        return person;
    }

    private static Person Hurt(Scene s, string severity, int daysAgo)
    {
        var p = s.Single(s.Pick("dibao", "marginal"), s.Between(22, 58));
        s.Row(p, "accident", ("on", s.Ago(daysAgo)), ("kind", s.Pick("traffic", "work")), ("severity", severity));
        return p;
    }

    private static void Detained(Book book) => book.Rule("A14", 22)
        .Hit("the head in custody", s => Held(s, s.Single("dibao", labour: "ordinary"), "custody", s.Between(0, 28), 40), 10)
        .Hit("the only earner in prison", s => Held(s, s.Single("marginal", labour: "skilled"), "prison", s.Between(0, 28), 900), 6)
        .Hit("boundary: first day of the window", s => Held(s, s.Single("dibao", labour: "ordinary"), "custody", 29, 45), 1)
        .Near("boundary: one day before the window", s => Held(s, s.Single("dibao", labour: "ordinary"), "custody", 30, 45))
        .Near("could not work", s => Held(s, s.Single("dibao", labour: "lost"), "custody", 4, 20))
        .Near("compulsory detox is B02's affair", s => Held(s, s.Single("dibao", labour: "ordinary"), "detox", 4, 700));

    private static Person Held(Scene s, Person person, string kind, int daysAgo, int forDays)
    {
        s.Row(person, "detention", ("on", s.Ago(daysAgo)), ("kind", kind), ("until", s.Ago(daysAgo).AddDays(forDays)));
        return person;
    }

    private static void Disasters(Book book)
    {
        book.Rule("A16", 12)
            .Hit("the house collapsed", s => Struck(s, (s.Between(0, 29), "flood", 3000m, "collapsed")), 5)
            .Hit("boundary: a loss of exactly 20000", s => Struck(s, (29, "wind", 20000m, "damaged")), 2)
            .Hit("two losses of 20000 together", s => Struck(s, (20, "wind", 11000m, "damaged"), (4, "flood", 9500m, "none")), 2)
            .Near("boundary: 19999.99", s => Struck(s, (6, "wind", 19999.99m, "damaged")))
            .Near("boundary: one day before the window", s => Struck(s, (30, "flood", 45000m, "collapsed")))
            .Near("20000 only if a row delivered twice counted twice", s =>
            {
                var household = Struck(s, (9, "flood", 12000m, "damaged"));
                foreach (var row in household.Head.Rows.Where(r => r.Feed.Feed.Record.Name == "disaster").ToList())
                {
                    s.Plan.Again(row);
                }

                return household;
            });
        book.Rule("A17", 9)
            .Hit("a fire", s => Struck(s, (s.Between(0, 28), "fire", 4000m, "damaged")), 6)
            .Hit("boundary: first day of the window", s => Struck(s, (29, "fire", 800m, "none")), 1)
            .Near("boundary: one day before the window", s => Struck(s, (30, "fire", 30000m, "damaged")))
            .Near("hail, not fire", s => Struck(s, (3, "wind", 900m, "none")))
            .Near("a fire last year", s => Struck(s, (420, "fire", 30000m, "collapsed")));
    }

    private static Household Struck(Scene s, params (int DaysAgo, string Kind, decimal Loss, string House)[] events)
    {
        var head = s.Single(s.Pick("dibao", "marginal"), s.Between(30, 58));
        foreach (var (daysAgo, kind, loss, house) in events)
        {
            s.Row(head, "disaster", ("on", s.Ago(daysAgo)), ("kind", kind), ("loss", loss), ("house", house), ("relief", null));
        }

        return head.Household!;
    }

    private static void Homes(Book book)
    {
        book.Rule("A18", 22)
            .Hit("graded C or D", s => Graded(s, s.Pick("c", "d"), false, s.Between(0, 28)), 10)
            .Hit("boundary: first day of the window", s => Graded(s, "c", false, 29), 1)
            .Near("repaired", s => Graded(s, "d", true, 5))
            .Near("graded B", s => Graded(s, "b", false, 5))
            .Near("boundary: one day before the window", s => Graded(s, "d", false, 30));
        book.Rule("A19", 11)
            .Hit("not restored for weeks", s => Dry(s, s.Between(8, 58), null), 6)
            .Hit("boundary: not restored for 7 days", s => Dry(s, 7, null), 1)
            .Hit("boundary: found 59 days ago", s => Dry(s, 59, null), 1)
            .Near("boundary: not restored for 6 days", s => Dry(s, 6, null))
            .Near("boundary: found 60 days ago", s => Dry(s, 60, null))
            .Near("restored", s => Dry(s, 20, 9));
    }

    private static Household Graded(Scene s, string grade, bool repaired, int daysAgo)
    {
        var head = s.Single(s.Pick("dibao", "destitute"), s.Between(30, 58));
        s.Row(head, "house_safety", ("on", s.Ago(daysAgo)), ("grade", grade), ("repaired", repaired));
        return head.Household!;
    }

    private static Household Dry(Scene s, int foundAgo, int? restoredAgo)
    {
        var head = s.Single(s.Pick("dibao", "marginal"), s.Between(30, 58));
        s.Row(head, "water", ("on", s.Ago(foundAgo)), ("status", s.Pick("unsafe", "short")), ("restored", restoredAgo is { } days ? s.Ago(days) : null));
        return head.Household!;
    }

    private static void Children(Book book) => book.Rule("A25", 22)
        .Hit("the mother died", s => Orphaned(s, 1, "vital", "death", s.Between(0, 29)), 10)
        .Hit("the father, head of the household, is in prison", s => Orphaned(s, 0, "detention", "prison", s.Between(0, 29)), 6)
        .Hit("a grandchild's father, the head's son, died", s => Grandchild(s, s.Between(0, 29), 4), 3)
        .Near("the head's grown son died, the child is the head's own", s => Grandchild(s, 6, 2))
        .Near("boundary: a grandchild's father, one day before the window", s => Grandchild(s, 30, 4))
        .Near("a grandparent died", s => Orphaned(s, 2, "vital", "death", 6))
        .Near("custody is not prison", s => Orphaned(s, 0, "detention", "custody", 6))
        .Near("boundary: one day before the window", s => Orphaned(s, 1, "vital", "death", 30));

    private static Person Grandchild(Scene s, int daysAgo, int role)
    {
        var child = s.Child(s.Between(4, 9));
        var household = s.Family("rigid_expenditure", [s.Adult(s.Between(52, 58), "lost", male: true), s.Adult(s.Between(28, 32), "weak", role: 2, male: true), child]);
        child.Role = role;
        Dead(s, household.Members[1], "vital", daysAgo);
        return child;
    }

    private static Person Orphaned(Scene s, int lost, string record, string kind, int daysAgo)
    {
        var child = s.Child(s.Between(4, 12));
        var household = s.Family("rigid_expenditure", [s.Adult(s.Between(30, 45), "weak", male: true), s.Adult(s.Between(28, 44), male: false), s.Elder(s.Between(66, 78)), child]);
        var person = household.Members[lost];
        if (record == "detention")
        {
            Held(s, person, kind, daysAgo, 300);
        }
        else
        {
            Dead(s, person, record, daysAgo);
        }

        return child;
    }
}
