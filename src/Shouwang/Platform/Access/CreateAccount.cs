using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>An account and the link with which its person begins. It may do nothing until the security administrator gives it a role.</summary>
public sealed class CreateAccount(ShouwangDb db, TimeProvider clock)
{
    /// <param name="Worker">Code of the field worker that the account is.</param>
    /// <param name="Source">Code of the source that a department officer answers for.</param>
    public sealed record Command(string Name, string DisplayName, string Unit, string? Worker = null, string? Source = null, bool IsDemo = false);

    /// <returns>The account's link, or why there is none.</returns>
    public async Task<(IssuedLink? Link, AccessRefusal? Refusal)> RunAsync(Command command, Who who, CancellationToken cancel = default)
    {
        var refusal = AccessRefusal.Of(AccessRules.Decide(who, Right.AccountCreate, Target.Page, new(clock.Today()))) ?? Check(command);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (await db.AccountAsync(command.Name, cancel) is not null)
        {
            return (null, AccessRefusal.NameTaken);
        }

        var account = Make(command, clock.GetUtcNow());
        db.Add(account);
        var link = IssuedLink.For(db, account, who, clock.GetUtcNow(), IssuedLink.UsualLife);
        try
        {
            await db.SaveChangesAsync(cancel);
            return (link, null);
        }
        catch (DbUpdateException)
        {
            return (null, AccessRefusal.NameTaken);
        }
    }

    internal static AccessRefusal? Check(Command command)
    {
        if (!Account.IsName(command.Name))
        {
            return AccessRefusal.BadName;
        }

        return IsText(command.DisplayName) && IsText(command.Unit) ? null : AccessRefusal.TextMissing;
    }

    internal static Account Make(Command command, DateTimeOffset now) => new(command.Name, command.DisplayName.Trim(), command.Unit.Trim(), now)
    {
        WorkerCode = Known(command.Worker),
        SourceCode = Known(command.Source),
        IsDemo = command.IsDemo,
    };

    private static string? Known(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();

    private static bool IsText(string text) => text.Trim().Length is > 0 and <= 100 && !text.Contains('\0');
}
