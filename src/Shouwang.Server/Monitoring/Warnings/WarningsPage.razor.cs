using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring.Warnings;

/// <summary>The inbox: filters and order live in the address, assigning works on what is ticked.</summary>
public sealed partial class WarningsPage
{
    private const int Size = 20;

    private WarningListing listing = new(0, []);
    private IReadOnlyList<Worker> workers = [];
    private string? note;
    private bool isError;

    [Inject] private ShouwangDb Db { get; set; } = null!;

    [Inject] internal Acts Acts { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Show { get; set; }

    [SupplyParameterFromQuery] private string State { get; set; } = "";

    [SupplyParameterFromQuery] private string? Severity { get; set; }

    [SupplyParameterFromQuery] private string? Rule { get; set; }

    [SupplyParameterFromQuery] private string? Due { get; set; }

    [SupplyParameterFromQuery] private string? Number { get; set; }

    [SupplyParameterFromQuery] private string? Place { get; set; }

    [SupplyParameterFromQuery] private string? Sort { get; set; }

    [SupplyParameterFromQuery] private string? Desc { get; set; }

    [SupplyParameterFromForm(FormName = "bulk")] private string[]? Numbers { get; set; }

    [SupplyParameterFromForm(FormName = "bulk")] private string? Worker { get; set; }

    private bool CanAssign => Viewer.Can(Right.WarningAssign) && workers.Count > 0;

    private string Scope => string.Join(T["、", ", "], (Viewer.Narrowed(Right.WarningSee, Place) ?? []).Select(place => Office.PathOf(place.Text) is { Length: > 0 } path ? path : Office.NameOf(place.Text)));

    protected override async Task OnInitializedAsync()
    {
        State ??= "";
        var assignable = Viewer.Places(Right.WarningAssign);
        workers = assignable.Count == 0 ? [] : [.. (await Db.Workers().AsNoTracking().ToListAsync()).Where(w => assignable.Any(p => p.Contains(w.Township))).OrderBy(w => w.Code, StringComparer.Ordinal)];
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var order = Words<WarningOrder>.TryParse(Sort ?? "", out var sort) ? sort : WarningOrder.Due;
        listing = await new ListWarnings(Db).RunAsync(new(WarningQuery.Filter(Viewer, Office, Address), order, Desc == "1", (Address.Page - 1) * Size, Size));
    }

    private string Export(string form) => $"/warnings/export.{form}" + (Address.Whole.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? Address.Whole[at..] : "");

    private async Task AssignAllAsync()
    {
        if (Numbers is not { Length: > 0 } || string.IsNullOrEmpty(Worker))
        {
            (note, isError) = (T["请先勾选预警并选择工作人员。", "Tick warnings and choose a worker first."], true);
            return;
        }

        var (done, refused) = (0, new List<string>());
        foreach (var number in Numbers.Take(Size))
        {
            // Each for itself: one that somebody else has just closed must not hold up the others.
            if (await new ShowWarning(Db).RunAsync(number) is not { } warning || !workers.Any(w => w.Code == Worker))
            {
                refused.Add($"{number}：{T[WarningRefusal.NotFound.Text]}");
                continue;
            }

            var (may, refusal) = await Acts.DoAsync(
                Right.WarningAssign, Viewer.TargetOf(warning.Line.Division, warning.Line.WorkerCode), "warning.assign", new("warning", warning.Line.Number),
                cancel => new AssignWarning(Db, Clock).RunAsync(new(number, Worker, Viewer.Account), cancel), refused => refused?.Code);
            if (!may)
            {
                refused.Add($"{number}：{T[WarningRefusal.NotFound.Text]}");
            }
            else if (refusal is not null)
            {
                refused.Add($"{number}：{T[refusal.Text]}");
            }
            else
            {
                done++;
            }
        }

        (note, isError) = (T[$"已派单 {done} 条。", $"{done} assigned. "] + string.Join(' ', refused), refused.Count > 0);
        await LoadAsync();
    }
}
