namespace Shouwang.Platform.Audit;

/// <summary>How it ended. An attempt that was begun is <c>allowed</c>; a second entry says so where it was refused or broke.</summary>
public enum AuditResult
{
    Allowed,
    Denied,
    Failed,
}

/// <summary>What an entry is about, named so that nobody learns who it is: a Guid or a public number, never an identity number or a name.</summary>
/// <param name="Kind">A word: <c>person</c>, <c>household</c>, <c>warning</c>, <c>account</c> …</param>
public readonly record struct AuditSubject(string Kind, string Id)
{
    public static readonly AuditSubject None = new("", "");

    public static AuditSubject Person(Guid id) => new("person", id.ToString());

    /// <summary><c>person:0190…</c></summary>
    public override string ToString() => Kind.Length == 0 ? "" : $"{Kind}:{Id}";
}

/// <summary>One thing that somebody did, or tried to do. Holds no personal data: <see cref="AuditLog.AppendAsync"/> refuses what looks like a number of a person.</summary>
/// <param name="Actor">The account: a Guid or short text.</param>
/// <param name="Action">A short stable word such as <c>warning.close</c> or <c>person.reveal</c>.</param>
public sealed record AuditEntry(string Actor, string Action, AuditSubject Subject)
{
    public AuditResult Result { get; init; }

    /// <summary>The account's name for people; not the person's.</summary>
    public string ActorName { get; init; } = "";

    public string Role { get; init; } = "";

    /// <summary>Division code of the office that the actor works for.</summary>
    public string Unit { get; init; } = "";

    public string Purpose { get; init; } = "";

    /// <summary>Number of the case for which it was done.</summary>
    public string Case { get; init; } = "";

    public string Session { get; init; } = "";

    /// <summary>Hash of the pack in force, where the law decided.</summary>
    public string PackHash { get; init; } = "";

    /// <summary>A small JSON object, or empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether a word, such as an account's name, may stand in an entry: it is not too long and holds no number of a person.</summary>
    public static bool MayHold(string word) => EntryCheck.Fault(word) is null;

    /// <summary>
    /// A word as it may stand in the log. Account names of the operating system and what somebody typed may be anything; an act
    /// must not fail for it, nor hide behind it. Where the log refuses the word, only its last digits are left, as wherever numbers are masked.
    /// </summary>
    public static string Writable(string word)
    {
        if (MayHold(word))
        {
            return word;
        }

        var digits = word.Count(char.IsDigit);
        var masked = new string([.. word.Select(c => char.IsDigit(c) && digits-- > 4 ? '*' : char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return masked[..Math.Min(masked.Length, 100)];
    }
}

/// <summary>An entry as it stands in the log.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="At">When it was written, to the microsecond.</param>
/// <param name="Algorithm">1 = SHA-256.</param>
/// <param name="PrevHash">The hash of the row before; 32 zero bytes at the first.</param>
public sealed record AuditRow(long Seq, DateTimeOffset At, AuditEntry Entry, byte Algorithm, byte[] PrevHash, byte[] Hash);
