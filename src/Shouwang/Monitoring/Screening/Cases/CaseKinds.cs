using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Means;

namespace Shouwang.Monitoring.Screening.Cases;

/// <summary>The kinds of case that may stand in <c>tests/standards</c> beside those of families.</summary>
public static class CaseKinds
{
    /// <returns>Those that the pack has the settings for; where it lacks them a case of that kind is refused as unknown.</returns>
    public static IReadOnlyList<ICaseKind> Of(Pack pack, Law? law)
    {
        var calendar = Calendar(pack);
        var terms = law is null ? null : ExitTerms.Read(pack, law);
        var settings = WarningSettings.Read(pack);
        return
        [
            new IdentifierCases(),
            .. calendar is null ? Array.Empty<ICaseKind>() : [new WorkingDayCases(calendar)],
            .. terms is null ? Array.Empty<ICaseKind>() : [new ExitCases(terms)],
            .. settings is null || calendar is null ? Array.Empty<ICaseKind>() : [new SuppressionCases(settings, calendar)],
        ];
    }

    // Its faults are named by who checks the file.
    private static WorkingDays? Calendar(Pack pack)
    {
        try
        {
            return pack.FindFile("holidays.csv") is { } file ? WorkingDays.Load(file) : null;
        }
        catch (FileFaultException)
        {
            return null;
        }
    }
}
