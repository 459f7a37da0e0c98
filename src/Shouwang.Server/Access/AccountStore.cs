using System.Text;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

/// <summary>Accounts for ASP.NET Core Identity. The secret of the second factor and the recovery codes are sealed: who copies the database cannot make codes.</summary>
internal sealed class AccountStore(ShouwangDb db, Office office) : UserOnlyStore<Account, ShouwangDb, Guid, AccountClaim, AccountLogin, AccountToken, AccountPasskey>(db)
{
    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : Convert.ToBase64String(office.Place.Sealing.Seal(Encoding.UTF8.GetBytes(value), Place(user, name))), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } box ? Encoding.UTF8.GetString(office.Place.Sealing.Open(Convert.FromBase64String(box), Place(user, name))) : null;

    private static byte[] Place(Account user, string name) => Encoding.UTF8.GetBytes($"platform_account_token|{user.Id:N}|{name}");
}
