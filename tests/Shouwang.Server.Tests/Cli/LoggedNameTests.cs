using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Server.Cli;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>Names of accounts stand in the audit log, which takes no numbers of people.</summary>
public sealed class LoggedNameTests
{
    [Theory]
    [InlineData("root", "root")]
    [InlineData("13800000001", "*******0001")]
    [InlineData("u１３８０００００００１", "u*******０００１")]
    [InlineData("11010519491231002X", "*************1002X")]
    [InlineData("li\t小明", "li?小明")]
    [InlineData("", "")]
    public void An_account_of_the_operating_system_may_have_any_name(string account, string written)
    {
        Assert.Equal(written, AuditEntry.Writable(account));
        Assert.True(AuditEntry.MayHold($"os:{written}"));
    }

    [Theory]
    [InlineData("13800000001")]
    [InlineData("li-13800000001")]
    [InlineData("8613800000001")]
    [InlineData("11010519491231002X")]
    [InlineData("622202000000000")]
    public void No_account_gets_a_name_that_the_log_would_refuse(string name)
    {
        Assert.False(AuditEntry.MayHold(name));
        Assert.False(Account.IsName(name));
    }
}
