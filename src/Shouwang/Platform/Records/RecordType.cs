using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Records;

/// <summary>What a field of a canonical record holds, and how the store keeps it.</summary>
public enum FieldType
{
    /// <summary>DATE.</summary>
    Date,
    /// <summary>DATE, the first day of the month.</summary>
    Month,
    /// <summary>INTEGER.</summary>
    Int,
    /// <summary>BIGINT, fen.</summary>
    Money,
    /// <summary>BOOLEAN.</summary>
    Bool,
    /// <summary>VARCHAR of a closed list, ASCII, at most 12 bytes; the store keeps one byte (<see cref="CodeBook"/>).</summary>
    Code,
    /// <summary>BIGINT, a keyed 64-bit hash of the delivered text.</summary>
    Hash,
    /// <summary>BIGINT, 12 digits.</summary>
    Division,
}

public sealed record RecordField(string Name, FieldType Type, bool Optional, Bilingual Label, IReadOnlyDictionary<string, Bilingual> Values);

/// <summary>A canonical record type of the pack: see docs/night.md section 2.</summary>
public sealed record RecordType(string Name, Bilingual Label, RecordField Date, IReadOnlyList<RecordField> Key, RecordField? Amount, IReadOnlyList<RecordField> Fields)
{
    public string Table => "rec_" + Name;

    public RecordField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);
}

/// <summary>The SQL type that a field is stored as; the same words on DuckDB and PostgreSQL.</summary>
public static class FieldTypes
{
    /// <summary>How the records store keeps it: codes as small numbers of its <see cref="CodeBook"/>.</summary>
    public static string Stored(FieldType type) => type == FieldType.Code ? "UTINYINT" : Sql(type);

    /// <summary>How screening sees it.</summary>
    public static string Sql(FieldType type) => type switch
    {
        FieldType.Date or FieldType.Month => "DATE",
        FieldType.Int => "INTEGER",
        FieldType.Bool => "BOOLEAN",
        FieldType.Code => "VARCHAR",
        _ => "BIGINT",
    };
}

/// <summary>All record types of a pack, by name.</summary>
public sealed class RecordCatalog
{
    private RecordCatalog(IReadOnlyDictionary<string, RecordType> types) => Types = types;

    public IReadOnlyDictionary<string, RecordType> Types { get; }

    public RecordType? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>Reads <c>monitoring/records.yaml</c> of every layer. Faults go to the pack.</summary>
    public static RecordCatalog Read(Pack pack)
    {
        var types = new SortedDictionary<string, RecordType>(StringComparer.Ordinal);
        foreach (var root in pack.Read("monitoring/records.yaml"))
        {
            foreach (var (name, at, value) in root.OptionalEntries("records"))
            {
                if (ReadType(name, at, value) is { } type)
                {
                    types[name] = type;
                }
            }

            root.NoOthers();
        }

        return new RecordCatalog(types);
    }

    private static RecordType? ReadType(string name, PackNode at, PackNode value)
    {
        if (IsBadWord(name))
        {
            at.Fault("name", "记录类型名只能用小写字母、数字和下划线", "A record type's name has lower-case letters, digits and underscores only");
            return null;
        }

        var label = value.BothOf("label");
        var fields = value.Required("fields")?.Entries().Select(e => ReadField(e.Key, e.Value)).ToList() ?? [];
        var date = FieldNamed(fields, value.Required("date"));
        if (date is { Type: not (FieldType.Date or FieldType.Month) })
        {
            value.Required("date")!.Fault("type", "窗口按此字段计算，应为日期或月份", "Windows count by this field: it must be a date or a month");
            return null;
        }

        foreach (var field in fields.Where(f => IsBadName(f.Name)))
        {
            value.Required("fields")!.Entries().First(e => e.Key == field.Name).KeyAt.Fault("name", "字段名只能用小写字母、数字和下划线，且不得为 batch、line、subject、person", "A field's name has lower-case letters, digits and underscores only, and is none of batch, line, subject, person");
        }

        var key = value.OptionalItems("key").Select(k => FieldNamed(fields, k)).OfType<RecordField>().ToList();
        var amount = value.Optional("amount") is { } a ? FieldNamed(fields, a) : null;
        if (amount is { Type: not FieldType.Money })
        {
            value.Optional("amount")!.Fault("type", "金额字段的类型应为 money", "The amount is a field of type money");
            amount = null;
        }

        value.NoOthers();
        return date is null ? null : new RecordType(name, label, date, key, amount, fields);
    }

    private static bool IsBadWord(string name) => name.Length == 0 || name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz_0123456789");

    // The store and the relations of screening have columns of these names themselves.
    private static bool IsBadName(string name) => IsBadWord(name) || name is "batch" or "line" or "subject" or "person";

    private static RecordField ReadField(string name, PackNode value)
    {
        var type = Enum.Parse<FieldType>(value.WordOf("type", "date", "month", "int", "money", "bool", "code", "hash", "division"), ignoreCase: true);
        var values = new SortedDictionary<string, Bilingual>(StringComparer.Ordinal);
        foreach (var (code, codeAt, text) in value.OptionalEntries("values"))
        {
            if (code.Length is 0 or > 12 || !System.Text.Ascii.IsValid(code))
            {
                codeAt.Fault("code", "代码应为不超过 12 个字节的 ASCII 字符", "A code is ASCII and at most 12 bytes long");
            }

            values[code] = text.Both();
        }

        if (values.Count > 255)
        {
            value.Fault("values", "代码最多 255 个", "A field has 255 codes at most");
        }

        if (type == FieldType.Code && values.Count == 0)
        {
            value.Fault("values", "代码型字段应列出全部取值", "A code field lists all its values");
        }

        var field = new RecordField(name, type, value.Flag("optional"), value.BothOf("label"), values);
        value.NoOthers();
        return field;
    }

    private static RecordField? FieldNamed(List<RecordField> fields, PackNode? at)
    {
        var found = at is null ? null : fields.FirstOrDefault(f => f.Name == at.Text());
        if (at is not null && found is null)
        {
            at.Fault("unknown", $"没有名为“{at.Text()}”的字段", $"No field named '{at.Text()}'");
        }

        return found;
    }
}
