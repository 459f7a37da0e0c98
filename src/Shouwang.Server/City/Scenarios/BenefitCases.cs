using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Payments: B15, B16.</summary>
internal static class BenefitCases
{
    public static void Write(Book book)
    {
        book.Rule("B15", 14)
            .Hit("dibao paid twice", s => Also(s, s.Single("dibao"), "dibao", null), 4)
            .Hit("dibao and destitute living", s => Also(s, s.Single("dibao"), "destitute_living", null), 4)
            .Hit("destitute living and orphan", s => Also(s, Youth(s, "destitute"), "orphan", null), 2)
            .Hit("dibao and orphan", s => Also(s, Youth(s, "dibao"), "orphan", null), 2)
            .Near("the earlier one has ended", s => Also(s, s.Single("dibao"), "destitute_living", s.Month(1)))
            .Near("destitute living and care belong together", s => s.Single("destitute"))
            .Near("orphan alone", s => Also(s, Youth(s, "rigid_expenditure"), "orphan", null));
        book.Rule("B16", 34)
            .Hit("two households on one account", s =>
            {
                var (first, second) = (s.Single("dibao"), s.Single("dibao"));
                second.Benefits.ForEach(b => (b.Account, b.Holder) = (first.Benefits[0].Account, first));
                return second;
            }, 10)
            .Hit("the holder is no member", s =>
            {
                var (outsider, p) = (s.Single("rigid_expenditure"), s.Single(s.Pick("dibao", "destitute")));
                p.Benefits.ForEach(b => b.Holder = outsider);
                return p;
            }, 12)
            .Near("two members of one household on one account", s => s.Family("dibao", [s.Adult(50), s.Adult(48)]).Members[1])
            .Near("the payment to an outsider has ended", s =>
            {
                var (outsider, p) = (s.Single("rigid_expenditure"), s.Single("rigid_expenditure"));
                Entitlement.Pay(p, "disabled_living", 70_00, s.Month(30), s.Plan.NewAccount(), s.Month(1)).Holder = outsider;
                return p;
            })
            .Near("another member holds the account", s =>
            {
                var household = s.Family("dibao", [s.Adult(50), s.Adult(48)]);
                household.Head.Benefits.ForEach(b => b.Holder = household.Members[1]);
                return household.Head;
            });
    }

    private static Person Youth(Scene s, string category) => s.Family(category, [s.Adult(66, "none"), s.Child(13, "junior")]).Members[1];

    private static Person Also(Scene s, Person person, string kind, DateOnly? to)
    {
        // Another place that pays the same kind knows nothing of the first account.
        var account = person.Benefits.Count > 0 && person.Benefits.TrueForAll(b => b.Kind != kind) ? person.Benefits[0].Account : s.Plan.NewAccount();
        Entitlement.Pay(person, kind, 981_00, s.Month(20), account, to);
        return person;
    }
}
