using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shouwang.Monitoring.Warnings;

/// <summary>
/// The stored form of evidence: <c>{"files":[{"record":…,"source":…,"feed":…,"file":…,"sha256":…}],"rows":[[file, line, "day", fen or null], …]}</c>.
/// A file is named once, however many of its rows decided; rows keep their order.
/// </summary>
public static class EvidenceText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(IReadOnlyList<EvidenceRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (rows.Count * 32));
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            // The first row of each file. They are few: looking along them costs less than hashing their names for every row.
            var files = new List<EvidenceRow>();
            json.WriteStartObject();
            json.WriteStartArray("files"u8);
            foreach (var row in rows)
            {
                if (PlaceOf(files, row) < 0)
                {
                    files.Add(row);
                    WriteFile(json, row);
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("rows"u8);
            foreach (var row in rows)
            {
                WriteRow(json, row, PlaceOf(files, row));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="JsonException">Not what <see cref="Write"/> wrote.</exception>
    public static IReadOnlyList<EvidenceRow> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var files = json.RootElement.GetProperty("files").EnumerateArray().ToList();
        return [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(row => ReadRow(row, files[row[0].GetInt32()]))];
    }

    /// <summary>The codes of the sources, sorted, joined by semicolons.</summary>
    public static string SourcesOf(IReadOnlyList<EvidenceRow> rows) =>
        rows.Count == 1 ? rows[0].Source : string.Join(';', rows.Select(row => row.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static int PlaceOf(List<EvidenceRow> files, EvidenceRow row)
    {
        for (var place = files.Count - 1; place >= 0; place--)
        {
            var file = files[place];
            if (file.File == row.File && file.Sha256 == row.Sha256 && file.Feed == row.Feed && file.Source == row.Source && file.Record == row.Record)
            {
                return place;
            }
        }

        return -1;
    }

    private static void WriteFile(Utf8JsonWriter json, EvidenceRow row)
    {
        json.WriteStartObject();
        json.WriteString("record"u8, row.Record);
        json.WriteString("source"u8, row.Source);
        json.WriteString("feed"u8, row.Feed);
        json.WriteString("file"u8, row.File);
        json.WriteString("sha256"u8, row.Sha256);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, EvidenceRow row, int file)
    {
        Span<char> day = stackalloc char[10];
        row.On.TryFormat(day, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteStartArray();
        json.WriteNumberValue(file);
        json.WriteNumberValue(row.Line);
        json.WriteStringValue(day);
        if (row.AmountFen is { } fen)
        {
            json.WriteNumberValue(fen);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static EvidenceRow ReadRow(JsonElement row, JsonElement file) => new(
        file.GetProperty("record").GetString()!,
        file.GetProperty("source").GetString()!,
        file.GetProperty("feed").GetString()!,
        file.GetProperty("file").GetString()!,
        file.GetProperty("sha256").GetString()!,
        row[1].GetInt32(),
        DateOnly.ParseExact(row[2].GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        row[3].ValueKind == JsonValueKind.Null ? null : row[3].GetInt64());
}
