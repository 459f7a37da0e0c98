namespace Shouwang.Monitoring.Warnings;

/// <summary>
/// A warning about one subject under one rule, with the rows that decided. While it is open, later hits of the same rule
/// and subject go into it. What officers do with it stands in <c>Warning.Handling.cs</c>, what screening does in <c>Warning.Raising.cs</c>.
/// </summary>
public sealed partial class Warning
{
    private readonly List<WarningEvent> events = [];

    private Warning()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>What people call it: <c>W2025-000123</c>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The year in the number.</summary>
    public int Year { get; private set; }

    /// <summary>The count within the year, from 1.</summary>
    public int Ordinal { get; private set; }

    public string Rule { get; private set; } = "";

    public HitScope Scope { get; private set; }

    public Guid? PersonId { get; private set; }

    /// <summary>The household itself, or the person's on the day of raising.</summary>
    public Guid? HouseholdId { get; private set; }

    /// <summary>Stable key of the subject, never an identity number.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The village, 12 digits; null where unknown. Text, because territories are prefixes of it.</summary>
    public string? Division { get; private set; }

    /// <summary>The township that answers for it, 12 digits; null is the county's queue.</summary>
    public string? Unit { get; private set; }

    public WarningSeverity Severity { get; private set; }

    /// <summary>What <see cref="AmountRaised"/> and <see cref="Amount"/> count.</summary>
    public AmountUnit AmountUnit { get; private set; }

    /// <summary>When it was raised; null where the rule has no amount.</summary>
    public long? AmountRaised { get; private set; }

    /// <summary>When it was last confirmed.</summary>
    public long? Amount { get; private set; }

    /// <summary>The day that was screened when it was raised. The limit begins after it.</summary>
    public DateOnly RaisedOn { get; private set; }

    /// <summary>The latest day that was screened and confirmed it.</summary>
    public DateOnly LastSeenOn { get; private set; }

    /// <summary>The last day for verifying. It never moves to a later day.</summary>
    public DateOnly DueOn { get; private set; }

    public WarningState State { get; private set; }

    public string? WorkerCode { get; private set; }

    public WarningOutcome? Outcome { get; private set; }

    public string? OutcomeReason { get; private set; }

    public DateOnly? VerifiedOn { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    /// <summary>How many later screenings went into it.</summary>
    public int MergedCount { get; private set; }

    public EscalationLevel Escalation { get; private set; }

    /// <summary>The pack under which it was last raised or confirmed.</summary>
    public string PackHash { get; private set; } = "";

    /// <summary>Codes of the sources of the evidence, sorted, joined by semicolons.</summary>
    public string Sources { get; private set; } = "";

    /// <summary>The rows that decided, as <see cref="EvidenceText"/> writes them.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>The named values that decided, as screening wrote them.</summary>
    public string? ValuesJson { get; private set; }

    /// <summary>The closed warning whose silence this one broke.</summary>
    public Guid? PreviousId { get; private set; }

    /// <summary>Sequence of the latest event. Two who change it at once cannot both succeed.</summary>
    public int Version { get; private set; }

    /// <summary>Loaded by whoever shows them; otherwise those of this change only.</summary>
    public IReadOnlyList<WarningEvent> Events => events;

    public bool IsOpen => State != WarningState.Closed;

    /// <summary>Whether nobody has verified it yet: only then does the limit run.</summary>
    public bool Waits => State is WarningState.New or WarningState.Assigned or WarningState.Verifying;

    public bool IsOverdueOn(DateOnly day) => Waits && day > DueOn;

    private void Note(WarningEventKind kind, Stamp stamp, WarningState before, string? detail = null, string? why = null)
    {
        Version++;
        events.Add(new WarningEvent(Id, Version, kind, stamp.By, stamp.At, before, State, detail, why));
    }
}

/// <summary>Who changes something, and when.</summary>
/// <param name="By">The officer's account, or <see cref="Night"/>.</param>
public readonly record struct Stamp(string By, DateTimeOffset At)
{
    /// <summary>The nightly run.</summary>
    public const string Night = "night";

    /// <summary>The day in China. It has one time zone, and no summer time since 1991.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.ToOffset(TimeSpan.FromHours(8)).DateTime);
}
