using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>Where an office's data lie, and whose they are.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class DataFolderTests(Databases databases) : IDisposable
{
    private readonly GivenOffice office = new();

    public void Dispose() => office.Dispose();

    [Theory]
    [InlineData("sources")]
    [InlineData("batches", "list")]
    [InlineData("quarantine", "list")]
    [InlineData("match", "list")]
    [InlineData("warnings", "list")]
    [InlineData("person", "H1")]
    [InlineData("rebuild")]
    [InlineData("night")]
    [InlineData("pack", "what-if", "--rule", "A02", "--set", "threshold=8000")]
    public async Task A_mistyped_data_folder_is_named_and_not_made(params string[] command)
    {
        var zh = await office.SayAsync(command);
        var en = await office.SayAsync([.. command, "--lang", "en"]);

        Assert.Equal((2, 2), (zh.Code, en.Code));
        Assert.Contains($"{office.File("data")} 不是数据文件夹", zh.Err, StringComparison.Ordinal);
        Assert.Contains($"{office.File("data")} is no data folder. Make one with demo, register import or night", en.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(office.File("data")));
    }

    [Fact]
    public async Task A_mistyped_register_or_inbox_begins_no_office_either()
    {
        var import = await office.SayAsync("register", "import", office.File("nosuch"));
        var night = await office.SayAsync("night", "--in", office.File("nosuch"), "--lang", "en");

        Assert.Equal((2, 1), (import.Code, night.Code));
        Assert.Contains($"没有这个文件夹：{office.File("nosuch")}", import.Err, StringComparison.Ordinal);
        Assert.Contains($"No such folder: {office.File("nosuch")}", night.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(office.File("data")));
    }

    [Fact]
    public async Task A_spoilt_register_is_answered_in_the_language_asked_for_with_file_line_and_field_and_nobody_s_number()
    {
        var wrong = GivenOffice.Father[..17] + (GivenOffice.Father[17] == '1' ? '2' : '1');
        var members = office.File("register/members.csv");
        await File.WriteAllTextAsync(members, (await File.ReadAllTextAsync(members, TestContext.Current.CancellationToken)).Replace(GivenOffice.Father, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        File.Delete(office.File("register/tags.csv"));

        var zh = await office.SayAsync("register", "import", office.File("register"));
        var en = await office.SayAsync("register", "import", office.File("register"), "--lang", "en");

        Assert.Equal((1, 1), (zh.Code, en.Code));
        Assert.Contains("members.csv:2: id_number: 不是身份证号：校验码不符", zh.Err, StringComparison.Ordinal);
        Assert.Contains("tags.csv:0: 没有这个文件", zh.Err, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)identity|missing", zh.Err);
        Assert.Contains("members.csv:2: id_number: not an identity number: check_digit", en.Err, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", en.Err);
        Assert.DoesNotContain(wrong, zh.Err + en.Err, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_database_serves_the_data_folder_that_it_was_begun_with_and_refuses_any_other(DatabaseKind kind)
    {
        var database = (await databases.FreshAsync(kind)).Connection;
        using var other = new GivenOffice();
        string[] import = ["register", "import", office.File("register"), "--db", database];

        var first = await office.SayAsync(import);
        var fresh = await other.SayAsync([.. import, "--lang", "en"]);
        Assert.Equal(0, (await other.SayAsync("register", "import", other.File("register"))).Code);
        var foreign = await other.SayAsync(["warnings", "list", "--db", database, "--lang", "en"]);
        var again = await office.SayAsync([.. import, "--json"]);

        Assert.True(first.Code == 0, first.Err);
        Assert.All([fresh, foreign], said =>
        {
            Assert.Equal(2, said.Code);
            Assert.Contains($"belongs to another data folder: {other.File("data/keys")}", said.Err, StringComparison.Ordinal);
        });
        Assert.Equal((0, 0), (again.Code, again.Json.GetProperty("written").GetInt32()));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Lost_keys_are_not_replaced_by_new_ones(DatabaseKind kind)
    {
        var database = (await databases.FreshAsync(kind)).Connection;
        string[] import = ["register", "import", office.File("register"), "--db", database];
        Assert.Equal(0, (await office.SayAsync(import)).Code);
        Directory.Delete(office.File("data/keys"), recursive: true);

        var said = await office.SayAsync(import);

        Assert.Equal(2, said.Code);
        Assert.Contains("恢复其 keys", said.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(office.File("data/keys")));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_demo_wants_a_database_that_nobody_has_used(DatabaseKind kind)
    {
        var database = (await databases.FreshAsync(kind)).Connection;
        Assert.Equal(0, (await office.SayAsync("register", "import", office.File("register"), "--db", database)).Code);

        var (code, _, errors) = await Nights.Shouwang.RunAsync("demo", "--out", office.File("demo"), "--db", database, "--lang", "en");

        Assert.Equal(2, code);
        Assert.Contains("The demo needs an empty one", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(office.File("demo")));
    }
}
