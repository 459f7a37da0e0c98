using Sylvan.Data.Csv;

namespace Shouwang.Monitoring.Matching;

/// <summary>Rows of a CSV file in the order of a specification's fields, with the label of each row where one is asked for.</summary>
public sealed record LabelledCsv(IReadOnlyList<string?[]> Rows, IReadOnlyList<string> Labels)
{
    private const int LongestLine = 1 << 20;

    /// <summary>Reads the columns that the specification names for the left or the right side.</summary>
    /// <param name="labelColumn">The column whose value names the entity, or null.</param>
    /// <exception cref="MatchingDataException">The file, a column or a line cannot be read.</exception>
    public static LabelledCsv Read(string path, LinkageSpec spec, bool left, string? labelColumn, CancellationToken cancel = default)
    {
        var options = new CsvDataReaderOptions { MaxBufferSize = LongestLine };
        var line = 0L;
        try
        {
            using var csv = CsvDataReader.Create(path, options);
            var columns = spec.Fields.Select(f => (left ? f.LeftColumns : f.RightColumns).Select(c => Place(csv, path, c)).ToArray()).ToArray();
            var label = labelColumn is null ? -1 : Place(csv, path, labelColumn);
            var rows = new List<string?[]>();
            var labels = new List<string>();
            for (line = 2; csv.Read(); line++)
            {
                cancel.ThrowIfCancellationRequested();
                if (csv.RowFieldCount != csv.FieldCount)
                {
                    throw new MatchingDataException(path, line, "*", $"应有 {csv.FieldCount} 列，实为 {csv.RowFieldCount} 列 · expected {csv.FieldCount} columns, found {csv.RowFieldCount}");
                }

                rows.Add(Array.ConvertAll(columns, places => Value(csv, places)));
                labels.Add(label < 0 ? "" : csv.GetString(label).Trim());
            }

            return new(rows, labels);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or CsvFormatException)
        {
            // The reader's own message may quote the row; only its kind is passed on.
            throw new MatchingDataException(path, line, "*", e is FileNotFoundException or DirectoryNotFoundException
                ? "找不到文件 · file not found"
                : $"不是可读的 CSV · not readable as CSV ({e.GetType().Name})");
        }
    }

    private static string? Value(CsvDataReader csv, int[] places)
    {
        if (places.Length == 1)
        {
            return csv.GetString(places[0]) is { Length: > 0 } one ? one : null;
        }

        var joined = string.Join(' ', places.Select(csv.GetString).Where(text => text.Length > 0));
        return joined.Length > 0 ? joined : null;
    }

    private static int Place(CsvDataReader csv, string path, string column)
    {
        var names = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
        var place = names.FindIndex(name => name.Trim().TrimStart('\uFEFF') == column);
        return place >= 0
            ? place
            : throw new MatchingDataException(path, 1, column, $"没有这一列 · no such column; the file has {string.Join(", ", names)}");
    }
}
