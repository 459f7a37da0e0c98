using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Which warnings to list. What is left out does not restrict.</summary>
/// <param name="States">Any of these; empty is any.</param>
/// <param name="Severities">Any of these; empty is any.</param>
/// <param name="Worker">The worker's code.</param>
/// <param name="Unassigned">Only those without a worker.</param>
/// <param name="Within">A county, township or village: only warnings in it. Those of unknown place are in none.</param>
/// <param name="DueBefore">The last day lies before this day.</param>
/// <param name="OverdueOn">Not verified, and the last day lies before this day.</param>
/// <param name="RaisedFrom">First day of raising.</param>
/// <param name="RaisedTo">Last day of raising.</param>
/// <param name="Number">Part of the warning's number.</param>
/// <param name="Unplaced">Only the county's queue: no township is known.</param>
/// <param name="Places">In any of these; empty is nowhere. What a person may see, beside what he asks for.</param>
/// <param name="DueOn">The last day is this day, and nobody has verified it yet.</param>
public sealed record WarningFilter(
    IReadOnlyList<WarningState>? States = null,
    IReadOnlyList<WarningSeverity>? Severities = null,
    string? Rule = null,
    string? Worker = null,
    bool Unassigned = false,
    DivisionCode? Within = null,
    DateOnly? DueBefore = null,
    DateOnly? OverdueOn = null,
    DateOnly? RaisedFrom = null,
    DateOnly? RaisedTo = null,
    string? Number = null,
    bool Unplaced = false,
    IReadOnlyList<DivisionCode>? Places = null,
    DateOnly? DueOn = null)
{
    internal IQueryable<Warning> Of(IQueryable<Warning> warnings)
    {
        warnings = States is { Count: > 0 } states ? warnings.Where(warning => states.Contains(warning.State)) : warnings;
        warnings = Severities is { Count: > 0 } severities ? warnings.Where(warning => severities.Contains(warning.Severity)) : warnings;
        warnings = Rule is { } rule ? warnings.Where(warning => warning.Rule == rule) : warnings;
        warnings = Worker is { } worker ? warnings.Where(warning => warning.WorkerCode == worker) : warnings;
        warnings = Unassigned ? warnings.Where(warning => warning.WorkerCode == null) : warnings;
        warnings = Unplaced ? warnings.Where(warning => warning.Unit == null) : warnings;
        warnings = Within?.Prefix is { } prefix ? warnings.Where(warning => warning.Division!.StartsWith(prefix)) : warnings;
        warnings = Places is { } places ? warnings.WhereIn(warning => warning.Division, places) : warnings;
        warnings = DueOn is { } last ? Waiting(warnings).Where(warning => warning.DueOn == last) : warnings;
        warnings = DueBefore is { } before ? warnings.Where(warning => warning.DueOn < before) : warnings;
        warnings = OverdueOn is { } day ? Overdue(warnings, day) : warnings;
        warnings = RaisedFrom is { } from ? warnings.Where(warning => warning.RaisedOn >= from) : warnings;
        warnings = RaisedTo is { } to ? warnings.Where(warning => warning.RaisedOn <= to) : warnings;
        return Number?.Trim().ToUpperInvariant() is { Length: > 0 } number ? warnings.Where(warning => warning.Number.Contains(number)) : warnings;
    }

    private static IQueryable<Warning> Overdue(IQueryable<Warning> warnings, DateOnly day) => Waiting(warnings).Where(warning => warning.DueOn < day);

    private static IQueryable<Warning> Waiting(IQueryable<Warning> warnings) => warnings
        .Where(warning => warning.State == WarningState.New || warning.State == WarningState.Assigned || warning.State == WarningState.Verifying);
}

/// <summary>What comes first in a list; equal ones follow by number.</summary>
public enum WarningOrder
{
    Due,
    Severity,
    Raised,
    Amount,
    Number,
}
