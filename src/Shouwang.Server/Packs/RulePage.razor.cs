using System.Globalization;
using Microsoft.AspNetCore.Components;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Packs;

/// <summary>One warning rule: what it says, on what it rests, and what another threshold would have meant.</summary>
public sealed partial class RulePage
{
    private const int MostMonths = 24;

    private WarningRule? rule;
    private WhatIfReport? report;
    private string? problem;

    [Inject] internal Office Office { get; set; } = null!;

    [Inject] internal Acts Acts { get; set; } = null!;

    [Inject] internal RecordsDoor Door { get; set; } = null!;

    [Inject] private ShouwangDb Db { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromForm] private string? Changed { get; set; }

    [SupplyParameterFromForm] private string? Value { get; set; }

    [SupplyParameterFromForm] private string? Months { get; set; }

    // A table has a value for each key: one box cannot hold it.
    private IReadOnlyList<Shouwang.Standards.Language.Parameter> Triable => [.. rule!.Parameters.Where(parameter => !parameter.IsTable)];

    protected override void OnInitialized()
    {
        rule = Office.Book.Rules.Rules.GetValueOrDefault(Id);
        if (rule is null)
        {
            Navigation.NotFound();
        }
    }

    private async Task TryAsync()
    {
        if (rule is null)
        {
            return;
        }

        if (Missing() is { } missing)
        {
            problem = T[missing];
            return;
        }

        var months = int.Parse(Months!, CultureInfo.InvariantCulture);
        var (may, done) = await Acts.DoAsync(
            Right.PackWhatIf, new Target(), "pack.what_if", new("rule", rule.Id), cancel => RunAsync(months, cancel), done => done.Problem is null ? null : "refused");
        report = done.Report;
        problem = may ? done.Problem is { } said ? T[said] : null : T["您的账号没有这项权限。", "Your account has no right to this."];
    }

    private Bilingual? Missing() =>
        Triable.All(parameter => parameter.Name != Changed) ? new("请选择参数。", "Choose a parameter.")
        : string.IsNullOrWhiteSpace(Value) ? new("请填写新值。", "Say the new value.")
        : !int.TryParse(Months, NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months is < 1 or > MostMonths ? new($"月数应在 1 到 {MostMonths} 之间。", $"Months must lie between 1 and {MostMonths}.")
        : null;

    private async Task<(WhatIfReport? Report, Bilingual? Problem)> RunAsync(int months, CancellationToken cancel)
    {
        try
        {
            return await Door.EnterAsync(store => TrialAsync(store, months, cancel), cancel);
        }
        catch (UnknownOverrideException e)
        {
            return (null, e.Reason);
        }
        catch (Shouwang.Standards.Language.ParameterNotInForceException e)
        {
            // The months reach back to days of which the pack says nothing.
            return (null, e.Reason);
        }
    }

    private async Task<WhatIfReport> TrialAsync(RecordStore store, int months, CancellationToken cancel)
    {
        var register = await RegisterSnapshot.ReadAsync(Db, cancel);
        using var session = Office.Place.OpenSession(store, register);
        var trial = new WhatIfMonths(store, Office.Book.Rules, register, session.Registered);
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal) { [Changed!] = Value!.Trim() };
        return await Task.Run(() => trial.Run(rule!.Id, overrides, Office.Today, months, cancel: cancel), cancel);
    }
}
