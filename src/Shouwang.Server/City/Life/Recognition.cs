namespace Shouwang.Server.City.Life;

/// <summary>When people were recognised.</summary>
internal static class Recognition
{
    /// <summary>A rigid-expenditure family is recognised for 12 months: one that lets it run out is a planted matter (B19).</summary>
    public static int MonthsAgo(string? category, int drawn) => category == "rigid_expenditure" ? 1 + (drawn % 10) : drawn;
}
