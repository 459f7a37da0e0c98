using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

/// <summary>One account: its roles given, confirmed and revoked, its sessions ended, a new link made.</summary>
public sealed partial class OneAccountPage
{
    private AccountRow? row;
    private IssuedLink? link;
    private string? note;
    private bool isError;

    [Parameter] public string Name { get; set; } = "";

    [Inject] private Viewer Viewer { get; set; } = null!;

    [Inject] private Acts Acts { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Inject] private ListAccounts List { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromForm(Name = "role")] private string? RoleWord { get; set; }

    [SupplyParameterFromForm] private string? Place { get; set; }

    [SupplyParameterFromForm(Name = "purpose")] private string? PurposeWord { get; set; }

    [SupplyParameterFromForm] private string? From { get; set; }

    [SupplyParameterFromForm] private string? To { get; set; }

    [SupplyParameterFromForm] private string? Why { get; set; }

    private DateOnly Today => Clock.Today();

    protected override async Task OnInitializedAsync()
    {
        row = await List.OneAsync(Name, Viewer.Who);
        if (row is null)
        {
            Navigation.NotFound();
        }
    }

    private async Task LinkAsync()
    {
        (IssuedLink? Link, AccessRefusal? Refusal) made = default;
        var refusal = await DoAsync(Right.AccountCreate, "account.link", null, async cancel =>
        {
            made = await Use<IssueLink>().RunAsync(Name, false, Viewer.Who, cancel);
            return made.Refusal;
        });
        link = made.Link;
        await SayAsync(refusal, new("链接已生成，旧链接作废。", "The link is made; earlier ones are void."));
    }

    private async Task GiveAsync()
    {
        if (!Words<Role>.TryParse(RoleWord ?? "", out var role) || !Words<Purpose>.TryParse(PurposeWord ?? "", out var purpose) || !Territory.TryParse(Place?.Trim(), out var place) || Day(From) is not { } from || Day(To) is not { } to)
        {
            await SayAsync(new("请检查角色、辖区代码和日期。", "Look at role, territory and days again."), null);
            return;
        }

        var command = new GiveGrant.Command(Name, role, place, purpose, from, to, Why ?? "");
        await SayAsync(await DoAsync(Right.GrantGive, "grant.give", place, cancel => Use<GiveGrant>().RunAsync(command, Viewer.Who, cancel)), new("已授予。", "The role is given."));
    }

    private async Task ConfirmAsync(Grant grant) =>
        await SayAsync(await DoAsync(Right.GrantGive, "grant.confirm", grant.Territory, cancel => Use<ConfirmGrant>().RunAsync(grant.Id, Viewer.Who, cancel)), new("已确认。", "Confirmed."));

    private async Task RevokeAsync(Grant grant) =>
        await SayAsync(await DoAsync(Right.GrantRevoke, "grant.revoke", grant.Territory, cancel => Use<RevokeGrant>().RunAsync(grant.Id, Why ?? "", Viewer.Who, cancel)), new("已撤销，立即生效。", "Revoked; it counts at once."));

    private async Task EndSessionsAsync()
    {
        var refusal = await DoAsync(Right.SessionRevoke, "session.revoke", null, async cancel =>
        {
            AccessRefusal? refused = null;
            foreach (var session in await Use<ShouwangDb>().Sessions().Where(session => session.AccountId == row!.Id && session.RevokedAt == null).Select(session => session.Id).ToListAsync(cancel))
            {
                refused ??= await Use<RevokeSession>().RunAsync(session, Viewer.Who, cancel);
            }

            return refused;
        });
        await SayAsync(refusal, new("已结束全部登录。", "All sessions are ended."));
    }

    // Into the audit log first, then done.
    private async Task<Bilingual?> DoAsync(Right right, string action, Territory? place, Func<CancellationToken, Task<AccessRefusal?>> work)
    {
        var (may, refusal) = await Acts.DoAsync(right, Target.OfAccount(row!.Id, place), action, new("account", row.Name), work, refused => refused?.Code);
        return may ? refusal?.Text : new("您的账号没有这项权限。", "Your account has no right to this.");
    }

    private async Task SayAsync(Bilingual? refusal, Bilingual? done)
    {
        (note, isError) = (T[refusal ?? done!], refusal is not null);
        row = await List.OneAsync(Name, Viewer.Who) ?? row;
    }

    // Each act needs one use case of six, and none of the others.
    private TUse Use<TUse>()
        where TUse : notnull => (TUse)Services.GetService(typeof(TUse))!;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
