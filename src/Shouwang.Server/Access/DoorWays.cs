using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

internal static class DoorWays
{
    /// <summary>The page of the next step; it carries the page that the person wanted.</summary>
    public static string After(DoorStep step, string? back)
    {
        var there = Languages.Back(back);
        return step switch
        {
            DoorStep.Entered => there,
            DoorStep.SetUp => "/sign-in/set-up",
            _ => there == "/" ? "/sign-in/code" : $"/sign-in/code?back={Uri.EscapeDataString(there)}",
        };
    }
}
