using Shouwang.Monitoring.Warnings;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Territories;

/// <summary>What a territory looks like on a day: its people, its warnings, and the places directly below it.</summary>
/// <param name="People">Registered people who live in a household of the territory.</param>
/// <param name="Categories">People by the class that they are in on the day; those in none are left out.</param>
/// <param name="Monitored">Monitored households by kind.</param>
/// <param name="Benefits">What is paid for the month of the day, in fen.</param>
/// <param name="Trend">Warnings raised in each of the last 12 months, the earliest first.</param>
/// <param name="Below">The places directly below, by code; empty for a village.</param>
/// <param name="Map">The townships of a city or county, the villages of a township.</param>
public sealed record Overview(
    Division Place,
    DateOnly Day,
    int Households,
    int People,
    IReadOnlyDictionary<HouseholdCategory, int> Categories,
    IReadOnlyDictionary<MonitoredKind, int> Monitored,
    Money Benefits,
    WarningCounts Warnings,
    IReadOnlyDictionary<WarningSeverity, int> Severities,
    IReadOnlyList<(string Rule, int Waiting)> Rules,
    IReadOnlyList<(Month Month, int Raised)> Trend,
    IReadOnlyList<PlaceCounts> Below,
    IReadOnlyList<PlaceCounts> Map);

/// <param name="Waiting">Not verified yet.</param>
/// <param name="DueToday">Of those that wait, with their last day today.</param>
/// <param name="Overdue">Of those that wait, past their last day.</param>
/// <param name="Verified">Verified and not closed.</param>
public sealed record WarningCounts(int Waiting, int DueToday, int Overdue, int Verified, int Closed)
{
    /// <summary>Not closed.</summary>
    public int Open => Waiting + Verified;
}

/// <summary>One place below a territory.</summary>
public sealed record PlaceCounts(Division Place, int Households, int People, int Waiting, int Red, int Overdue);
