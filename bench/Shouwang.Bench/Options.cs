using System.Globalization;

namespace Shouwang.Bench;

/// <summary>What to measure, and how often.</summary>
/// <param name="Parts">Of <see cref="All"/>.</param>
/// <param name="Scale">1 is the size of the reform: 61,500 registered people, 6.04 million rows.</param>
/// <param name="Json">Where the figures go for machines; null for nowhere.</param>
/// <param name="Postgres">A PostgreSQL of the user's own on this machine (superuser, empty database); null for a private one.</param>
internal sealed record Options(IReadOnlySet<string> Parts, decimal Scale, ulong Seed, int Runs, string? Json, string? Postgres)
{
    public static readonly IReadOnlyList<string> All = ["night", "rescreen", "daily", "person", "postgres", "sqlite", "means", "pages"];

    public const string Usage = "shouwang-bench [night] [rescreen] [daily] [person] [postgres] [sqlite] [means] [pages] [--scale 1] [--runs 3] [--seed N] [--json FILE] [--pg CONNECTION]\n  means  makes registers of the scale and of ten times the scale (3.5 GB of memory), and sets Microsoft RulesEngine to the category's rules\n  pages  makes the demonstration of the scale and asks its web application for 100 pages a second, 60 seconds long";

    public DateOnly AsOf { get; } = new(2025, 9, 30);

    /// <exception cref="FormatException">The arguments make no sense; the message says which.</exception>
    public static Options Parse(string[] args)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        var (scale, seed, runs, json, postgres) = (1m, 20250930UL, 3, (string?)null, (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{args[i - 1]} needs a value");
            switch (args[i])
            {
                case "--scale": scale = decimal.Parse(Value(), CultureInfo.InvariantCulture); break;
                case "--seed": seed = ulong.Parse(Value(), CultureInfo.InvariantCulture); break;
                case "--runs": runs = int.Parse(Value(), CultureInfo.InvariantCulture); break;
                case "--json": json = Value(); break;
                case "--pg": postgres = Value(); break;
                case var part when All.Contains(part): parts.Add(part); break;
                default: throw new FormatException($"unknown argument {args[i]}");
            }
        }

        return runs < 1 || scale is <= 0 or > 20
            ? throw new FormatException("--runs is at least 1, --scale above 0 and at most 20")
            : new Options(parts.Count == 0 ? All.ToHashSet(StringComparer.Ordinal) : parts, scale, seed, runs, json, postgres);
    }
}
