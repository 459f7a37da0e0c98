using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Whom a hit is about.</summary>
public enum HitScope
{
    /// <summary>A registered person.</summary>
    Person,
    /// <summary>A registered household.</summary>
    Household,
    /// <summary>Somebody who is not registered; known by pseudonym only.</summary>
    Resident,
}

/// <summary>What an amount counts.</summary>
public enum AmountUnit
{
    Fen,
    Number,
}

/// <summary>What screening hands over to raising: one rule holds for one subject. A subject comes once for a rule.</summary>
/// <param name="HouseholdId">May be left out for a person: the household of the day is looked up.</param>
/// <param name="Subject">Stable key: code or id of the person or household, or the resident's pseudonym in hex. Never an identity number.</param>
/// <param name="Severity">red, orange, yellow or blue.</param>
/// <param name="Amount">What suppression compares; null where a repeat is a repeat.</param>
/// <param name="Evidence">The rows that decided.</param>
/// <param name="ValuesJson">The named values that decided, as JSON, kept as they are.</param>
/// <param name="Unit">What <paramref name="Amount"/> counts.</param>
/// <param name="Division">Where a resident lives, if a source says so; ignored for who has a household.</param>
public sealed record RaisedHit(
    string Rule,
    HitScope Scope,
    Guid? PersonId,
    Guid? HouseholdId,
    string Subject,
    string Severity,
    long? Amount,
    IReadOnlyList<EvidenceRow> Evidence,
    string? ValuesJson,
    AmountUnit Unit = AmountUnit.Fen,
    DivisionCode? Division = null);

/// <summary>One delivered row that a warning rests on.</summary>
/// <param name="Record">The record type, e.g. <c>settlement</c>.</param>
/// <param name="Sha256">Of the delivered file, lower-case hex: it is archived under this name.</param>
/// <param name="Line">Physical line, from 1; in a workbook the row.</param>
public sealed record EvidenceRow(string Record, string Source, string Feed, string File, string Sha256, int Line, DateOnly On, long? AmountFen);
