using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Merging;

/// <summary>Whose value holds where both lists have one.</summary>
/// <param name="Income">Null: the lower counts.</param>
public sealed record WinningLists(string Household, string Name, string Address, string Phone, string? Income);

/// <summary>How one of the registers to be merged is written.</summary>
/// <param name="Columns">What a field means → the column's title: id, name, role, category, kind, causes, income, division, address, phone, since, state, died.</param>
/// <param name="Household">The column that says which rows are one household.</param>
/// <param name="Head">The column with the head's identity number, or null.</param>
/// <param name="Monthly">Income per head stands per month, not per year.</param>
/// <param name="Dead">Words of the state column that mean: has died.</param>
/// <param name="Words">Field → word in the file → code of the register.</param>
public sealed record OldListForm(
    string Id,
    Bilingual Name,
    string Encoding,
    string Dates,
    string Household,
    string? Head,
    bool Monthly,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlySet<string> Dead,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words);

/// <summary><c>merger:</c> of a pack: the lists, and the rules by which they become one.</summary>
/// <param name="Tolerance">Parts per million by which two incomes may differ without a report.</param>
public sealed record MergerTerms(IReadOnlyList<OldListForm> Lists, WinningLists Wins, long Tolerance)
{
    private static readonly string[] Fields = ["id", "name", "role", "category", "kind", "causes", "income", "division", "address", "phone", "since", "state", "died"];

    /// <summary>Faults go to the pack.</summary>
    /// <returns>Null where the pack has no <c>merger</c>.</returns>
    public static MergerTerms? Read(Pack pack)
    {
        var at = pack.Read("standards").Select(root => root.Optional("merger")).LastOrDefault(m => m is not null);
        if (at is null)
        {
            return null;
        }

        var lists = at.OptionalEntries("lists").Select(e => List(e.Key, e.Value)).ToList();
        if (lists.Count != 2)
        {
            at.Fault("values", "合并需要两份台账", "A merger takes two lists");
        }

        var ids = lists.ConvertAll(l => l.Id).ToArray();
        var tolerance = at.Required("income_tolerance") is { } rate ? (long?)ValueReader.Read(rate, FormulaType.Rate) ?? 0 : 0;
        var wins = at.Required("wins") is { } w && ids.Length == 2 ? Winning(w, ids) : new WinningLists("", "", "", "", null);
        at.NoOthers();
        return new MergerTerms(lists, wins, tolerance);
    }

    private static WinningLists Winning(PackNode at, string[] ids)
    {
        var income = at.WordOf("income", ["lower", .. ids]);
        var wins = new WinningLists(at.WordOf("household", ids), at.WordOf("name", ids), at.WordOf("address", ids), at.WordOf("phone", ids), income == "lower" ? null : income);
        at.NoOthers();
        return wins;
    }

    private static OldListForm List(string id, PackNode at)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, keyAt, value) in at.Required("columns")?.Entries() ?? [])
        {
            keyAt.Word(Fields);
            columns[field] = value.Text();
        }

        foreach (var needed in new[] { "id", "name", "role", "income" }.Where(f => !columns.ContainsKey(f)))
        {
            at.Fault("missing", $"台账缺少“{needed}”列", $"The list has no column for '{needed}'");
        }

        var words = at.OptionalEntries("words").ToDictionary(
            w => w.Key,
            w => (IReadOnlyDictionary<string, string>)w.Value.Entries().ToDictionary(e => e.Key, e => e.Value.Text(), StringComparer.Ordinal),
            StringComparer.Ordinal);
        var form = new OldListForm(
            id,
            at.BothOf("name"),
            at.WordOf("encoding", "utf-8", "gb18030"),
            at.WordOf("dates", "yyyyMMdd", "yyyy-MM-dd", "yyyy/M/d"),
            at.TextOf("household"),
            at.OptionalText("head"),
            at.WordOf("income", "month", "year") == "month",
            columns,
            new HashSet<string>(at.Words("dead"), StringComparer.Ordinal),
            words);
        at.NoOthers();
        return form;
    }
}
