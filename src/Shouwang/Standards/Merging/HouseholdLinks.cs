namespace Shouwang.Standards.Merging;

/// <summary>
/// Which household of the second list is which of the first: the same head, or more than half of its people, or one of them
/// and the same phone. A grown child whom the other list counts elsewhere does not join two households.
/// </summary>
internal sealed class HouseholdLinks
{
    private readonly string first;
    private readonly Dictionary<string, string> linked = new(StringComparer.Ordinal);

    private HouseholdLinks(string first) => this.first = first;

    public static HouseholdLinks Of(IReadOnlyList<OldRow> first, IReadOnlyList<OldRow> second)
    {
        var links = new HouseholdLinks(first.Count > 0 ? first[0].List : "");
        var homes = first.Where(r => r.Id is not null).ToLookup(r => r.Id!.Value, r => r);
        var heads = first.Where(r => r.Head is not null).ToLookup(r => r.Head!.Value, r => r.Household);
        var phones = first.Where(r => r.Phone.Length > 0).ToLookup(r => r.Phone, r => r.Household, StringComparer.Ordinal);
        foreach (var household in second.GroupBy(r => r.Household, StringComparer.Ordinal))
        {
            var members = household.ToList();
            var head = members.Find(r => r.Role == 0)?.Id;
            var shared = members.Where(r => r.Id is not null).SelectMany(r => homes[r.Id!.Value].Take(1)).GroupBy(r => r.Household, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
            var home = head is { } id && heads[id].FirstOrDefault() is { } byHead ? byHead
                : shared.Find(g => g.Count() * 2 > members.Count)?.Key
                ?? shared.Find(g => g.Any(r => members.Exists(m => m.Phone.Length > 0 && m.Phone == r.Phone)))?.Key
                // Nobody can be found by number: the phone, and a name of the household.
                ?? members.SelectMany(m => phones[m.Phone]).Distinct(StringComparer.Ordinal).FirstOrDefault(h => first.Any(r => r.Household == h && members.Exists(m => m.Name == r.Name)));
            if (home is not null)
            {
                links.linked[household.Key] = home;
            }
        }

        return links;
    }

    /// <summary>The merged household of a row.</summary>
    public string Merged(OldRow row) => row.List == first ? row.Household : linked.GetValueOrDefault(row.Household, row.Household);

    /// <summary>Two rows of one household, or with one phone.</summary>
    public bool Near(OldRow a, OldRow b) => Merged(a) == Merged(b) || (a.Phone.Length > 0 && a.Phone == b.Phone);
}
