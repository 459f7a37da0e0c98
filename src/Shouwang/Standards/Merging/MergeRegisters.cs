using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Standards.Merging;

/// <summary>
/// Makes one register of two, by the rules of the pack. A person is an identity number; one that is mistyped is found by
/// name within the household that the others of its list point to, or by name and phone. Nothing is dropped: who cannot be
/// found in the other list stays, and every disagreement is reported with the value that holds.
/// </summary>
public sealed class MergeRegisters(MergerTerms terms)
{
    private const long Whole = 1_000_000;

    private readonly List<MergeConflict> conflicts = [];

    /// <param name="files">List → path.</param>
    /// <exception cref="FileFaultException">A file has faults; all of them are named, and nothing is merged.</exception>
    public MergedRegister Run(IReadOnlyDictionary<string, string> files)
    {
        var faults = new List<FileFault>();
        var lists = terms.Lists.Select(form => new OldList(form, files[form.Id], faults).Read()).ToList();
        if (faults.Count > 0)
        {
            throw new FileFaultException(faults);
        }

        conflicts.Clear();
        var (first, second) = (lists[0], lists[1]);
        var links = HouseholdLinks.Of(first, second);
        var people = People(first, second, links);
        var households = people.GroupBy(p => HouseholdOf(p, links), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        // A person's row in another household of the other list says nothing of this one.
        var merged = households.Select(h => Household(h.Key, [.. h.SelectMany(p => p.Rows).Where(r => links.Merged(r) == h.Key)])).ToList();
        foreach (var household in households)
        {
            Report(household.Key, [.. household], links);
        }

        return new MergedRegister(
            merged,
            [.. households.SelectMany(h => h.Select(p => Person(p, h.Key)))],
            [.. conflicts],
            terms.Lists.Zip(lists).ToDictionary(l => l.First.Id, l => l.Second.Count, StringComparer.Ordinal));
    }

    /// <summary>Rows about one person.</summary>
    private sealed record Someone(IdNumber? Id, List<OldRow> Rows)
    {
        public OldRow? In(string list) => Rows.Find(r => r.List == list);
    }

    private List<Someone> People(IReadOnlyList<OldRow> first, IReadOnlyList<OldRow> second, HouseholdLinks links)
    {
        var known = first.Concat(second).Where(r => r.Id is not null).GroupBy(r => r.Id!.Value).ToDictionary(g => g.Key, g => new Someone(g.Key, [.. g]));
        foreach (var twice in known.Values.Where(p => p.Rows.GroupBy(r => r.List).Any(g => g.Count() > 1)))
        {
            Add(ConflictKind.Twice, twice, "", "", "");
        }

        var people = known.Values.ToList();
        foreach (var row in first.Concat(second).Where(r => r.Id is null))
        {
            var other = people.Where(p => p.Id is not null && p.In(row.List) is null && p.Rows.Exists(r => r.Name == row.Name && links.Near(r, row))).Take(2).ToList();
            var someone = other.Count == 1 ? other[0] : new Someone(null, []);
            someone.Rows.Add(row);
            if (other.Count != 1)
            {
                people.Add(someone);
            }

            Add(ConflictKind.Id, someone, "✓", "✗", someone.Id is null ? "?" : "✓");
        }

        return people;
    }

    private string HouseholdOf(Someone person, HouseholdLinks links)
    {
        var row = person.In(terms.Wins.Household) ?? person.Rows[0];
        return links.Merged(row);
    }

    private MergedHousehold Household(string code, List<OldRow> rows)
    {
        var (address, phone) = (Chosen(rows, terms.Wins.Address), Chosen(rows, terms.Wins.Phone));
        var kind = rows.Find(r => r.Kind is not null);
        return new MergedHousehold(
            code, rows.Find(r => r.Division is not null)?.Division, address.Address, phone.Phone, kind?.Kind, kind?.Causes, kind?.Since, Income(rows), [.. rows.Select(r => r.List).Distinct()]);
    }

    private static OldRow Chosen(List<OldRow> rows, string list) => rows.Find(r => r.List == list) ?? rows[0];

    /// <summary>Income is counted low.</summary>
    private long? Income(List<OldRow> rows) => terms.Wins.Income is { } list
        ? rows.Where(r => r.List == list).Concat(rows).Select(r => r.Income).FirstOrDefault(i => i is not null)
        : rows.Select(r => r.Income).Where(i => i is not null).Min();

    private MergedPerson Person(Someone p, string household)
    {
        var name = p.In(terms.Wins.Name) ?? p.Rows[0];
        var home = p.In(terms.Wins.Household) ?? p.Rows[0];
        var category = p.Rows.Find(r => r.Category is not null);
        return new MergedPerson(p.Id, p.Rows[0].WrittenId, name.Name, household, home.Role, category?.Category, category?.Since ?? p.Rows[0].Since, !p.Rows.Exists(r => r.Dead), [.. p.Rows.Select(r => r.List).Distinct()], p.Rows.Count);
    }

    private void Report(string code, List<Someone> people, HouseholdLinks links)
    {
        var rows = people.SelectMany(p => p.Rows).ToList();
        // Who is counted to another household by the other list says nothing of this one.
        var first = rows.Find(r => r.List == terms.Lists[0].Id && links.Merged(r) == code);
        var second = rows.Find(r => r.List == terms.Lists[1].Id && links.Merged(r) == code);
        foreach (var person in people)
        {
            var (one, other) = (person.In(terms.Lists[0].Id), person.In(terms.Lists[1].Id));
            Names(person, one, other);
            if (person.Rows.Exists(r => r.Dead))
            {
                if (one is not null && other is not null)
                {
                    Add(ConflictKind.Dead, person, Alive(one), Alive(other), "dead");
                }
            }
            else if (one is not null && other is not null && links.Merged(one) != links.Merged(other))
            {
                Add(ConflictKind.Household, person, Masked(one.Household), Masked(other.Household), Masked(code));
            }
            else if (first is not null && second is not null)
            {
                OfHousehold(person, one, other, first, second);
            }
        }
    }

    /// <summary>A list may name a household by its head's number.</summary>
    private static string Masked(string household) => IdNumber.TryParse(household, out var id) ? id.ToString() : household;

    private void OfHousehold(Someone person, OldRow? one, OldRow? other, OldRow first, OldRow second)
    {
        if (first.Income is { } x && second.Income is { } y && Math.Abs(x - y) * Whole > Math.Min(x, y) * terms.Tolerance)
        {
            Add(ConflictKind.Income, person, new Money(x).ToString(), new Money(y).ToString(), new Money(terms.Wins.Income is null ? Math.Min(x, y) : terms.Wins.Income == first.List ? x : y).ToString());
        }

        if (first.Address != second.Address)
        {
            Add(ConflictKind.Address, person, first.Address, second.Address, terms.Wins.Address == first.List ? first.Address : second.Address);
        }

        if (one is null || other is null)
        {
            Add(ConflictKind.Size, person, one is null ? "–" : "✓", other is null ? "–" : "✓", "✓");
        }
    }

    private void Names(Someone person, OldRow? one, OldRow? other)
    {
        if (one is not null && other is not null && one.Name != other.Name)
        {
            Add(ConflictKind.Name, person, one.Name, other.Name, terms.Wins.Name == one.List ? one.Name : other.Name);
        }
    }

    private static string Alive(OldRow row) => row.Dead ? "dead" : "alive";

    private void Add(ConflictKind kind, Someone person, string first, string second, string held) =>
        conflicts.Add(new MergeConflict(kind, person.Id, person.Rows[0].Name, first, second, held, string.Join(' ', person.Rows.Select(r => $"{r.List}:{r.Line}"))));
}
