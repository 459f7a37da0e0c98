using Shouwang.Platform.Data;

namespace Shouwang.Registry.Import;

/// <summary>The seven files of a register, read and checked line by line. What refers to another line is checked later.</summary>
internal sealed class RegisterFolder
{
    public const string HouseholdsFile = "households.csv";
    public const string MembersFile = "members.csv";
    public const string CategoriesFile = "categories.csv";
    public const string TagsFile = "tags.csv";
    public const string BenefitsFile = "benefits.csv";
    public const string WorkersFile = "workers.csv";
    public const string GridsFile = "grids.csv";

    private static readonly (string File, string[] Header)[] Headers =
    [
        (HouseholdsFile, ["household", "division", "address", "phone", "grid", "urban", "former_poor", "annual_income", "annual_rigid", "employed_expected"]),
        (MembersFile, ["id_number", "name", "household", "role", "sex", "labour", "stage", "from", "to"]),
        (CategoriesFile, ["id_number", "category", "from", "to"]),
        (TagsFile, ["household", "tag", "kind", "causes", "from", "to"]),
        (BenefitsFile, ["id_number", "kind", "amount", "from", "to", "account", "holder_id"]),
        (WorkersFile, ["worker", "name", "township"]),
        (GridsFile, ["grid", "division", "worker"]),
    ];

    private readonly string folder;
    private readonly List<FileFault> faults;

    private RegisterFolder(string folder, List<FileFault> faults)
    {
        this.folder = folder;
        this.faults = faults;

        Workers = Rows(WorkersFile, row => new WorkerRow(row.Line, new Worker(row.Required("worker"), row.Required("name"), row.Place("township", DivisionLevel.Township))));
        Grids = Rows(GridsFile, row => new GridRow(row.Line, new Grid(row.Required("grid"), row.Place("division", DivisionLevel.Village), row.Required("worker"))));
        Households = Rows(HouseholdsFile, Household);
        Members = Rows(MembersFile, Member);
        Categories = Rows(CategoriesFile, row => new CategoryRow(row.Line, row.Id("id_number"), row.Word<HouseholdCategory>("category"), row.Date("from"), row.OptionalDate("to")));
        Tags = Rows(TagsFile, row => new TagRow(row.Line, row.Required("household"), row.Word<HouseholdTag>("tag"), row.Word<MonitoredKind>("kind"), row.Word<RiskCauses>("causes"), row.Date("from"), row.OptionalDate("to")));
        Benefits = Rows(BenefitsFile, Benefit);
    }

    public List<HouseholdRow> Households { get; }

    public List<MemberRow> Members { get; }

    public List<CategoryRow> Categories { get; }

    public List<TagRow> Tags { get; }

    public List<BenefitRow> Benefits { get; }

    public List<WorkerRow> Workers { get; }

    public List<GridRow> Grids { get; }

    /// <summary>Household codes on lines that are bad for another reason: who refers to them has no fault of their own.</summary>
    public HashSet<string> SpoiltHouseholds { get; } = new(StringComparer.Ordinal);

    /// <summary>Identity numbers on lines that are bad for another reason.</summary>
    public HashSet<IdNumber> SpoiltPersons { get; } = [];

    public static RegisterFolder Read(string folder, List<FileFault> faults) => new(folder, faults);

    private List<TRow> Rows<TRow>(string file, Func<CsvRow, TRow> read)
    {
        var rows = new List<TRow>();
        var header = Headers.First(entry => entry.File == file).Header;
        foreach (var row in CsvFile.Read(Path.Combine(folder, file), header, faults))
        {
            var fields = read(row);
            if (!row.IsBad)
            {
                rows.Add(fields);
            }
        }

        return rows;
    }

    private HouseholdRow Household(CsvRow row)
    {
        var particulars = new HouseholdParticulars(
            row.Place("division", DivisionLevel.Village),
            row.Text("address"),
            row.Text("phone"),
            row.Optional("grid"),
            row.Flag("urban"),
            row.Flag("former_poor"),
            row.OptionalYuan("annual_income"),
            row.OptionalYuan("annual_rigid"),
            row.OptionalCount("employed_expected"));
        var household = new HouseholdRow(row.Line, row.Required("household"), particulars);
        if (row.IsBad)
        {
            SpoiltHouseholds.Add(household.Code);
        }

        return household;
    }

    private MemberRow Member(CsvRow row)
    {
        var particulars = new PersonParticulars(
            row.Required("name"), row.Code<Sex>("sex"), row.Word<LabourCapacity>("labour"), row.Word<StudentStage>("stage"));
        var member = new MemberRow(
            row.Line, row.Id("id_number"), particulars, row.Required("household"), row.Code<HouseholdRole>("role"), row.Date("from"), row.OptionalDate("to"));
        if (row.IsBad)
        {
            SpoiltPersons.Add(member.Id);
        }

        return member;
    }

    private static BenefitRow Benefit(CsvRow row) => new(
        row.Line,
        row.Id("id_number"),
        row.Word<BenefitKind>("kind"),
        row.Yuan("amount"),
        row.Month("from"),
        row.OptionalMonth("to"),
        row.Text("account"),
        row.OptionalId("holder_id"));
}
