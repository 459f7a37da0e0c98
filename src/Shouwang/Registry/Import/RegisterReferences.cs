using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Registry.Import;

/// <summary>Checks what one line of a register says of another: codes listed twice, and names of things that nobody lists.</summary>
internal sealed class RegisterReferences(StoredRegister stored, RegisterFolder folder, List<FileFault> faults)
{
    /// <summary>Workers, grids and places; before the folder is laid over the register.</summary>
    public void CheckStaff(DivisionTree? divisions)
    {
        Once(RegisterFolder.WorkersFile, "worker", folder.Workers, row => row.Worker.Code, row => row.Line);
        Once(RegisterFolder.GridsFile, "grid", folder.Grids, row => row.Grid.Code, row => row.Line);
        Once(RegisterFolder.HouseholdsFile, "household", folder.Households, row => row.Code, row => row.Line);
        var workers = folder.Workers.Select(row => row.Worker.Code).Concat(stored.Workers.Keys).ToHashSet(StringComparer.Ordinal);
        var grids = folder.Grids.Select(row => row.Grid.Code).Concat(stored.Grids.Keys).ToHashSet(StringComparer.Ordinal);
        Known(RegisterFolder.GridsFile, "worker", folder.Grids, row => workers.Contains(row.Grid.WorkerCode), row => row.Line, new("没有这名工作人员", "no such worker"));
        Known(RegisterFolder.HouseholdsFile, "grid", folder.Households, row => row.Particulars.GridCode is not { } grid || grids.Contains(grid), row => row.Line, new("没有这个网格", "no such grid"));
        if (divisions is not null)
        {
            var reason = new Bilingual("区划表中没有这个地方", "the division tree has no such place");
            Known(RegisterFolder.HouseholdsFile, "division", folder.Households, row => divisions.Find(row.Particulars.Division) is not null, row => row.Line, reason);
            Known(RegisterFolder.GridsFile, "division", folder.Grids, row => divisions.Find(row.Grid.Division) is not null, row => row.Line, reason);
            Known(RegisterFolder.WorkersFile, "township", folder.Workers, row => divisions.Find(row.Worker.Township) is not null, row => row.Line, reason);
        }
    }

    /// <summary>Households and persons; after the folder's own have been added to the register.</summary>
    public void CheckPeople()
    {
        var noHousehold = new Bilingual("没有这一户", "no such household");
        var noPerson = new Bilingual("members.csv 和名册中都没有此人", "no such person in members.csv or in the register");
        Known(RegisterFolder.MembersFile, "household", folder.Members, row => HasHousehold(row.Household), row => row.Line, noHousehold);
        Known(RegisterFolder.TagsFile, "household", folder.Tags, row => HasHousehold(row.Household), row => row.Line, noHousehold);
        Known(RegisterFolder.CategoriesFile, "id_number", folder.Categories, row => HasPerson(row.Id), row => row.Line, noPerson);
        Known(RegisterFolder.BenefitsFile, "id_number", folder.Benefits, row => HasPerson(row.Id), row => row.Line, noPerson);
    }

    private bool HasHousehold(string code) => stored.Households.ContainsKey(code) || folder.SpoiltHouseholds.Contains(code);

    private bool HasPerson(IdNumber id) => stored.Persons.ContainsKey(id) || folder.SpoiltPersons.Contains(id);

    private void Once<TRow>(string file, string field, List<TRow> rows, Func<TRow, string> code, Func<TRow, int> line)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!first.TryAdd(code(row), line(row)))
            {
                faults.Add(new FileFault(file, line(row), field, new($"第 {first[code(row)]} 行已列出", $"already listed on line {first[code(row)]}")));
            }
        }
    }

    private void Known<TRow>(string file, string field, List<TRow> rows, Func<TRow, bool> isKnown, Func<TRow, int> line, Bilingual reason) =>
        faults.AddRange(rows.Where(row => !isKnown(row)).Select(row => new FileFault(file, line(row), field, reason)));
}
