using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwang.Platform.Access;
using Shouwang.Server.Shell;
using Xunit;

namespace Shouwang.Server.Tests.Access;

/// <summary>Every page and endpoint stands here with the right that it needs; one that is added and not written here fails, and so does one that asks for another right.</summary>
[Collection(WebCollection.Name)]
public sealed class EndpointMatrixTests
{
    private static readonly Dictionary<string, Right> Rights = new()
    {
        ["/"] = Right.OverviewSee,
        ["/warnings"] = Right.WarningSee,
        ["/warnings/{Number}"] = Right.WarningSee,
        ["/warnings/export.csv"] = Right.WarningExport,
        ["/warnings/export.xlsx"] = Right.WarningExport,
        ["/households"] = Right.HouseholdSee,
        ["/households/{Code}"] = Right.HouseholdSee,
        ["/search"] = Right.HouseholdSee,
        ["/reviews"] = Right.ReviewSee,
        ["/reviews/{Household}"] = Right.ReviewSee,
        ["/sources"] = Right.SourceSee,
        ["/sources/{Code}"] = Right.SourceSee,
        ["/sources/{Code}/quarantine"] = Right.SourceSee,
        ["/sources/{Code}/quarantine.csv"] = Right.SourceSee,
        ["/matches"] = Right.MatchDecide,
        ["/matches/{Number}"] = Right.MatchDecide,
        ["/packs"] = Right.PackSee,
        ["/packs/parameters"] = Right.PackSee,
        ["/packs/rules/{Id}"] = Right.PackSee,
        ["/audit"] = Right.AuditSee,
        ["/account"] = Right.OwnSee,
        ["/accounts"] = Right.AccountSee,
        ["/accounts/{Name}"] = Right.AccountSee,
        ["/accounts/new"] = Right.AccountCreate,
        ["/accounts/import"] = Right.AccountImport,
        ["/sign-out"] = Right.OwnChange,
    };

    private static readonly string[] ForEverybody = ["/sign-in", "/sign-in/code", "/sign-in/set-up", "/invitation/{Token}", "/error", "/healthz", "/language/{to}"];

    private static readonly string[] Packs = ["/packs", "/packs/parameters", "/packs/rules"];

    // Pages that a role opens; all others answer 403. Written by hand from the description of the roles, not from the table of rights.
    private static readonly Dictionary<Role, string[]> Opens = new()
    {
        [Role.CityOfficial] = ["/", "/warnings", "/households", "/search", "/reviews", "/sources", "/matches", .. Packs],
        [Role.CountyOfficial] = ["/", "/warnings", "/households", "/search", "/reviews", "/matches", .. Packs],
        [Role.TownshipOfficial] = ["/", "/warnings", "/households", "/search", "/reviews", .. Packs],
        [Role.VillageOfficial] = ["/", "/warnings", "/households", "/search", .. Packs],
        [Role.FieldWorker] = ["/warnings", "/households", "/search", .. Packs],
        [Role.JointReviewer] = ["/warnings", "/households", "/search", "/reviews", .. Packs],
        [Role.DepartmentOfficer] = ["/sources"],
        [Role.BankGateway] = [],
        [Role.Evaluator] = ["/", "/warnings", .. Packs],
        [Role.SystemAdministrator] = ["/accounts", "/accounts/new", "/accounts/import"],
        [Role.SecurityAdministrator] = ["/accounts"],
        [Role.AuditAdministrator] = ["/audit"],
        [Role.Resident] = [],
    };

    [Fact]
    public async Task Every_page_and_endpoint_is_in_the_matrix_with_its_right()
    {
        await using var web = await GivenWeb.StartAsync();

        var found = web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => !IsOfTheFramework(endpoint)).ToList();
        var open = found.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Path).Distinct();
        var closed = found.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(endpoint => $"{Path(endpoint)} {endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Right}").Distinct();

        Assert.Equal(ForEverybody.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
        Assert.Equal(Rights.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal), closed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_role_opens_its_pages_and_no_other_and_finds_nothing_that_is_not_there()
    {
        await using var web = await GivenWeb.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var name = $"{role}".ToLowerInvariant();
            await web.AccountAsync(name, role, Place(role));
            using var browser = await web.SignedInAsync(name);
            foreach (var path in Rights.Keys.Where(path => path is not ("/sign-out" or "/account") && !path.Contains("export", StringComparison.Ordinal)))
            {
                var (page, hasObject) = (path.Split("/{")[0], path.Contains('{', StringComparison.Ordinal));
                var answer = await browser.GetAsync(hasObject ? $"{page}/W2026-999999" : path);
                var expected = !Opens[role].Contains(page) ? HttpStatusCode.Forbidden : hasObject ? HttpStatusCode.NotFound : HttpStatusCode.OK;

                // Who may not see the overview begins elsewhere.
                Assert.True(answer.Status == expected || (path == "/" && expected == HttpStatusCode.Forbidden && answer.Status == HttpStatusCode.Redirect), $"{role} {path}: {answer.Status}");
            }

            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        }
    }

    private static bool IsOfTheFramework(RouteEndpoint endpoint) => Path(endpoint).StartsWith("/_", StringComparison.Ordinal) || Path(endpoint).StartsWith("/assets/", StringComparison.Ordinal);

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string Place(Role role) => Roles.LevelsOf(role)[0] switch
    {
        TerritoryLevel.City => "3406",
        TerritoryLevel.County => "340604",
        TerritoryLevel.Township => "340604003",
        _ => "340604003003",
    };
}
