using Shouwang.Platform.Calendar;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Warnings;

/// <summary>What a severity means.</summary>
/// <param name="DueWorkingDays">Until the verification must be done.</param>
public sealed record SeverityTerms(int DueWorkingDays, Bilingual Label);

/// <summary>When so much of the limit has passed, who is told.</summary>
public sealed record EscalationStep(Share At, EscalationLevel To);

/// <summary>How warnings are handled once raised: <c>monitoring/warning-settings.yaml</c> of a pack.</summary>
/// <param name="Severities">All four.</param>
/// <param name="SilentDays">Calendar days after closing on which the same rule keeps silent about the same subject.</param>
/// <param name="Rise">How much the amount must rise to break the silence.</param>
/// <param name="Escalation">In rising order.</param>
/// <param name="Cite">The document that all this rests on.</param>
public sealed record WarningSettings(
    IReadOnlyDictionary<WarningSeverity, SeverityTerms> Severities,
    int SilentDays,
    Share Rise,
    IReadOnlyList<EscalationStep> Escalation,
    string Cite)
{
    /// <returns>Null where the settings have faults, which stand in <see cref="Pack.Faults"/>.</returns>
    public static WarningSettings? Read(Pack pack) => new WarningSettingsReader(pack).Read();

    /// <summary>The last day for verifying a warning of this severity, the limit beginning after <paramref name="day0"/>.</summary>
    /// <exception cref="CalendarMissingException">The limit runs into a year without a calendar.</exception>
    public DateOnly DueOn(WarningSeverity severity, DateOnly day0, WorkingDays calendar) => calendar.Add(day0, Severities[severity].DueWorkingDays);

    /// <summary>Whether a day is one of the silent days after closing. The day of closing and the <see cref="SilentDays"/> days after it are silent.</summary>
    public bool IsSilent(DateOnly closedOn, DateOnly day) => day <= closedOn.AddDays(SilentDays);
}
