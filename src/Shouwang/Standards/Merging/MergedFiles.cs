using System.Globalization;
using System.Text;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Standards.Merging;

/// <summary>
/// Writes a merged register as <c>register import</c> reads it – households, members, categories, tags –, the people whom
/// nobody can be found for (<c>unresolved.csv</c>), and <c>conflicts.csv</c> for who has to decide. Full numbers: personal.
/// </summary>
public sealed class MergedFiles(MergedRegister register, DivisionTree? divisions, DateOnly today)
{
    private readonly Dictionary<string, string> codes = register.Households.Select((h, i) => (h.Code, New: $"M{i + 1:D6}")).ToDictionary(c => c.Code, c => c.New, StringComparer.Ordinal);

    /// <returns>How many households have an address that says no village.</returns>
    public int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var size = register.Persons.Where(p => p.Held).GroupBy(p => p.Household, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var villages = register.Households.ToDictionary(h => h.Code, h => h.Division ?? DivisionOf(h.Address), StringComparer.Ordinal);
        Lines(folder, "households.csv", "household,division,address,phone,grid,urban,former_poor,annual_income,annual_rigid,employed_expected", register.Households.Select(h => new[]
        {
            codes[h.Code], villages[h.Code], h.Address, h.Phone, "", "0", h.Kind == "unstable_poverty_exit" ? "1" : "0",
            h.Income is { } perHead && size.TryGetValue(h.Code, out var people) ? new Money(checked(perHead * people)).ToPlainString() : "", "", "",
        }));
        var held = register.Persons.Where(p => p is { Held: true, Id: not null }).ToList();
        Lines(folder, "members.csv", "id_number,name,household,role,sex,labour,stage,from,to", held.Select(p => new[]
        {
            p.Id!.Value.Reveal(), p.Name, codes[p.Household], p.Role.ToString(CultureInfo.InvariantCulture), p.Id.Value.IsMale ? "1" : "2", "none", "none", Day(p.Since ?? today), "",
        }));
        Lines(folder, "categories.csv", "id_number,category,from,to", held.Where(p => p.Category is not null).Select(p => new[] { p.Id!.Value.Reveal(), p.Category!, Day(p.Since ?? today), "" }));
        Lines(folder, "tags.csv", "household,tag,kind,causes,from,to", register.Households.Where(h => h.Kind is not null).Select(h => new[] { codes[h.Code], "monitored", h.Kind!, h.Causes ?? "other", Day(h.Found ?? today), "" }));
        Lines(folder, "benefits.csv", "id_number,kind,amount,from,to,account,holder_id", []);
        Lines(folder, "workers.csv", "worker,name,township", []);
        Lines(folder, "grids.csv", "grid,division,worker", []);
        Lines(folder, "unresolved.csv", "written_id,name,household,role,category,since,lists,held", register.Persons.Where(p => p.Id is null || !p.Held).Select(p => new[]
        {
            p.WrittenId, p.Name, codes[p.Household], p.Role.ToString(CultureInfo.InvariantCulture), p.Category ?? "", Day(p.Since ?? today), string.Join(' ', p.Lists), p.Held ? "1" : "0",
        }));
        Conflicts(folder);
        return villages.Values.Count(v => v.Length == 0);
    }

    /// <summary>For a spreadsheet: numbers masked, no cell that becomes a formula.</summary>
    private void Conflicts(string folder)
    {
        using var file = File.Create(Path.Combine(folder, "conflicts.csv"));
        CsvSheet.Write(file, ["conflict", "id_number", "name", "first", "second", "held", "lines"], register.Conflicts
            .OrderBy(c => c.Kind).ThenBy(c => c.Lines, StringComparer.Ordinal)
            .Select(c => (IReadOnlyList<CsvCell>)[.. new[] { Words<ConflictKind>.Of(c.Kind), $"{c.Id}", c.Name, c.First, c.Second, c.Held, c.Lines }.Select(CsvCell.Text)]));
    }

    /// <summary>The village that an address begins with, by what people call it; empty where none does, and somebody must find it.</summary>
    private string DivisionOf(string address)
    {
        if (divisions is null)
        {
            return "";
        }

        names ??= [.. divisions.OfLevel(DivisionLevel.Village).Select(d => (Name: divisions.FullName(d.Parent!.Value) + d.Spoken, d.Code)).OrderByDescending(d => d.Name.Length)];
        return names.FirstOrDefault(d => address.StartsWith(d.Name, StringComparison.Ordinal)) is { Name: not null } found ? found.Code.Text : "";
    }

    private List<(string Name, DivisionCode Code)>? names;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Lines(string folder, string name, string header, IEnumerable<string[]> rows)
    {
        using var file = new StreamWriter(Path.Combine(folder, name), false, new UTF8Encoding(false)) { NewLine = "\n" };
        file.WriteLine(header);
        foreach (var row in rows)
        {
            file.WriteLine(string.Join(',', row.Select(Quoted)));
        }
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
