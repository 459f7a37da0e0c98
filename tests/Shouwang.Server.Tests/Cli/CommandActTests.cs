using System.Text.Json;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>Whoever is at the machine can do everything, and everything that he does is in the log under his name.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class CommandActTests : IDisposable
{
    private const string Number = "W2025-000001";

    private readonly GivenOffice office;

    public CommandActTests(NightBefore night) => office = night.Office();

    public static TheoryData<int, string, string, string[]> Changes => new()
    {
        { 0, "warning.assign allowed", $"warning:{Number}", ["warnings", "assign", Number, "--worker", "W2"] },
        { 0, "warning.start allowed", $"warning:{Number}", ["warnings", "start", Number] },
        { 2, "warning.verify denied", $"warning:{Number}", ["warnings", "verify", Number, "--outcome", "no_issue", "--reason", "x"] },
        { 2, "warning.close denied", "warning:W2025-999999", ["warnings", "close", "w2025-999999", "--reason", "x"] },
        { 0, "warning.escalate allowed", "day:2025-10-20", ["warnings", "escalate", "--as-of", "2025-10-20"] },
        { 2, "review.decide denied", "household:H1", ["reviews", "decide", "H1", "--accept", "--note", "x"] },
        { 2, "match.decide denied", "match:nix.csv-4", ["match", "decide", "--file", "nix.csv", "--line", "4", "--nobody", "--reason", "x"] },
        { 2, "batch.accept denied", "batch:1", ["batches", "accept", "1", "--reason", "x"] },
        { 2, "batch.reject denied", "batch:99", ["batches", "reject", "99", "--reason", "x"] },
        { 0, "quarantine.retry allowed", "batch:1", ["quarantine", "retry", "--batch", "1"] },
        { 0, "register.import allowed", "", ["register", "import", "{register}"] },
        { 0, "night.run allowed", "day:2025-10-01", ["night", "--as-of", "2025-10-01"] },
        { 0, "records.rebuild allowed", "", ["rebuild"] },
        { 0, "account.create allowed", "account:li", ["accounts", "create", "li", "--name", "李娜", "--unit", "百善镇"] },
        { 2, "account.create denied", "account:*******0001", ["accounts", "create", "13800000001", "--name", "李娜", "--unit", "百善镇"] },
        { 1, "account.import denied", "file:accounts.csv", ["accounts", "import", "{accounts}"] },
        { 2, "account.link denied", "account:li", ["accounts", "reset", "li"] },
        { 2, "grant.give denied", "account:li", ["accounts", "grant", "li", "--role", "county_official", "--place", "340604", "--purpose", "monitoring", "--note", "x"] },
        { 2, "grant.confirm denied", "grant:01900000-0000-7000-8000-000000000000", ["accounts", "confirm", "01900000-0000-7000-8000-000000000000"] },
        { 2, "grant.revoke denied", "grant:01900000-0000-7000-8000-000000000000", ["accounts", "revoke", "01900000-0000-7000-8000-000000000000", "--note", "x"] },
    };

    public static TheoryData<string, string, string[]> Looks => new()
    {
        { "warning.export.csv", "", ["warnings", "export", "--out", "{out}.csv"] },
        { "warning.export.xlsx", "", ["warnings", "export", "--out", "{out}.xlsx"] },
        { "review.export", "", ["reviews", "list", "--export", "{out}.csv"] },
        { "quarantine.export", "source:ybj", ["quarantine", "export", "--source", "ybj", "--with-lines", "--out", "{out}.csv"] },
        { "match.reveal", "", ["match", "list", "--reveal"] },
        { "warning.see", $"warning:{Number}", ["warnings", "show", Number] },
        { "household.see", "household:H1", ["person", "H1"] },
    };

    public void Dispose() => office.Dispose();

    [Theory, MemberData(nameof(Changes))]
    public async Task What_a_command_changes_or_is_refused_is_in_the_log(int code, string entry, string subject, string[] command)
    {
        var said = await SayAsync(command);

        var last = (await EntriesAsync())[0];
        Assert.True(code == said.Code, said.Err);
        Assert.Equal((entry, subject, $"os:{Environment.UserName}"), ($"{Text(last, "action")} {Text(last, "result")}", Text(last, "subject_kind") is { Length: > 0 } kind ? $"{kind}:{Text(last, "subject")}" : "", Text(last, "actor")));
        Assert.Equal(0, (await office.SayAsync("audit", "verify")).Code);
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task Where_the_log_cannot_be_written_nothing_is_changed_and_both_languages_say_so(int _, string entry, string subject, string[] command)
    {
        BlockLog();
        var before = await StateAsync();

        var zh = await SayAsync(command);
        var en = await SayAsync([.. command, "--lang", "en"]);

        Assert.Equal((1, 1), (zh.Code, en.Code));
        Assert.Contains("审计日志写不进去，因此没有执行", zh.Err, StringComparison.Ordinal);
        Assert.Contains("The audit log cannot be written, so nothing was done", en.Err, StringComparison.Ordinal);
        Assert.True(before == await StateAsync(), $"{entry} {subject}");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Who_takes_people_out_or_looks_at_them_is_in_the_log_first(string action, string subject, string[] command)
    {
        var said = await SayAsync(command);
        var last = (await EntriesAsync())[0];
        var shown = Directory.GetFiles(office.Folder, "out.*");
        Array.ForEach(shown, File.Delete);
        BlockLog();
        var blind = await SayAsync(command);

        Assert.True(said.Code == 0, said.Err);
        Assert.Equal((action, "allowed", subject), (Text(last, "action"), Text(last, "result"), Text(last, "subject_kind") is { Length: > 0 } kind ? $"{kind}:{Text(last, "subject")}" : ""));
        Assert.Equal((1, ""), (blind.Code, blind.Out));
        Assert.Empty(Directory.GetFiles(office.Folder, "out.*"));
    }

    [Fact]
    public async Task Whoever_reveals_a_household_is_named_beside_each_of_its_members()
    {
        await office.SayAsync("person", "H1", "--reveal");
        await office.SayAsync(GivenOffice.Stranger, ["person", "--id-from-stdin"]);

        var entries = await EntriesAsync();
        Assert.Equal(["person.see", "person.reveal", "person.reveal", "household.see"], entries.Take(4).Select(entry => Text(entry, "action")));
        Assert.Equal(["resident", "person", "person", "household"], entries.Take(4).Select(entry => Text(entry, "subject_kind")));
    }

    [Fact]
    public async Task A_night_is_written_down_with_its_pack_before_it_takes_anything_in()
    {
        var night = (await EntriesAsync()).Single(entry => Text(entry, "action") == "night.run");

        Assert.Equal((GivenOffice.Night, 64), (Text(night, "subject"), Text(night, "pack_hash")!.Length));
    }

    private Task<Said> SayAsync(params string[] command) => office.SayAsync([.. command.Select(word => word
        .Replace("{register}", office.File("register"), StringComparison.Ordinal)
        .Replace("{out}", office.File("out"), StringComparison.Ordinal)
        .Replace("{accounts}", office.Write("accounts.csv", "account,name,unit,role,territory,purpose,from,to\n" + "li,李娜,百善镇,mayor,340604003,monitoring,2026-01-01,2027-01-01\n"), StringComparison.Ordinal))]);

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync() => [.. (await office.SayAsync("audit", "list", "--json")).Json.GetProperty("entries").EnumerateArray()];

    // Somebody made a folder where the log should be.
    private void BlockLog()
    {
        foreach (var file in Directory.GetFiles(office.File("data"), "audit.db*"))
        {
            File.Delete(file);
        }

        Directory.CreateDirectory(office.File("data/audit.db"));
    }

    /// <summary>All that a command could have changed, as other commands tell it.</summary>
    private async Task<string> StateAsync()
    {
        string[][] questions = [["warnings", "list", "--json"], ["warnings", "yield", "--as-of", "2025-10-20", "--json"], ["batches", "list", "--json"], ["accounts", "list", "--json"], ["reviews", "list", "--all", "--json"], ["warnings", "suppressed", "--json"]];
        var answers = new List<string>();
        foreach (var question in questions)
        {
            answers.Add((await office.SayAsync(question)).Out);
        }

        return string.Join('\n', answers);
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
