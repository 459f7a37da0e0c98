using System.Text.Json;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class AccountCommandTests(NightBefore night) : IDisposable
{
    private readonly GivenOffice office = night.Office();

    [Fact]
    public async Task The_operator_makes_an_account_gives_and_revokes_its_role_and_resets_it()
    {
        var created = (await office.SayAsync("accounts", "create", "li", "--name", "李娜", "--unit", "百善镇", "--json")).Json;
        var again = await office.SayAsync("accounts", "create", "li", "--name", "李娜", "--unit", "百善镇", "--lang", "en");
        var wrong = await office.SayAsync("accounts", "grant", "li", "--role", "county_official", "--place", "340604003", "--purpose", "monitoring", "--note", "到岗", "--lang", "en");
        var given = await office.SayAsync("accounts", "grant", "li", "--role", "county_official", "--place", "340604", "--purpose", "monitoring", "--note", "到岗");
        var grant = Grants((await office.SayAsync("accounts", "list", "--json")).Json).Single();
        var revoked = await office.SayAsync("accounts", "revoke", grant.GetProperty("id").GetString()!, "--note", "调离");
        var reset = (await office.SayAsync("accounts", "reset", "li", "--second-factor", "--json")).Json;
        var nobody = await office.SayAsync("accounts", "reset", "wang", "--lang", "en");

        Assert.StartsWith("/invitation/", created.GetProperty("links")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, "The name is taken."), (again.Code, again.Err.Trim()));
        Assert.Equal((2, "The territory of a county official has 6 digits."), (wrong.Code, wrong.Err.Trim()));
        Assert.Equal((0, "county_official", "340604"), (given.Code, grant.GetProperty("role").GetString(), grant.GetProperty("territory").GetString()));
        Assert.Equal(0, revoked.Code);
        Assert.Empty(Grants((await office.SayAsync("accounts", "list", "--json")).Json));
        Assert.NotEqual(created.GetProperty("links")[0].GetProperty("path").GetString(), reset.GetProperty("links")[0].GetProperty("path").GetString());
        Assert.Equal((2, "Not found."), (nobody.Code, nobody.Err.Trim()));
    }

    [Fact]
    public async Task A_file_with_faults_imports_nothing_and_names_each()
    {
        var file = office.Write("accounts.csv", "account,name,unit,role,territory,purpose,from,to\nli,李娜,百善镇,mayor,340604003,monitoring,2026-01-01,2027-01-01\n,王伟,百善镇,township_official,340604003,monitoring,2026-01-01,2027-01-01\n");

        var refused = await office.SayAsync("accounts", "import", file, "--lang", "en");

        Assert.Equal(1, refused.Code);
        Assert.Contains("accounts.csv:2: role: not one of", refused.Err, StringComparison.Ordinal);
        Assert.Contains("accounts.csv:3: account: A name has", refused.Err, StringComparison.Ordinal);
        Assert.Contains("2 faults in the file; nothing was imported.", refused.Err, StringComparison.Ordinal);
        Assert.Equal(0, (await office.SayAsync("accounts", "list", "--json")).Json.GetProperty("total").GetInt32());
    }

    public void Dispose() => office.Dispose();

    private static IEnumerable<JsonElement> Grants(JsonElement list) => list.GetProperty("accounts").EnumerateArray().SelectMany(account => account.GetProperty("grants").EnumerateArray());
}
