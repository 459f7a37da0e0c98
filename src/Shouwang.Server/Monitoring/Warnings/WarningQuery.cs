using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>The filter of the inbox out of the address, within what the viewer sees: the list and its exports mean the same.</summary>
internal static class WarningQuery
{
    private static readonly WarningState[] Waiting = [WarningState.New, WarningState.Assigned, WarningState.Verifying];

    public static WarningFilter Filter(Viewer viewer, Office office, Address address)
    {
        var state = address["state"];
        var mine = viewer.OnlyWorker(Right.WarningSee) ?? (address["show"] == "mine" ? viewer.Who.WorkerCode : null);
        return new WarningFilter(
            States: state == "all" ? null : Words<WarningState>.TryParse(state, out var one) ? [one] : Waiting,
            Severities: Words<WarningSeverity>.TryParse(address["severity"], out var severity) ? [severity] : null,
            Rule: address["rule"] is { Length: > 0 } rule ? rule : null,
            Worker: mine,
            Unassigned: address["show"] == "none",
            OverdueOn: address["due"] == "overdue" ? office.Today : null,
            Number: address["number"],
            Places: viewer.Narrowed(Right.WarningSee, address["place"]) ?? [],
            DueOn: address["due"] == "today" ? office.Today : null);
    }
}
