using Shouwang.Monitoring.Screening;

namespace Shouwang.Bench.Rivals;

/// <summary>Another engine that does the same on the same rows.</summary>
internal interface IRival
{
    string Name { get; }

    /// <summary>Replaces what was loaded before.</summary>
    Task LoadAsync(Exported rows);

    /// <param name="plan">In the dialect of PostgreSQL.</param>
    ScreeningResult Screen(ScreeningPlan plan);
}
