using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>Register and facts of a folder as a population: households and persons in the order of their files.</summary>
/// <param name="Households">Code of each household of the population.</param>
/// <param name="Persons">Number of each person of the population.</param>
public sealed record FolderFacts(Population Population, IReadOnlyList<string> Households, IReadOnlyList<IdNumber> Persons)
{
    /// <summary>
    /// Reads <c>households.csv</c>, <c>members.csv</c> and <c>facts/&lt;entity&gt;.csv</c> (docs/standards.md, section 3): who
    /// lives in a household on the day, and what is known of them. An empty cell is a missing fact.
    /// </summary>
    /// <exception cref="FileFaultException">Files have faults: all of them are named, and nobody's data is.</exception>
    public static FolderFacts Read(Law law, string folder, DateOnly asOf) => new FolderReader(law, folder, asOf).Read();
}

internal sealed class FolderReader(Law law, string folder, DateOnly asOf)
{
    private static readonly string[] HouseholdHeader = ["household", "division", "address", "phone", "grid", "urban", "former_poor", "annual_income", "annual_rigid", "employed_expected"];
    private static readonly string[] MemberHeader = ["id_number", "name", "household", "role", "sex", "labour", "stage", "from", "to"];

    private readonly List<FileFault> faults = [];
    private readonly PopulationBuilder builder = new(law);
    private readonly Dictionary<string, int> households = new(StringComparer.Ordinal);
    private readonly Dictionary<IdNumber, int> persons = [];

    public FolderFacts Read()
    {
        Households();
        Members();
        foreach (var entity in law.Facts.Entities.Values.Where(e => !e.IsGroup))
        {
            Facts(entity);
        }

        FileFaultException.ThrowIfAny(faults);
        var population = builder.Build(out var order);
        var (codes, ids) = (households.Keys.ToList(), persons.Keys.ToList());
        return new FolderFacts(population, [.. order["household"].Select(i => codes[i])], [.. order["person"].Select(i => ids[i])]);
    }

    private void Households()
    {
        var entity = law.Facts.Household;
        foreach (var row in CsvFile.Read(Path.Combine(folder, "households.csv"), HouseholdHeader, faults))
        {
            if (!households.TryAdd(row["household"], households.Count))
            {
                row.Fault("household", "重复出现", "stands twice");
                continue;
            }

            var at = builder.Add(entity, -1);
            foreach (var name in new[] { "division", "urban", "former_poor" })
            {
                Set(entity, at, row, name, name);
            }
        }
    }

    private void Members()
    {
        var entity = law.Facts.Person;
        foreach (var row in CsvFile.Read(Path.Combine(folder, "members.csv"), MemberHeader, faults))
        {
            if (Day(row, "from") is not { } from || from > asOf || (row["to"].Length > 0 && Day(row, "to") is { } to && to < asOf))
            {
                continue;
            }

            if (!IdNumber.TryParse(row["id_number"], out var id))
            {
                row.Fault("id_number", "不是身份证号", "not an identity number");
            }
            else if (!households.TryGetValue(row["household"], out var household))
            {
                row.Fault("household", "没有这一户", "no such household");
            }
            else if (!persons.TryAdd(id, persons.Count))
            {
                row.Fault("id_number", "当日同时是两户的成员", "is a member of two households on that day");
            }
            else
            {
                var at = builder.Add(entity, household);
                foreach (var name in new[] { "role", "labour", "stage" })
                {
                    Set(entity, at, row, name, name);
                }

                builder.Set(entity, at, entity.Fields["birth"], id.BirthDate);
                builder.Set(entity, at, entity.Fields["male"], id.IsMale);
            }
        }
    }

    private static DateOnly? Day(CsvRow row, string column)
    {
        if (ValueReader.Parse(row[column], FormulaType.Date) is DateOnly day)
        {
            return day;
        }

        row.Fault(column, "不是 yyyy-MM-dd 形式的日期", "not a date as yyyy-MM-dd");
        return null;
    }

    /// <summary>A file that is not there: no such facts are known.</summary>
    private void Facts(Entity entity)
    {
        var file = Path.Combine(folder, "facts", entity.Name + ".csv");
        if (!File.Exists(file))
        {
            return;
        }

        var header = (File.ReadLines(file).FirstOrDefault() ?? "").Trim('\uFEFF').Split(',');
        var strange = header.Where(c => c is not ("household" or "id_number" or "on" or "from") && !entity.Fields.ContainsKey(c)).ToList();
        var owner = Array.Find(header, c => c is "household" or "id_number");
        if (strange.Count > 0 || owner is null)
        {
            faults.Add(new FileFault(Path.GetFileName(file), 1, string.Join(',', strange), owner is null
                ? new("表头须有 household 或 id_number", "the header needs household or id_number")
                : new($"{entity.Name} 没有这一输入项", $"no input of {entity.Name}")));
            return;
        }

        var inputs = header.Where(entity.Fields.ContainsKey).ToList();
        var isOwner = entity == law.Facts.Household || entity == law.Facts.Person;
        foreach (var row in CsvFile.Read(file, header, faults))
        {
            if (Owner(row, owner) is { } above)
            {
                var at = isOwner ? above : builder.Add(entity, above);
                inputs.ForEach(name => Set(entity, at, row, name, name));
            }
        }
    }

    private int? Owner(CsvRow row, string column)
    {
        if (column == "household")
        {
            if (households.TryGetValue(row[column], out var household))
            {
                return household;
            }

            row.Fault(column, "没有这一户", "no such household");
            return null;
        }

        if (!IdNumber.TryParse(row[column], out var id))
        {
            row.Fault(column, "不是身份证号", "not an identity number");
            return null;
        }

        // Who does not live in a household on that day has facts of no consequence.
        return persons.TryGetValue(id, out var person) ? person : null;
    }

    private void Set(Entity entity, int at, CsvRow row, string column, string input)
    {
        var field = entity.Fields[input];
        var text = row[column];
        if (text.Length == 0)
        {
            if (field.Trials.Count > 0)
            {
                builder.Set(entity, at, field, Population.Unknown);
            }

            return;
        }

        object? value = field.Type.Kind == ValueKind.Bool && text is ("0" or "1") ? text == "1" : ValueReader.Parse(text, field.Type);
        if (value is null)
        {
            var codes = field.Type.Codes is { } list ? string.Join('|', list) : "";
            row.Fault(column, $"应为{field.Type.Zh}{(codes.Length > 0 ? $"：{codes}" : "")}", $"not {field.Type.En}{(codes.Length > 0 ? $": {codes}" : "")}");
            return;
        }

        builder.Set(entity, at, field, value);
    }
}
