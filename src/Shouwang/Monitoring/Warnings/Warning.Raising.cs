using Shouwang.Platform.Calendar;

namespace Shouwang.Monitoring.Warnings;

/// <summary>What a hit means to an earlier warning of the same rule and subject.</summary>
internal enum HitAnswer
{
    /// <summary>It has been told already: nothing changes.</summary>
    Known,
    /// <summary>It goes into the open warning.</summary>
    Merge,
    /// <summary>The closed warning is too fresh: the hit is suppressed, with the reason kept.</summary>
    Silent,
    /// <summary>It breaks the silence: more urgent, or the amount has risen.</summary>
    RaiseAgain,
    /// <summary>The silence is over: a new warning.</summary>
    New,
}

public sealed partial class Warning
{
    internal static Warning Raise(Finding finding, int ordinal, Guid id, Place place, DateOnly dueOn, Warning? previous, Stamp stamp)
    {
        var hit = finding.Hit;
        var warning = new Warning
        {
            Id = id,
            Number = $"W{finding.AsOf.Year}-{ordinal:D6}",
            Year = finding.AsOf.Year,
            Ordinal = ordinal,
            Rule = hit.Rule,
            Scope = hit.Scope,
            PersonId = hit.PersonId,
            HouseholdId = place.HouseholdId,
            Subject = hit.Subject,
            Division = place.Division,
            Unit = place.Unit,
            Severity = finding.Severity,
            AmountUnit = hit.Unit,
            AmountRaised = hit.Amount,
            RaisedOn = finding.AsOf,
            DueOn = dueOn,
            PreviousId = previous?.Id,
        };
        warning.Take(finding);
        warning.Note(WarningEventKind.Raised, stamp, WarningState.New, previous is null ? null : $"again after {previous.Number}");
        if (place.WorkerCode is not null)
        {
            warning.Assign(place.WorkerCode, stamp);
        }

        return warning;
    }

    /// <summary>Decides what a hit means, this being the open warning of its rule and subject or, where none is open, the one closed last.</summary>
    internal HitAnswer AnswerTo(Finding finding, WarningSettings settings)
    {
        if (IsOpen)
        {
            var known = finding.AsOf < LastSeenOn || (finding.AsOf == LastSeenOn && SaysNothingNew(finding));
            return known ? HitAnswer.Known : HitAnswer.Merge;
        }

        var breaksSilence = finding.Severity < Severity || HasRisen(finding.Hit.Amount, settings.Rise);

        // A day that it saw, screened once more, tells nothing that its officer did not know, unless more has been delivered for that day.
        if (finding.AsOf < LastSeenOn || (finding.AsOf == LastSeenOn && !breaksSilence))
        {
            return HitAnswer.Known;
        }

        if (!settings.IsSilent(ClosedOn!.Value, finding.AsOf))
        {
            return HitAnswer.New;
        }

        return breaksSilence ? HitAnswer.RaiseAgain : HitAnswer.Silent;
    }

    /// <summary>Takes a later hit into the open warning. The severity only rises, the last day only comes nearer.</summary>
    /// <exception cref="CalendarMissingException">A new limit runs into a year without a calendar.</exception>
    internal void Merge(Finding finding, WarningSettings settings, WorkingDays calendar, Stamp stamp)
    {
        var detail = $"amount {AmountText(Amount)} → {AmountText(finding.Hit.Amount)}";
        if (finding.Severity < Severity)
        {
            detail += $"; severity {Severity} → {finding.Severity}".ToLowerInvariant();
            Severity = finding.Severity;
            var due = settings.DueOn(Severity, finding.AsOf, calendar);
            DueOn = due < DueOn ? due : DueOn;
        }

        MergedCount += finding.AsOf > LastSeenOn ? 1 : 0;
        Take(finding);
        Note(WarningEventKind.Confirmed, stamp, State, detail);
    }

    /// <summary>Tells the next levels where so much of the limit has passed without a verification; each level once.</summary>
    /// <returns>Whether a level was told.</returns>
    /// <exception cref="CalendarMissingException">The limit runs into a year without a calendar.</exception>
    internal bool Escalate(DateOnly asOf, WarningSettings settings, WorkingDays calendar, Stamp stamp)
    {
        var before = Escalation;
        var limit = Waits ? calendar.CountBetween(RaisedOn, DueOn) : 0;
        foreach (var step in settings.Escalation.Where(step => Waits && step.To > Escalation))
        {
            if (asOf > calendar.Add(RaisedOn, step.At.WholeDaysOf(limit)))
            {
                Escalation = step.To;
                Note(WarningEventKind.Escalated, stamp, State, $"{step.At} of {limit} working days → {step.To}".ToLowerInvariant());
            }
        }

        return Escalation != before;
    }

    private void Take(Finding finding)
    {
        Amount = finding.Hit.Amount;
        LastSeenOn = finding.AsOf;
        PackHash = finding.PackHash;
        Sources = EvidenceText.SourcesOf(finding.Hit.Evidence);
        Evidence = finding.EvidenceText;
        ValuesJson = finding.Hit.ValuesJson;
    }

    private bool SaysNothingNew(Finding finding) =>
        finding.Severity >= Severity && finding.Hit.Amount == Amount && finding.Hit.ValuesJson == ValuesJson && finding.EvidenceText == Evidence;

    // An amount that is unknown on either side has not risen.
    private bool HasRisen(long? amount, Share rise) => amount is { } now && Amount is { } before && rise.IsRise(before, now);

    private static string AmountText(long? amount) => amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–";
}
