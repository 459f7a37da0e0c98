namespace Shouwang.Bench.Report;

/// <summary>One thing measured several times.</summary>
/// <param name="Unit">s, ms or GB.</param>
internal sealed record Figure(string Unit, IReadOnlyList<double> Values)
{
    public double Median
    {
        get
        {
            var sorted = Values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Least => Values.Min();

    public double Most => Values.Max();

    public static Figure Seconds(IEnumerable<double> values) => new("s", [.. values]);

    /// <summary>Seconds as milliseconds.</summary>
    public Figure InMilliseconds => new("ms", [.. Values.Select(v => 1000 * v)]);

    /// <summary>Adds run by run: the first with the first.</summary>
    public Figure Plus(Figure other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a + b)] };

    public override string ToString() => Values.Count == 1 ? $"{Median:0.00} {Unit}" : $"{Median:0.00} {Unit} [{Least:0.00}–{Most:0.00}]";
}

/// <summary>A row of the table: ours, and where there is one, a rival's.</summary>
internal sealed record Finding(string What, Figure Ours, string? Rival = null, Figure? Theirs = null)
{
    public double? Ratio => Theirs is null ? null : Theirs.Median / Ours.Median;
}
