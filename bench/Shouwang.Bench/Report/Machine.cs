using System.Globalization;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;

namespace Shouwang.Bench.Report;

/// <summary>What the figures were measured on.</summary>
/// <param name="Load">Load average of the last minute before anything was measured.</param>
internal sealed record Machine(int Cores, string Cpu, double MemoryGb, string System, string DotNet, string DuckDb, string Sqlite, double Load)
{
    // A benchmark of two cores beside one busy process is a benchmark of the other process too.
    public bool IsBusy => Load > 1;

    public static Machine Look() => new(
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Scalar(new DuckDBConnection("DataSource=:memory:"), "SELECT version()"),
        Scalar(new SqliteConnection("Data Source=:memory:"), "SELECT sqlite_version()"),
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    private static string Scalar(global::System.Data.Common.DbConnection connection, string sql)
    {
        using (connection)
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (string)command.ExecuteScalar()!;
        }
    }
}
