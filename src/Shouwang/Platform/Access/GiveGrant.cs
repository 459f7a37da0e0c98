using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>Somebody gives a role to somebody else.</summary>
public sealed class GiveGrant(ShouwangDb db, TimeProvider clock)
{
    public const int YearsAtMost = 3;

    /// <param name="Account">Its name.</param>
    /// <param name="To">The last day.</param>
    public sealed record Command(string Account, Role Role, Territory Territory, Purpose Purpose, DateOnly From, DateOnly To, string Reason);

    /// <returns>Null where it was given, else why not.</returns>
    public async Task<AccessRefusal?> RunAsync(Command command, Who who, CancellationToken cancel = default)
    {
        if (await db.AccountAsync(command.Account, cancel) is not { } account)
        {
            return AccessRefusal.NotFound;
        }

        var target = Target.OfAccount(account.Id, command.Territory);
        if (AccessRefusal.Of(AccessRules.Decide(who, Right.GrantGive, target, new(clock.Today()))) is { } refusal)
        {
            return refusal;
        }

        // Two grants at once could each see none of the other: who writes first here makes the second fail.
        account.ConcurrencyStamp = Guid.CreateVersion7().ToString("N");
        var others = await db.Grants().Where(grant => grant.AccountId == account.Id).ToListAsync(cancel);
        if (Check(command, account, others, clock.Today()) is { } wrong)
        {
            return wrong;
        }

        var given = Write(command, account, who, clock.GetUtcNow());
        if (given.Give(who, clock.GetUtcNow()) is { } self)
        {
            return self;
        }

        db.Add(given);
        return await db.SavedAsync(cancel);
    }

    internal static Grant Write(Command command, Account account, Who who, DateTimeOffset now) =>
        new(account.Id, command.Role, command.Territory, command.Purpose, command.From, command.To, command.Reason.Trim(), who, now);

    /// <param name="others">All other grants of the account.</param>
    internal static AccessRefusal? Check(Command command, Account account, IReadOnlyCollection<Grant> others, DateOnly today)
    {
        if (!Roles.LevelsOf(command.Role).Contains(command.Territory.Level))
        {
            return AccessRefusal.WrongLevel(command.Role);
        }

        if (command.To < command.From || command.To < today)
        {
            return AccessRefusal.EndsBeforeItBegins;
        }

        if (command.To > (command.From > today ? command.From : today).AddYears(YearsAtMost))
        {
            return AccessRefusal.TooLong;
        }

        if (command.Reason.Trim().Length is 0 or > 500)
        {
            return AccessRefusal.ReasonMissing;
        }

        return CheckAccount(command, account) ?? CheckOthers(command, [.. others.Where(other => other.IsOpen(today) && other.From <= command.To && command.From <= other.To)]);
    }

    private static AccessRefusal? CheckAccount(Command command, Account account) => command.Role switch
    {
        Role.FieldWorker when account.WorkerCode is null => AccessRefusal.NoWorkerCode,
        Role.DepartmentOfficer or Role.BankGateway when account.SourceCode is null => AccessRefusal.NoSourceCode,
        _ => null,
    };

    private static AccessRefusal? CheckOthers(Command command, IReadOnlyList<Grant> atThatTime)
    {
        if (atThatTime.Any(other => other.Role != command.Role && (other.Role.IsAdministrator() || command.Role.IsAdministrator())))
        {
            return AccessRefusal.AdministratorsApart;
        }

        return atThatTime.Any(other => other.Role == command.Role && other.Territory == command.Territory && other.Purpose == command.Purpose) ? AccessRefusal.Overlaps : null;
    }
}
