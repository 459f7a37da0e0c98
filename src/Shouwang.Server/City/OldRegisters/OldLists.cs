using Shouwang.Server.City.Files;
using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.OldRegisters;

/// <summary>
/// The two registers before the merger, as two offices kept them: other households, other forms, other calibres. What
/// they contradict each other in is planted, so that the truth can say what the merged register holds.
/// </summary>
internal sealed class OldLists
{
    private readonly CityPlan plan;
    private readonly Population people;
    private readonly Dictionary<string, Merged> merged = new(StringComparer.Ordinal);
    private readonly Dictionary<Household, HashSet<string>> planted = [];
    private readonly Dictionary<Household, List<Listed>> guests = [];
    private readonly IReadOnlyList<Village> villages;
    private int outsiders;
    private Dice dice;

    public OldLists(CityPlan plan, Population people)
    {
        (this.plan, this.people) = (plan, people);
        dice = Dice.Of(plan.Options.Seed, "old registers");
        villages = [.. plan.Households.Select(h => h.Village).DistinctBy(v => v.Code).OrderBy(v => v.Code)];
        Plant();
        foreach (var household in plan.Households)
        {
            List(household);
        }
    }

    public List<CivilRow> Civil { get; } = [];

    public List<RuralRow> Rural { get; } = [];

    /// <summary>Who is in one of the lists at least: a household may have members whom neither knows.</summary>
    public IEnumerable<Merged> People => merged.Values.Where(m => m.InCivil || m.InRural);

    private static bool IsCivil(Household household) => household.Members.Exists(m => m.Category is not null);

    private static bool IsRural(Household household) => household.Monitored is not null;

    /// <summary>Every kind of contradiction at least three times; those that hide a person's identity never twice in one household.</summary>
    private void Plant()
    {
        var both = plan.Households.FindAll(h => IsCivil(h) && IsRural(h));
        var at = 0;
        dice.Shuffle(both);
        foreach (var (kind, percent) in (ReadOnlySpan<(string, int)>)[("name", 6), ("id", 5), ("dead", 4), ("size", 14), ("left", 5)])
        {
            for (var count = Math.Max(3, both.Count * percent / 100); count > 0 && at < both.Count; at++, count--)
            {
                Mark(both[at], kind);
            }
        }

        foreach (var (kind, percent) in (ReadOnlySpan<(string, int)>)[("income", 30), ("address", 7)])
        {
            dice.Shuffle(both);
            both.Take(Math.Max(3, both.Count * percent / 100)).ToList().ForEach(h => Mark(h, kind));
        }

        Guests();
    }

    private void Mark(Household household, string kind) => (planted.TryGetValue(household, out var kinds) ? kinds : planted[household] = new(StringComparer.Ordinal)).Add(kind);

    private bool Is(Household household, string kind) => planted.TryGetValue(household, out var kinds) && kinds.Contains(kind);

    // A grown child on dibao alone, whom the village counts with another household of the same township.
    private void Guests()
    {
        var homes = plan.Households.Where(IsRural).ToLookup(h => h.Village.Township, StringComparer.Ordinal);
        var movers = plan.Households.Where(h => IsCivil(h) && !IsRural(h)).SelectMany(h => h.Members.Where(m => m.Role is 2 or 3 && m.Category is not null && m.AgeAt(plan.AsOf) >= 20)).ToList();
        dice.Shuffle(movers);
        foreach (var person in movers.Take(Math.Max(3, plan.Households.Count * 6 / 1000)))
        {
            var there = homes[person.Household!.Village.Township].ToList();
            if (there.Count > 0)
            {
                var home = dice.Pick(there);
                (guests.TryGetValue(home, out var list) ? list : guests[home] = []).Add(Of(person, person.Household));
            }
        }
    }

    private Listed Of(Person person, Household household) => new(people.Id(person.Ordinal), people.NameText(person.Ordinal), household, person.Role, person);

    // Somebody who is in no register of the new kind: a son who works in Zhejiang, a mother who died.
    private Listed Outsider(Household household, int role, bool old, DateOnly? died = null)
    {
        var pool = old ? people.Elders : people.Adults;
        var ordinal = pool[(int)((ulong)(++outsiders * 7_919L + 13) % (ulong)pool.Length)];
        return new Listed(people.Id(ordinal), people.NameText(ordinal), household, role, null) { Died = died };
    }

    private Merged Of(Listed who) => merged.TryGetValue(who.Id, out var known) ? known : merged[who.Id] = new Merged(who);

    private void List(Household household)
    {
        var members = household.Members.ConvertAll(m => Of(m, household));
        var (perHead, net) = Incomes(household);
        var dead = Is(household, "dead") ? Outsider(household, 5, old: true, plan.AsOf.AddDays(-(int)dice.Between(40, 400))) : null;
        if (IsCivil(household))
        {
            InCivil(household, members, dead, perHead);
        }

        if (IsRural(household))
        {
            InRural(household, members, dead, net);
        }

        Compare(household, members, perHead, net);
    }

