using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Server.City;

/// <summary>An account of the demonstration.</summary>
/// <param name="Territory">Code of the place that it answers for.</param>
public sealed record DemoAccount(string Name, Role Role, string Territory);

/// <summary>One account of each role that has pages, for a made-up city: they sign in with one password, made anew for each demonstration.</summary>
internal sealed class DemoAccounts(ShouwangDb db, DivisionTree divisions, TimeProvider clock)
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <returns>The accounts, and the password that all of them have.</returns>
    public async Task<(IReadOnlyList<DemoAccount> Accounts, string Password)> MakeAsync(CancellationToken cancel)
    {
        var who = Who.Operator("demo");
        var password = string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
        var plans = await PlansAsync(cancel);
        foreach (var (account, worker, source) in plans)
        {
            Refuse((await new CreateAccount(db, clock).RunAsync(new(account.Name, account.Name, divisions.FullName(DivisionCode.Parse(account.Territory)), worker, source, IsDemo: true), who, cancel)).Refusal);
            var today = clock.Today();
            Refuse(await new GiveGrant(db, clock).RunAsync(new(account.Name, account.Role, Territory.Parse(account.Territory), Purpose.Monitoring, today, today.AddYears(1), "demo"), who, cancel));
        }

        var hasher = new PasswordHasher<Account>();
        foreach (var account in await db.Accounts().Where(account => account.IsDemo).ToListAsync(cancel))
        {
            account.PasswordHash = hasher.HashPassword(account, password);
        }

        // The links of accounts that have their password already would open a second way in.
        db.RemoveRange(await db.Invitations().ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        return ([.. plans.Select(plan => plan.Account)], password);
    }

    private async Task<IReadOnlyList<(DemoAccount Account, string? Worker, string? Source)>> PlansAsync(CancellationToken cancel)
    {
        // The worker with most to do, and the offices above him: what one of them does the others see.
        var code = await db.Warnings().Where(warning => warning.WorkerCode != null).GroupBy(warning => warning.WorkerCode!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).FirstOrDefaultAsync(cancel);
        var worker = await db.Workers().AsNoTracking().SingleOrDefaultAsync(worker => worker.Code == code, cancel);
        var township = worker?.Township ?? divisions.OfLevel(DivisionLevel.Township).First().Code;
        var (city, county) = (township.At(DivisionLevel.Prefecture)!.Value.Prefix, township.At(DivisionLevel.County)!.Value.Prefix);
        var village = divisions.ChildrenOf(township)[0].Code.Prefix;
        return
        [
            (new("city", Role.CityOfficial, city), null, null),
            (new("county", Role.CountyOfficial, county), null, null),
            (new("township", Role.TownshipOfficial, township.Prefix), null, null),
            (new("village", Role.VillageOfficial, village), null, null),
            (new("worker", Role.FieldWorker, township.Prefix), code, null),
            (new("reviewer", Role.JointReviewer, township.Prefix), null, null),
            (new("department", Role.DepartmentOfficer, city), null, "ybj"),
            (new("evaluator", Role.Evaluator, city), null, null),
            (new("sysadmin", Role.SystemAdministrator, city), null, null),
            (new("secadmin", Role.SecurityAdministrator, city), null, null),
            (new("auditadmin", Role.AuditAdministrator, city), null, null),
        ];
    }

    private static void Refuse(AccessRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"A demo account was refused: {refusal.Text.En}");
        }
    }
}
