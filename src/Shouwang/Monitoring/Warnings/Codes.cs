namespace Shouwang.Monitoring.Warnings;

/// <summary>The urgency of a warning, most urgent first.</summary>
public enum WarningSeverity
{
    Red,
    Orange,
    Yellow,
    Blue,
}

/// <summary>The life of a warning. It only goes forward, except that verifying starts afresh with another worker.</summary>
public enum WarningState
{
    New,
    Assigned,
    Verifying,
    Verified,
    Closed,
}

/// <summary>What a verification found.</summary>
public enum WarningOutcome
{
    /// <summary>The household needs help: apply on its behalf, or temporary aid.</summary>
    Help,
    /// <summary>Another department must act.</summary>
    Refer,
    /// <summary>The category or benefit must be reviewed.</summary>
    Review,
    /// <summary>True, but nothing has to be done.</summary>
    NoIssue,
    /// <summary>The delivered data are wrong.</summary>
    DataError,
}

/// <summary>Who has been told that a warning waits.</summary>
public enum EscalationLevel
{
    Township,
    County,
    City,
}

/// <summary>Why a hit did not become a warning of its own.</summary>
public enum SuppressionReason
{
    /// <summary>It went into the open warning of the same rule and subject.</summary>
    OpenMerged,
    /// <summary>A warning of the same rule and subject was closed a short while ago.</summary>
    SilentDays,
    /// <summary>The household is applying for the class that the rule would lead to.</summary>
    ActiveApplication,
}

/// <summary>What happened to a warning.</summary>
public enum WarningEventKind
{
    Raised,
    Confirmed,
    Assigned,
    VerifyingStarted,
    Verified,
    Closed,
    Escalated,
}