    /// <summary>Per head: fen a month by civil affairs, fen a year by the countryside.</summary>
    private (long Month, long Year) Incomes(Household household)
    {
        var year = (household.Income ?? 6_000_00L * household.Members.Count) / household.Members.Count;
        var month = year / 12 / 100 * 100;
        // Its calibre counts what civil affairs does not; where nothing is planted, not by much.
        var other = Is(household, "income") ? month * 12 * dice.Between(130, 210) / 100 : month * 12 + Math.Min(month * 12 / 50, dice.Below(150) * 100);
        return (month, other / 100 * 100);
    }

    private void InCivil(Household household, List<Listed> members, Listed? dead, long perHead)
    {
        foreach (var who in members.Where(m => m.Person!.Category is not null))
        {
            var paid = who.Person!.Benefits.Where(b => b.Kind is "dibao" or "category_topup" or "destitute_living" or "destitute_care" && b.ActiveOn(plan.AsOf)).Sum(b => b.Amount);
            Civil.Add(new CivilRow(who, members[0].Id, who.Id, who.Person.Category!, perHead, household.Address, household.Phone, paid, who.Person.CategoryFrom));
            Of(who).InCivil = true;
        }

        if (dead is not null)
        {
            Civil.Add(new CivilRow(dead, members[0].Id, dead.Id, household.Head.Category ?? "dibao", perHead, household.Address, household.Phone, 0, plan.MonthsAgo(40)));
            Of(dead).InCivil = true;
        }
    }

    private void InRural(Household household, List<Listed> members, Listed? dead, long net)
    {
        var listed = members.Concat(guests.GetValueOrDefault(household) ?? []).Concat(dead is null ? [] : [dead]).ToList();
        if (Is(household, "size"))
        {
            listed.Add(Outsider(household, dice.Chance(6000) ? 2 : 3, old: false));
        }

        if (Is(household, "left") && members.Count > 1)
        {
            listed.Remove(members[^1]);
        }

        var moved = Is(household, "address");
        var village = moved ? villages[(villages.ToList().IndexOf(household.Village) + 7) % villages.Count] : household.Village;
        var address = moved ? $"{village.AddressPrefix}{dice.Between(1, 9)}组" : household.Address;
        // Its own numbering, which says nothing of ours.
        var number = $"{village.Code}{((household.Number * 7_919L) + 13) % 1_000_003:D7}";
        var (found, visited) = (plan.MonthsAgo((int)dice.Between(3, 40)).AddDays(dice.Below(27)), plan.AsOf.AddDays(-(int)(moved ? dice.Between(400, 700) : dice.Between(5, 120))));
        var slip = SlipOf(household, members);
        var headName = listed[0].Name;
        for (var i = 0; i < listed.Count; i++)
        {
            var (name, id) = (listed[i].Name, listed[i].Id);
            if (listed[i] == slip)
            {
                (name, id) = Slipped(household, listed[i]);
                headName = i == 0 ? name : headName;
            }

            var work = listed[i].Person is null && listed[i].Died is null ? dice.Chance(7000) ? "省外务工" : "市内务工" : WorkOf(listed[i]);
            Rural.Add(new RuralRow(listed[i], household, number, headName, name, id, net, listed.Count, village, address, found, visited, work));
            var known = Of(listed[i]);
            known.InRural = true;
            known.Elsewhere = listed[i].Household == household ? known.Elsewhere : household;
            if (listed[i].Person is null)
            {
                known.PerHeadYear = net;
                known.Conflicts.Add(listed[i].Died is null ? "size" : "dead");
            }
        }
    }

    // A name can be misspelt where some character of it has a twin.
    private Listed? SlipOf(Household household, List<Listed> members)
    {
        var able = Is(household, "name") ? members.FindAll(m => Unlinked.OtherSpelling(m.Name) is not null) : [];
        return able.Count > 0 ? dice.Pick(able) : Is(household, "name") || Is(household, "id") ? dice.Pick(members) : null;
    }

    private (string Name, string Id) Slipped(Household household, Listed who)
    {
        if (Is(household, "name") && Unlinked.OtherSpelling(who.Name) is { } other)
        {
            Of(who).Conflicts.Add("name");
            return (other, who.Id);
        }

        var id = who.Id.ToCharArray();
        Identities.Mistype(id, household.Number);
        Of(who).Conflicts.Add("id");
        return (who.Name, new string(id));
    }

    private string WorkOf(Listed who) => who.Person is { Stage: not "none" } ? "在校" : who.Person is { Labour: "skilled" or "ordinary" } ? "务工" : "无";

    private void Compare(Household household, List<Listed> members, long perHead, long net)
    {
        var (civil, rural) = (IsCivil(household), IsRural(household));
        // Income is counted low.
        var lower = civil && rural ? Math.Min(perHead * 12, net) : civil ? perHead * 12 : net;
        foreach (var one in members.Select(Of))
        {
            one.PerHeadYear = lower;
            if (civil && rural)
            {
                Report(one, household);
            }
        }

        foreach (var guest in guests.GetValueOrDefault(household) ?? [])
        {
            Of(guest).Conflicts.Add("household");
        }
    }

    private void Report(Merged one, Household household)
    {
        foreach (var kind in (ReadOnlySpan<string>)["income", "address"])
        {
            if (Is(household, kind))
            {
                one.Conflicts.Add(kind);
            }
        }

        if (one.InCivil != one.InRural)
        {
            one.Conflicts.Add("size");
        }
    }
}
