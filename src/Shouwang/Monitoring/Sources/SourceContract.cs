using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Sources;

public enum SourceKind
{
    Department,
    Bank,
}

public enum Cadence
{
    Daily,
    TenDays,
    Monthly,
    Quarterly,
    Yearly,
}

public enum FileFormat
{
    Csv,
    Xlsx,
    /// <summary>A ZIP that holds one CSV.</summary>
    Zip,
}

public enum FileEncoding
{
    Utf8,
    Utf8Bom,
    Gb18030,
}

public enum MoneyUnit
{
    Yuan,
    Fen,
    /// <summary>万元, ten thousand yuan.</summary>
    Wan,
}

/// <summary>Which part of a person's identity a column carries.</summary>
public enum IdentityPart
{
    Id,
    Name,
    Birth,
    Phone,
    Address,
    Division,
}

/// <summary>One column of a delivered file. Exactly one of Identity, Field and Ignored says what it is for.</summary>
/// <param name="Map">Delivered text → code of the record type; empty where the file carries the codes themselves.</param>
/// <param name="Min">Inclusive; whole yuan for money, the number itself for int.</param>
/// <param name="Max">Inclusive; whole yuan for money, the number itself for int.</param>
public sealed record SourceColumn(string Title, IdentityPart? Identity, RecordField? Field, IReadOnlyDictionary<string, string> Map, long? Min, long? Max)
{
    public bool Ignored => Identity is null && Field is null;
}

/// <summary>One kind of file that a source delivers.</summary>
/// <param name="FilePattern">File name without extension; <c>{period}</c> stands for the period.</param>
/// <param name="DateFormat">yyyyMMdd, yyyy-MM-dd, yyyy/M/d, yyyy年M月d日, yyyyMM, yyyy-MM or yyyy.</param>
/// <param name="TrailerMark">First cell of the trailer line <c>mark,rows,sum</c>, or null.</param>
public sealed record SourceFeed(
    string Name,
    RecordType Record,
    string FilePattern,
    FileFormat Format,
    FileEncoding Encoding,
    bool Crlf,
    char Delimiter,
    string DateFormat,
    MoneyUnit Unit,
    bool Thousands,
    string? TrailerMark,
    bool Manifest,
    IReadOnlyList<SourceColumn> Columns,
    IReadOnlyDictionary<string, string> Constants,
    IReadOnlyList<(RecordField First, RecordField Second)> Order);

/// <summary>What one department or bank delivers, and on what legal basis: see docs/night.md section 3.</summary>
public sealed record SourceContract(
    string Code,
    Bilingual Name,
    SourceKind Kind,
    Bilingual Owner,
    IReadOnlyList<string> Basis,
    Cadence Cadence,
    int ExpectedWithinDays,
    int RetentionMonths,
    IReadOnlyList<SourceFeed> Feeds);
