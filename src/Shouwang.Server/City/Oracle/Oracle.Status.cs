namespace Shouwang.Server.City.Oracle;

internal sealed partial class Oracle
{
    private bool Paid(Facts member, string kind) => PaidCount(member, kind) > 0;

    private int PaidCount(Facts member, string kind) => member.Person.Benefits.Count(b => b.Kind == kind && b.ActiveOn(asOf));

    private void StillPaid(Facts member)
    {
        var dead = member.Of("vital").Concat(member.Of("hukou")).Any(r => r.Code("kind") == "death" && BeforeMonth(r.Day("on")!.Value));
        var paid = member.Person.Benefits.Count(b => b.ActiveOn(asOf));
        if (dead && paid > 0)
        {
            About(member, "B01", "red", paid, counts: true);
        }
    }

    private void Status(Facts member)
    {
        var held = member.Of("detention").Any(r => r.Code("kind") is "prison" or "detox" && InMonths(r.Day("on")!.Value, 24) && (r.Day("until") is not { } until || until >= asOf));
        if (member.Person.Category is not null && held)
        {
            About(member, "B02", "orange");
        }

        var hukou = member.Of("hukou").Where(r => InEvent(r.Day("on")!.Value)).Select(r => r.Code("kind")).ToList();
        if (hukou.Exists(k => k is "marriage" or "divorce" or "birth") || member.Of("vital").Any(r => r.Code("kind") == "birth" && InEvent(r.Day("on")!.Value)))
        {
            About(member, "B11", "yellow");
        }

        if (hukou.Exists(k => k is "move_out" or "missing"))
        {
            About(member, "B12", "yellow");
        }

        var soon = Age(member.Person, asOf.AddDays(Law.BirthdayDays));
        if (soon is 16 or 18 && Age(member.Person, asOf) == soon - 1)
        {
            About(member, "B17", "blue");
        }
    }

    private void Payments(Facts member)
    {
        var (dibao, destitute, orphan) = (PaidCount(member, "dibao"), PaidCount(member, "destitute_living"), PaidCount(member, "orphan"));
        if (dibao >= 2 || (dibao > 0 && destitute > 0) || (destitute > 0 && orphan > 0) || (dibao > 0 && orphan > 0))
        {
            About(member, "B15", "red", dibao + destitute + orphan, counts: true);
        }

        var foreign = member.Person.Benefits.Count(b => b.ActiveOn(asOf) && (householdsOnAccount[b.Account] >= 2 || !household.Members.Contains(b.Holder)));
        if (foreign > 0)
        {
            About(member, "B16", "orange", foreign, counts: true);
        }
    }
}
