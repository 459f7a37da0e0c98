using System.Text;
using DuckDB.NET.Data;
using Shouwang.Bench.Ours;

namespace Shouwang.Bench.Rivals;

/// <summary>A relation that screening reads, as text files for a rival to load.</summary>
/// <param name="Columns">Name and type; the types' names are those of DuckDB and PostgreSQL.</param>
/// <param name="Files">CSV without a header, empty for unknown; nothing in it needs quotes.</param>
internal sealed record ExportedRelation(string Name, IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string> Files, long Rows)
{
    public bool IsRecords => Columns.Any(c => c.Name == "batch");

    /// <summary>Records lie in <c>rec_*</c>, and <c>in_*</c> is a view; the register's relations are tables.</summary>
    public string Table => IsRecords ? "rec_" + Name[3..] : Name;
}

/// <summary>
/// The rows of our store as a rival gets them: decoded, checked, pseudonymised, with the person known. What that took is
/// not counted against the rival.
/// </summary>
internal sealed class Exported : IDisposable
{
    private const int RowsPerFile = 500_000;

    private readonly DirectoryInfo folder;

    private Exported(DirectoryInfo folder, IReadOnlyList<ExportedRelation> relations)
    {
        this.folder = folder;
        Relations = relations;
    }

    public IReadOnlyList<ExportedRelation> Relations { get; }

    public long Rows => Relations.Sum(r => r.Rows);

    /// <param name="city">With relations laid (<see cref="OpenCity.LayAsync"/>).</param>
    public static Exported Write(OpenCity city)
    {
        var folder = Directory.CreateTempSubdirectory("shouwang-bench-rows-");
        // PostgreSQL reads the files itself, as a user of its own. All people are made up.
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        string[] names = ["in_household", "in_person", "in_benefit", .. city.Store.Records.Types.Keys.Select(t => "in_" + t)];
        return new Exported(folder, [.. names.Select(n => Write(city.Store.Connection, n, folder.FullName))]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static ExportedRelation Write(DuckDBConnection connection, string name, string folder)
    {
        var columns = Columns(connection, name);
        // DuckDB makes a line of text of each row: far faster than cell by cell.
        var cells = columns.Select(c => $"coalesce(CAST(\"{c.Name}\" AS VARCHAR), '')");
        using var command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"SELECT {string.Join(" || ',' || ", cells)} FROM {name}";
        using var reader = command.ExecuteReader();
        var files = new List<string>();
        long rows = 0;
        StreamWriter? writer = null;
        while (reader.Read())
        {
            if (rows++ % RowsPerFile == 0)
            {
                writer?.Dispose();
                files.Add(Path.Combine(folder, $"{name}-{files.Count}.csv"));
                writer = new StreamWriter(files[^1], append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
            }

            writer!.WriteLine(reader.GetString(0));
        }

        writer?.Dispose();
        return new ExportedRelation(name, columns, files, rows);
    }

    private static List<(string Name, string Type)> Columns(DuckDBConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE {name}";
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }
}
