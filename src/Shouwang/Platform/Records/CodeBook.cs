using System.Globalization;
using DuckDB.NET.Data;

namespace Shouwang.Platform.Records;

/// <summary>
/// The small numbers under which one store keeps the codes of its fields: one byte a code instead of a text,
/// which halves what DuckDB has to compress. Codes are only ever added, so that stored numbers keep their meaning.
/// </summary>
public sealed class CodeBook
{
    private readonly Dictionary<(string Record, string Field), List<string>> codes = [];

    /// <summary>Reads the book of a store, and adds the codes of the record types that it lacks.</summary>
    public static CodeBook Open(DuckDBConnection connection, RecordCatalog records)
    {
        var book = new CodeBook();
        Execute(connection, "CREATE TABLE IF NOT EXISTS code(record VARCHAR NOT NULL, field VARCHAR NOT NULL, number UTINYINT NOT NULL, code VARCHAR NOT NULL)");
        book.Read(connection);
        foreach (var record in records.Types.Values)
        {
            foreach (var field in record.Fields.Where(f => f.Type == FieldType.Code))
            {
                book.Complete(connection, record.Name, field);
            }
        }

        return book;
    }

    /// <exception cref="KeyNotFoundException">The field has no such code.</exception>
    public byte Number(string record, string field, string code)
    {
        var number = codes[(record, field)].IndexOf(code);
        return number >= 0 ? (byte)number : throw new KeyNotFoundException($"{record}.{field} has no code '{code}'.");
    }

    /// <summary>A stored column as its code's text, in SQL.</summary>
    public string Text(string record, string field, string column)
    {
        var cases = codes[(record, field)].Select((code, number) => string.Create(CultureInfo.InvariantCulture, $"WHEN {number} THEN '{code.Replace("'", "''", StringComparison.Ordinal)}'"));
        return $"CASE {column} {string.Join(' ', cases)} END";
    }

    private void Read(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT record, field, code FROM code ORDER BY record, field, number";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Of(reader.GetString(0), reader.GetString(1)).Add(reader.GetString(2));
        }
    }

    private void Complete(DuckDBConnection connection, string record, RecordField field)
    {
        var known = Of(record, field.Name);
        foreach (var code in field.Values.Keys.Except(known).ToList())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO code VALUES ($1, $2, $3, $4)";
            command.Parameters.Add(new DuckDBParameter(record));
            command.Parameters.Add(new DuckDBParameter(field.Name));
            command.Parameters.Add(new DuckDBParameter((byte)known.Count));
            command.Parameters.Add(new DuckDBParameter(code));
            command.ExecuteNonQuery();
            known.Add(code);
        }
    }

    private List<string> Of(string record, string field)
    {
        if (!codes.TryGetValue((record, field), out var list))
        {
            codes[(record, field)] = list = [];
        }

        return list;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
