using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Server.Cli;
using Shouwang.Server.Parts;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring.Warnings;

/// <summary>One warning: why, on what rows, what happened, and what the viewer may do about it now.</summary>
public sealed partial class WarningPage
{
    private const int MostRows = 50;

    private WarningView? view;
    private IReadOnlyList<Worker> workers = [];
    private string? note;
    private bool isError;

    [Inject] private ShouwangDb Db { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] internal Acts Acts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Parameter] public string Number { get; set; } = "";

    [SupplyParameterFromQuery] private string? Done { get; set; }

    [SupplyParameterFromForm] private string? Outcome { get; set; }

    [SupplyParameterFromForm] private string? Reason { get; set; }

    [SupplyParameterFromForm] private string? Worker { get; set; }

    private WarningRule? Rule => Office.Book.Rules.Rules.GetValueOrDefault(view!.Line.Rule);

    private bool Waits => view!.Line.State is WarningState.New or WarningState.Assigned or WarningState.Verifying;

    private bool MayVerify => May(Right.WarningVerify);

    private bool MayClose => May(Right.WarningClose);

    private IReadOnlyList<Timeline.Step> Story => [.. view!.Events.Reverse().Select(change => new Timeline.Step(
        T.Moment(change.At), T[WarningText.Of(change.Kind)] + (change.Detail is { } detail ? $" {Shown(detail)}" : ""), change.By == Stamp.Night ? T["夜间筛查", "nightly run"] : change.By, change.Why ?? ""))];

    protected override async Task OnInitializedAsync()
    {
        var found = await new ShowWarning(Db).RunAsync(Number.Trim().ToUpperInvariant());
        if (found is null || !Viewer.May(Right.WarningSee, found.Line.Division, found.Line.WorkerCode))
        {
            Navigation.NotFound();
            return;
        }

        // Before anything of it is sent.
        await Acts.LookAsync(Right.WarningSee, Viewer.TargetOf(found.Line.Division, found.Line.WorkerCode), "warning.see", new("warning", found.Line.Number));
        view = found;
        if (May(Right.WarningAssign))
        {
            var places = Viewer.Places(Right.WarningAssign);
            workers = [.. (await Db.Workers().AsNoTracking().ToListAsync()).Where(w => places.Any(p => p.Contains(w.Township))).OrderBy(w => w.Code, StringComparer.Ordinal)];
        }

        note = Done switch
        {
            "assign" => T["已派单。", "Assigned."],
            "start" => T["已开始核查。", "Verifying has begun."],
            "verify" => T["结论已保存。", "The outcome is saved."],
            "close" => T["已办结。", "Closed."],
            _ => null,
        };
    }

    private bool May(Right right) => Viewer.May(right, view!.Line.Division, view.Line.WorkerCode);

    private string SourceName(string code) => Office.Place.Sources.Sources.TryGetValue(code, out var source) ? T[source.Name] : code;

    private string Shown(string detail) => Words<WarningOutcome>.TryParse(detail, out var outcome) ? T[WarningTexts.Of(outcome)] : detail;

    private Task StartAsync() => ChangeAsync("start", Right.WarningVerify, () => new StartVerifying(Db, Clock).RunAsync(new(view!.Line.Number, Viewer.Account)));

    private Task CloseAsync() => ChangeAsync("close", Right.WarningClose, () => new CloseWarning(Db, Clock).RunAsync(new(view!.Line.Number, Reason ?? "", Viewer.Account)));

    private Task AssignAsync() => ChangeAsync("assign", Right.WarningAssign, async () =>
        workers.Any(w => w.Code == Worker) ? await new AssignWarning(Db, Clock).RunAsync(new(view!.Line.Number, Worker!, Viewer.Account)) : WarningRefusal.UnknownWorker);

    private Task VerifyAsync() => ChangeAsync("verify", Right.WarningVerify, async () =>
    {
        if (!Words<WarningOutcome>.TryParse(Outcome ?? "", out var outcome))
        {
            return WarningRefusal.OutcomeMissing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            return WarningRefusal.ReasonMissing;
        }

        // Who writes the outcome down has verified: the step before need not be clicked.
        if (view!.Line.State == WarningState.Assigned && await new StartVerifying(Db, Clock).RunAsync(new(view.Line.Number, Viewer.Account)) is { } refusal)
        {
            return refusal;
        }

        return await new VerifyWarning(Db, Clock).RunAsync(new(view.Line.Number, outcome, Reason ?? "", Viewer.Account));
    });

    private async Task ChangeAsync(string what, Right right, Func<Task<WarningRefusal?>> change)
    {
        if (view is null)
        {
            return;
        }

        var (may, refusal) = await Acts.DoAsync(right, Viewer.TargetOf(view.Line.Division, view.Line.WorkerCode), $"warning.{what}", new("warning", view.Line.Number), _ => change(), refused => refused?.Code);
        if (!may)
        {
            (note, isError) = (T["您的账号没有这项权限。", "Your account has no right to this."], true);
        }
        else if (refusal is not null)
        {
            (note, isError) = (T[refusal.Text], true);
        }
        else
        {
            // Asked for again, so that reloading the page sends nothing twice.
            Navigation.NavigateTo($"/warnings/{view.Line.Number}?done={what}");
        }
    }
}
