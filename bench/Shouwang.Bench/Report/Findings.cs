using System.Text.Json;
using Shouwang.Bench.Ours;

namespace Shouwang.Bench.Report;

/// <summary>Collects the rows of the table and prints them.</summary>
internal sealed class Findings(Options options, Machine machine)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly List<Finding> rows = [];
    private readonly List<string> notes = [];

    public string? PostgresVersion { get; set; }

    public void Add(Finding finding)
    {
        rows.Add(finding);
        Console.Error.WriteLine($"  {finding.What}: {finding.Ours}{(finding.Theirs is null ? "" : $"; {finding.Rival} {finding.Theirs}")}");
    }

    public void Note(string note)
    {
        notes.Add(note);
        Console.Error.WriteLine($"  {note}");
    }

    /// <summary>The same thing of ours beside another rival needs no second measurement.</summary>
    public Figure? Ours(string what) => rows.FirstOrDefault(r => r.What == what)?.Ours;

    public void Print(TextWriter to)
    {
        to.WriteLine($"scale {options.Scale}, {options.Runs} runs: median [least–most]");
        to.WriteLine($"{machine.Cores} cores, {machine.Cpu}, {machine.MemoryGb} GB, {machine.System}; {machine.DotNet}, DuckDB {machine.DuckDb}, SQLite {machine.Sqlite}{(PostgresVersion is null ? "" : $", PostgreSQL {PostgresVersion}")}; load average at the start {machine.Load:0.00}");
        if (machine.IsBusy)
        {
            to.WriteLine($"WARNING: the load average was {machine.Load:0.00} at the start: other work took part of the machine. Do not quote these figures.");
        }

        to.WriteLine();
        to.WriteLine("| What | Ours | Rival | Rival's | Ratio |");
        to.WriteLine("|---|---|---|---|---|");
        foreach (var row in rows)
        {
            to.WriteLine($"| {row.What} | {row.Ours} | {row.Rival} | {row.Theirs} | {(row.Ratio is { } ratio ? $"{ratio:0.0}" : "")} |");
        }

        Goals.Print(to, this, rows.FirstOrDefault(r => r.What == OurRescreen.Alone && r.Rival?.StartsWith("PostgreSQL", StringComparison.Ordinal) == true)?.Theirs?.Median);
        to.WriteLine();
        notes.ForEach(to.WriteLine);
    }

    public async Task SaveAsync(string file) => await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
        new
        {
            options.Scale,
            options.Seed,
            options.Runs,
            machine,
            PostgreSql = PostgresVersion,
            Findings = rows.Select(r => new { r.What, Ours = Json(r.Ours), r.Rival, Theirs = r.Theirs is null ? null : Json(r.Theirs), Ratio = r.Ratio is { } x ? Math.Round(x, 2) : (double?)null }),
            notes,
        },
        Indented));

    private static object Json(Figure f) => new { f.Unit, Median = Math.Round(f.Median, 4), Values = f.Values.Select(v => Math.Round(v, 4)) };
}
