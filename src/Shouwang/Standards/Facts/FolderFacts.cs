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

    // Who does not live in a household on that day has facts of no consequence.
    private readonly Dictionary<IdNumber, int> away = [];

    public FolderFacts Read()
    {
        Households();
        Members();
        // Where the register has faults, only the values of facts are checked, not whose they are.
        var owners = faults.Count > 0 ? null : new FactOwners(households, persons.Concat(away.Where(a => !persons.ContainsKey(a.Key))).ToDictionary());
        foreach (var form in FactForm.All(law.Facts))
        {
            Facts(form, owners);
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
                Set(entity, at, row, name);
            }
        }
    }

    private void Members()
    {
        var entity = law.Facts.Person;
        foreach (var row in CsvFile.Read(Path.Combine(folder, "members.csv"), MemberHeader, faults))
        {
            if (!IdNumber.TryParse(row["id_number"], out var id))
            {
                row.Fault("id_number", "不是身份证号", "not an identity number");
            }
            else if (Day(row, "from") is not { } from || from > asOf || (row["to"].Length > 0 && Day(row, "to") is { } to && to < asOf))
            {
                away.TryAdd(id, -row.Line);
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
                    Set(entity, at, row, name);
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
    private void Facts(FactForm form, FactOwners? owners)
    {
        var file = Path.Combine(folder, "facts", form.Entity.Name + ".csv");
        if (!File.Exists(file))
        {
            return;
        }

        foreach (var line in new FactSheet(form, owners, faults).Read(file).Where(line => line.Owner >= 0))
        {
            var at = form.IsOwner ? line.Owner : builder.Add(form.Entity, line.Owner);
            foreach (var (input, value) in line.Given)
            {
                builder.Set(form.Entity, at, input, value);
            }

            if (line.Source is { } source)
            {
                builder.Set(form.Entity, at, form.SourceInput!, source);
            }
        }
    }

    private void Set(Entity entity, int at, CsvRow row, string column)
    {
        var field = entity.Fields[column];
        var text = row[column];
        if (text.Length == 0)
        {
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
