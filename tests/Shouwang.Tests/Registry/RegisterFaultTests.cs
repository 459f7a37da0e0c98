using Microsoft.EntityFrameworkCore;
using Shouwang.Registry;
using Shouwang.Registry.Import;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class RegisterFaultTests(Databases databases) : IDisposable
{
    private readonly GivenRegister register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => register.Dispose();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bad_rows_are_all_named_in_one_run_and_nothing_is_imported(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        register.Households.Add("H3,340604003000,x,,G9,2,0,1.005,-3,two");
        register.Households.Add("H1,340604003003,x,,,0,0,,,");
        register.Households.Add("H4,340604003999,x,,G9,0,0,,,");
        register.Members.Add("3.40699E+17,人,H1,9,3,strong,school,2020-02-30,never");
        register.Members.Add($"{GivenRegister.Mother},,H7,1,2,ordinary,none,2020-01-01,");
        register.Categories.Add("11010519491231002X,rich,2022-01-01,");
        register.Categories.Add("11010519491231002X,dibao,2022-01-01,");
        register.Tags.Add("H8,monitored,marginal_prone,luck,2022-01-01,");
        register.Benefits.Add($"{GivenRegister.Mother},dibao,x,2022-13,,6217,12");
        register.Grids.Add("G3,340604003003,W9");
        register.Workers.Add("W1,又名,340604003000");

        var summary = await register.ImportAsync(database);

        Assert.Equal(
            [
                ("benefits.csv", 4, "amount"), ("benefits.csv", 4, "from"), ("benefits.csv", 4, "holder_id"),
                ("categories.csv", 4, "category"), ("categories.csv", 5, "id_number"),
                ("grids.csv", 4, "worker"),
                ("households.csv", 4, "annual_income"), ("households.csv", 4, "annual_rigid"), ("households.csv", 4, "division"), ("households.csv", 4, "employed_expected"), ("households.csv", 4, "urban"),
                ("households.csv", 5, "household"),
                ("households.csv", 6, "division"), ("households.csv", 6, "grid"),
                ("members.csv", 6, "from"), ("members.csv", 6, "id_number"), ("members.csv", 6, "labour"), ("members.csv", 6, "role"), ("members.csv", 6, "sex"), ("members.csv", 6, "stage"), ("members.csv", 6, "to"),
                ("members.csv", 7, "name"),
                ("tags.csv", 3, "causes"),
                ("workers.csv", 3, "worker"),
            ],
            summary.Faults.Select(fault => (fault.File, fault.Line, fault.Field)).Order());
        Assert.Equal(0, summary.Written);
        await using var db = database.Open();
        Assert.Equal(0, await db.Workers().CountAsync(Cancel) + await db.Households().CountAsync(Cancel) + await db.Persons().CountAsync(Cancel));
    }

    [Fact]
    public async Task A_fault_never_repeats_a_value()
    {
        register.Members.Add("340699188001010018,秘密,H1,1,2,ordinary,none,2020-01-01,");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal("members.csv:6: id_number: not an identity number: check_digit", fault.In("en"));
        Assert.Equal("members.csv:6: id_number: 不是身份证号：校验码不符", fault.In("zh"));
    }

    [Fact]
    public async Task A_person_in_two_households_at_once_is_a_fault_that_names_both_lines()
    {
        register.Members.Add($"{GivenRegister.Father},父,H2,0,1,lost,none,2024-01-01,");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("members.csv", 6, "from"), (fault.File, fault.Line, fault.Field));
        Assert.Contains("line 2", fault.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_overlap_or_end_before_they_begin_are_faults()
    {
        register.Categories.Add($"{GivenRegister.Son},marginal,2024-06-01,2024-05-31");
        register.Categories.Add($"{GivenRegister.Father},destitute,2023-01-01,2023-06-30");
        register.Benefits.Add($"{GivenRegister.Father},dibao,800,2023-01,,6217001,");
        register.Tags.Add("H1,monitored,sudden_hardship,accident,2023-03-01,");

        Assert.Equal(
            [("benefits.csv", 4), ("categories.csv", 4), ("categories.csv", 5), ("tags.csv", 3)],
            (await ImportAsync()).Faults.Select(fault => (fault.File, fault.Line)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_spell_that_overlaps_a_closed_one_of_the_register_is_a_fault(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        register.Categories[1] = $"{GivenRegister.Father},dibao,2022-01-01,2024-12-31";
        await register.ImportAsync(database);
        register.Categories[1] = $"{GivenRegister.Father},marginal,2024-06-01,";

        var fault = Assert.Single((await register.ImportAsync(database)).Faults);

        Assert.Equal(("categories.csv", 2), (fault.File, fault.Line));
    }

    [Fact]
    public async Task A_stray_quote_loses_no_line_without_a_word()
    {
        register.Members.Insert(2, $"\"{GivenRegister.Father},父,H1,0,1,lost,none,2020-01-01,");
        register.Members.Add("x\",父,H1,0,1,lost,none,2020-01-01,");

        var faults = (await ImportAsync()).Faults;

        Assert.Contains(faults, fault => fault is { File: "members.csv", Line: 3 });
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_a_fault()
    {
        register.Members.Add("\"x,父,H1,0,1,lost,none,2020-01-01,");

        Assert.Contains((await ImportAsync()).Faults, fault => fault is { File: "members.csv", Line: 6 });
    }

    [Theory]
    [InlineData("household,tag,kind,causes,from")]
    [InlineData("household,tag,kind,causes,to,from")]
    [InlineData("")]
    public async Task Another_header_is_a_fault(string header)
    {
        register.Tags.Clear();
        register.Tags.Add(header);

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("tags.csv", 1), (fault.File, fault.Line));
        Assert.Contains("household,tag,kind,causes,from,to", fault.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        register.Tags.Clear();

        Assert.Equal("tags.csv:0: the file is missing", Assert.Single((await ImportAsync()).Faults).In("en"));
    }

    // On both databases, which must find the same faults.
    private async Task<RegisterSummary> ImportAsync()
    {
        var sqlite = await register.ImportAsync(await databases.FreshAsync(DatabaseKind.Sqlite));
        var postgres = await register.ImportAsync(await databases.FreshAsync(DatabaseKind.Postgres));
        Assert.Equal(sqlite.Faults, postgres.Faults);
        return postgres;
    }
}
