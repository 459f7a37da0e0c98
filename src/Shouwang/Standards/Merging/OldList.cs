using System.Globalization;
using System.Text;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Sylvan.Data.Csv;

namespace Shouwang.Standards.Merging;

/// <summary>One line of a register to be merged.</summary>
/// <param name="Id">Null where the number is none: see <paramref name="WrittenId"/>.</param>
/// <param name="Income">Fen per head and year; null where the cell is empty.</param>
internal sealed record OldRow(
    string List,
    int Line,
    string Household,
    IdNumber? Id,
    string WrittenId,
    IdNumber? Head,
    string Name,
    int Role,
    string? Category,
    string? Kind,
    string? Causes,
    long? Income,
    string? Division,
    string Address,
    string Phone,
    DateOnly? Since,
    bool Dead,
    DateOnly? Died);

/// <summary>Reads a register in its own form. Everything wrong is named with line and column; then nothing is merged.</summary>
internal sealed class OldList(OldListForm form, string path, List<FileFault> faults)
{
    private readonly string file = Path.GetFileName(path);
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private int line = 1;

    public IReadOnlyList<OldRow> Read()
    {
        var rows = new List<OldRow>();
        try
        {
            // A byte order mark is read over; bytes of another encoding are a fault and not a question mark.
            var encoding = Encoding.GetEncoding(form.Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            using var text = new StreamReader(path, encoding);
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, CsvStyle = CsvStyle.Standard });
            if (!reader.Read() || !Header(reader))
            {
                return rows;
            }

            while (reader.Read())
            {
                line++;
                if (reader.RowFieldCount != columns.Count)
                {
                    Fault("", $"应有 {columns.Count} 列，实为 {reader.RowFieldCount} 列", $"{reader.RowFieldCount} fields instead of {columns.Count}");
                    continue;
                }

                rows.Add(Row(reader));
            }
        }
        catch (Exception e) when (e is DecoderFallbackException or CsvFormatException)
        {
            if (e is DecoderFallbackException)
            {
                Fault("", $"大约从这里起不是 {form.Encoding} 编码", $"from about here on the bytes are not {form.Encoding}");
            }
            else
            {
                Fault("", "引号没有成对，其后的内容无法读取", "the quotes do not pair up: the rest of the file cannot be read");
            }
        }

        return rows;
    }

    private bool Header(CsvDataReader reader)
    {
        for (var i = 0; i < reader.RowFieldCount; i++)
        {
            columns[reader.GetString(i).Trim()] = i;
        }

        var missing = form.Columns.Values.Append(form.Household).Concat(form.Head is null ? [] : [form.Head]).Where(c => !columns.ContainsKey(c)).Distinct().ToList();
        missing.ForEach(column => Fault(column, "文件没有这一列", "the file has no such column"));
        return missing.Count == 0;
    }

    private OldRow Row(CsvDataReader reader)
    {
        string Cell(string column) => reader.GetString(columns[column]).Trim();
        string Of(string field) => form.Columns.TryGetValue(field, out var column) ? Cell(column) : "";
        var id = Of("id");
        var role = Word("role", Of("role"));
        return new OldRow(
            form.Id,
            line,
            Cell(form.Household),
            IdNumber.TryParse(id, out var number) ? number : null,
            id,
            form.Head is { } head && IdNumber.TryParse(Cell(head), out var headNumber) ? headNumber : null,
            Of("name"),
            role is null ? 8 : int.Parse(role, CultureInfo.InvariantCulture),
            Word("category", Of("category")),
            Word("kind", Of("kind")),
            Word("causes", Of("causes")),
            Income(Of("income")),
            Of("division") is { Length: > 0 } division ? division : null,
            Of("address"),
            Of("phone"),
            Date("since", Of("since")),
            form.Dead.Contains(Of("state")),
            Date("died", Of("died")));
    }

    private string? Word(string field, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!form.Words.TryGetValue(field, out var words))
        {
            return text;
        }

        if (words.TryGetValue(text, out var code))
        {
            return code;
        }

        Fault(form.Columns[field], $"应为以下之一：{string.Join('|', words.Keys)}", $"not one of {string.Join('|', words.Keys)}");
        return null;
    }

    private long? Income(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (Money.TryParseYuan(text, out var money))
        {
            return form.Monthly ? checked(money.Fen * 12) : money.Fen;
        }

        Fault(form.Columns["income"], "不是以元计的金额", "not an amount in yuan");
        return null;
    }

    private DateOnly? Date(string field, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, form.Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault(form.Columns[field], $"不是 {form.Dates} 形式的日期", $"not a date as {form.Dates}");
        return null;
    }

    private void Fault(string field, string zh, string en) => faults.Add(new FileFault(file, line, field, new(zh, en)));
}
