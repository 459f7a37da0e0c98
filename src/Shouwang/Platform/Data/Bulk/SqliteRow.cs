using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>Binds one row to a prepared statement in exactly the forms that Microsoft.Data.Sqlite writes, so that EF reads them back.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement)
{
    private readonly byte[] utf8 = new byte[4096];

    // The tests on TValue are constants for the compiler: each column type gets its own straight code.
    public void Write<TValue>(int column, TValue value)
    {
        if (typeof(TValue) == typeof(string))
        {
            Text(column, (string)(object)value!);
        }
        else if (typeof(TValue) == typeof(long) || typeof(TValue) == typeof(int) || typeof(TValue) == typeof(short) || typeof(TValue) == typeof(byte) || typeof(TValue) == typeof(bool))
        {
            raw.sqlite3_bind_int64(statement, column + 1, Whole(value));
        }
        else if (typeof(TValue) == typeof(double))
        {
            raw.sqlite3_bind_double(statement, column + 1, (double)(object)value!);
        }
        else if (typeof(TValue) == typeof(byte[]))
        {
            raw.sqlite3_bind_blob(statement, column + 1, (byte[])(object)value!);
        }
        else
        {
            Written(column, value);
        }
    }

    public void WriteNull(int column) => raw.sqlite3_bind_null(statement, column + 1);

    private static long Whole<TValue>(TValue value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        byte number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new NotSupportedException(typeof(TValue).Name),
    };

    private void Written<TValue>(int column, TValue value)
    {
        Span<char> text = stackalloc char[40];
        var length = 0;
        var done = value switch
        {
            Guid id => id.TryFormat(text, out length),
            DateOnly date => date.TryFormat(text, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.TryFormat(text, out length, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            decimal number => number.TryFormat(text, out length, "0.0###########################", CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"{typeof(TValue).Name} cannot be written in bulk to SQLite."),
        };
        for (var i = 0; typeof(TValue) == typeof(Guid) && i < length; i++)
        {
            text[i] = char.ToUpperInvariant(text[i]);
        }

        Text(column, done ? text[..length] : throw new NotSupportedException(typeof(TValue).Name));
    }

    private void Text(int column, ReadOnlySpan<char> text)
    {
        // An empty span would be a null pointer, which SQLite takes for NULL.
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = size <= utf8.Length ? utf8 : new byte[size];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        if (length == 0)
        {
            raw.sqlite3_bind_text(statement, column + 1, "");
            return;
        }

        raw.sqlite3_bind_text(statement, column + 1, bytes.AsSpan(0, length));
    }
}
