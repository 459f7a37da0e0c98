using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Audit;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>The pages over PostgreSQL: every list, one of each kind of thing, a search and a change.</summary>
public sealed class PostgresPageTests(Databases databases)
{
    [Fact]
    public async Task Every_page_is_shown_and_a_warning_is_worked_on_PostgreSQL()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var office = new DemoOffice { Database = (await databases.FreshAsync(DatabaseKind.Postgres)).Connection };
        await office.InitializeAsync();
        using var county = await office.SignedInAsync("county");
        using var township = await office.SignedInAsync("township");
        using var auditor = await office.SignedInAsync("auditadmin");
        await using var db = office.Db();
        var territory = office.Territories["township"];
        var warning = await db.Warnings().AsNoTracking().OrderBy(w => w.Number).FirstAsync(w => w.Division!.StartsWith(territory) && w.State == WarningState.Assigned && w.HouseholdId != null, cancel);
        var home = await db.Households().AsNoTracking().SingleAsync(h => h.Id == warning.HouseholdId, cancel);

        foreach (var page in new[] { "/", $"/?place={territory}", "/warnings?state=all&sort=amount&desc=1", "/warnings?due=overdue", "/households?category=dibao", "/households?monitored=1", $"/households?code={home.Code}", "/reviews?state=all", $"/warnings/{warning.Number}", $"/households/{home.Code}", "/warnings/export.csv" })
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, (await county.GetAsync(page)).Status));
        }

        var found = await county.SubmitAsync("/search", "search", ("Q", home.Code));
        var verified = await township.SubmitAsync($"/warnings/{warning.Number}", "verify", ("Outcome", "help"), ("Reason", "属实"));
        var log = await auditor.GetAsync($"/audit?kind=warning&subject={warning.Number}");

        Assert.Contains($"/households/{home.Code}", found.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, verified.Status);
        Assert.Equal(WarningState.Verified, (await db.Warnings().AsNoTracking().SingleAsync(w => w.Number == warning.Number, cancel)).State);
        Assert.Contains("warning.verify", log.Html, StringComparison.Ordinal);
        Assert.Contains((await office.LogAsync(new AuditFilter(Action: "search.run"))).Rows, row => row.Entry.ActorName == "county");
    }
}
