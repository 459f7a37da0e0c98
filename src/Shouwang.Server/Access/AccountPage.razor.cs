using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

/// <summary>One's own account: roles, sessions, password, authenticator.</summary>
public sealed partial class AccountPage
{
    private Account account = null!;
    private IReadOnlyList<Session> sessions = [];
    private string? note;
    private bool isError;

    [Inject] private Viewer Viewer { get; set; } = null!;

    [Inject] private Acts Acts { get; set; } = null!;

    [Inject] private ShouwangDb Db { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private Beginning Beginning { get; set; } = null!;

    [Inject] private Doorway Doorway { get; set; } = null!;

    [Inject] private RevokeSession Revoke { get; set; } = null!;

    [Inject] private UserManager<Account> Users { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm] private string? Old { get; set; }

    [SupplyParameterFromForm] private string? Password { get; set; }

    [SupplyParameterFromForm] private string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        account = (await Users.FindByIdAsync(Viewer.Who.Account!.Value.ToString()))!;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var all = await Db.Sessions().AsNoTracking().Where(session => session.AccountId == account.Id && session.RevokedAt == null).ToListAsync(Http.RequestAborted);
        sessions = [.. all.Where(session => session.IsOpen(Clock.GetUtcNow())).OrderByDescending(session => session.SeenAt)];
    }

    private async Task EndAsync(Guid session)
    {
        Say(await DoAsync("session.revoke", async cancel => (await Revoke.RunAsync(session, Viewer.Who, cancel))?.Text), new("已结束。", "Ended."));
        await LoadAsync();
    }

    private async Task ChangeAsync()
    {
        Say(await DoAsync("account.password", cancel => Beginning.ChangePasswordAsync(account.Id, Old ?? "", Password ?? "", Viewer.Who.Session, cancel)), new("密码已更改。", "The password is changed."));
        await LoadAsync();
    }

    private async Task RenewAsync()
    {
        var refusal = await DoAsync("account.second_factor", async _ =>
        {
            if (await Users.IsLockedOutAsync(account) || !await Doorway.IsAuthenticatorCodeAsync(account, Code?.Trim() ?? ""))
            {
                await Users.AccessFailedAsync(account);
                return new Bilingual("数字不对或已用过：请等它变化后再试。", "The digits are wrong or were used: wait until they change and try again.");
            }

            await Doorway.BeginRenewalAsync(account);
            return null;
        });
        if (refusal is not null)
        {
            Say(refusal, refusal);
            return;
        }

        Navigation.NavigateTo("/sign-in/set-up");
    }

    // Into the audit log first, then done.
    private async Task<Bilingual?> DoAsync(string action, Func<CancellationToken, Task<Bilingual?>> work) =>
        (await Acts.DoAsync(Right.OwnChange, Target.OfAccount(account.Id), action, new("account", account.UserName!), work, refused => refused is null ? null : "refused")).Result;

    private void Say(Bilingual? refusal, Bilingual done) => (note, isError) = (T[refusal ?? done], refusal is not null);
}
