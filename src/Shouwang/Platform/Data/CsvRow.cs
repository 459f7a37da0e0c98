using Shouwang.Platform.Text;
using Sylvan.Data.Csv;

namespace Shouwang.Platform.Data;

/// <summary>One line of one of our own CSV files. A field that cannot be read is noted as a fault and marks the row as bad.</summary>
public sealed class CsvRow
{
    private readonly CsvDataReader reader;
    private readonly Dictionary<string, int> columns;
    private readonly string file;
    private readonly ICollection<FileFault> faults;
    private int extraLines;

    internal CsvRow(CsvDataReader reader, IReadOnlyList<string> header, string file, ICollection<FileFault> faults)
    {
        this.reader = reader;
        this.file = file;
        this.faults = faults;
        columns = header.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
    }

    /// <summary>The physical line, from 1; the header is line 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether a fault was noted on this line.</summary>
    public bool IsBad { get; private set; }

    /// <summary>The field without blanks around it.</summary>
    public string this[string column] => reader.GetString(columns[column]).Trim();

    /// <summary>Notes a fault of one field of this line.</summary>
    public void Fault(string field, string zh, string en) => Fault(field, new Bilingual(zh, en));

    /// <summary>Notes a fault of one field of this line.</summary>
    public void Fault(string field, Bilingual reason)
    {
        IsBad = true;
        faults.Add(new FileFault(file, Line, field, reason));
    }

    internal void Advance()
    {
        Line += 1 + extraLines;
        extraLines = 0;
        IsBad = false;
    }

    // A stray quote swallows the following lines into one field and loses them without a word, so no field may hold a line break.
    internal bool IsWhole()
    {
        for (var field = 0; field < reader.RowFieldCount; field++)
        {
            extraLines += reader.GetFieldSpan(field).Count('\n');
        }

        if (extraLines > 0)
        {
            Fault("", "引号内有换行，或引号没有成对", "a line break inside quotes, or a quote that is not closed");
        }
        else if (reader.RowFieldCount != columns.Count)
        {
            Fault("", $"应有 {columns.Count} 列，实为 {reader.RowFieldCount} 列", $"{reader.RowFieldCount} fields instead of {columns.Count}");
        }

        return !IsBad;
    }
}
