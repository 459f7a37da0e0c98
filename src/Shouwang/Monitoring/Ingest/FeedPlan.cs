using System.Text;
using DuckDB.NET.Native;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What one column of a file is for, made ready for the byte reader.</summary>
internal enum CellUse : byte
{
    Ignore,
    Id,
    Name,
    OtherIdentity,
    Date,
    Int,
    Money,
    Bool,
    Code,
    Hash,
    Division,
}

internal readonly record struct CodeEntry(byte[] Delivered, byte Stored);

internal sealed record CellPlan(CellUse Use, string Title, int Slot, bool Optional, bool Month, IdentityPart Identity, long Min, long Max, CodeEntry[] Codes);

/// <summary>A feed's contract joined to the header of one file: which cell goes where, in which form.</summary>
internal sealed class FeedPlan
{
    /// <summary>The first three columns of every record table: batch, line, subject.</summary>
    public const int FixedColumns = 3;

    private FeedPlan(SourceFeed feed, IReadOnlyList<CellPlan> cells)
    {
        Feed = feed;
        Cells = [.. cells];
        Form = Ingest.Cells.FormOf(feed.DateFormat);
        Decimals = feed.Unit switch { MoneyUnit.Fen => 0, MoneyUnit.Wan => 6, _ => 2 };
        Columns =
        [
            new("batch", DuckDBType.Integer),
            new("line", DuckDBType.Integer),
            new("subject", DuckDBType.Integer),
            .. feed.Record.Fields.Select(f => new NativeColumn(f.Name, Native(f.Type))),
        ];
        AmountSlot = feed.Record.Amount is { } amount ? Slot(feed.Record, amount) : -1;
        IdCell = Array.FindIndex(Cells, c => c.Use == CellUse.Id);
        NameCell = Array.FindIndex(Cells, c => c.Use == CellUse.Name);
        Order = [.. feed.Order.Select(o => (Slot(feed.Record, o.First), Slot(feed.Record, o.Second)))];
        Constants = [.. feed.Constants.Select(c => (Slot(feed.Record, feed.Record.Field(c.Key)!), feed.Record.Field(c.Key)!, c.Value))];
        Absent = [.. feed.Record.Fields.Where(f => Cells.All(c => c.Slot != Slot(feed.Record, f)) && !feed.Constants.ContainsKey(f.Name)).Select(f => Slot(feed.Record, f))];
        HashSlots = [.. Cells.Where(c => c.Use == CellUse.Hash).Select(c => c.Slot)];
    }

    public SourceFeed Feed { get; }

    public CellPlan[] Cells { get; }

    public DateForm Form { get; }

    public int Decimals { get; }

    public NativeColumn[] Columns { get; }

    public int AmountSlot { get; }

    public int IdCell { get; }

    public int NameCell { get; }

    public (int First, int Second)[] Order { get; }

    public (int Slot, RecordField Field, string Value)[] Constants { get; }

    /// <summary>Optional fields that this file does not carry: unknown in every row.</summary>
    public int[] Absent { get; }

    public int[] HashSlots { get; }

    public static int Slot(RecordType record, RecordField field)
    {
        for (var i = 0; i < record.Fields.Count; i++)
        {
            if (record.Fields[i].Name == field.Name)
            {
                return FixedColumns + i;
            }
        }

        throw new InvalidOperationException($"Record type '{record.Name}' has no field '{field.Name}'.");
    }

    /// <summary>Null where the header does not carry exactly the contract's columns, in whatever order.</summary>
    public static FeedPlan? For(SourceFeed feed, IReadOnlyList<string> header, Encoding encoding, CodeBook codes)
    {
        var titles = header.Select(h => Platform.Text.Widths.Fold(h).Trim()).ToList();
        if (titles.Count != feed.Columns.Count)
        {
            return null;
        }

        var cells = new List<CellPlan>();
        foreach (var title in titles)
        {
            var column = feed.Columns.SingleOrDefault(c => Platform.Text.Widths.Fold(c.Title).Trim() == title);
            if (column is null || cells.Any(c => c.Title == column.Title))
            {
                return null;
            }

            cells.Add(Plan(feed, column, encoding, codes));
        }

        return new FeedPlan(feed, cells);
    }

    /// <summary>
    /// The columns that a header lacks (−), those that nobody agreed on (+) and those that come twice (×). Where hardly a title is known
    /// the line may be a row of data, of which nothing is repeated here: +7 says how many cells it has.
    /// </summary>
    public static string HeaderDifference(SourceFeed feed, IReadOnlyList<string> header)
    {
        var found = header.Select(h => Platform.Text.Widths.Fold(h).Trim()).ToList();
        var agreed = feed.Columns.Select(c => Platform.Text.Widths.Fold(c.Title).Trim()).ToList();
        var others = found.Except(agreed).ToList();
        var isHeader = agreed.Intersect(found).Count() * 2 >= agreed.Count;
        var twice = found.GroupBy(t => t).Where(g => g.Count() > 1 && agreed.Contains(g.Key)).Select(g => "×" + g.Key);
        return string.Join(", ", agreed.Except(found).Select(c => "−" + c).Concat(isHeader ? others.Select(c => "+" + c) : [$"+{others.Count}"]).Concat(twice));
    }

    public static bool? Flag(string text) => text.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "是" or "Y" or "有" => true,
        "0" or "FALSE" or "否" or "N" or "无" => false,
        _ => null,
    };

    private static CellPlan Plan(SourceFeed feed, SourceColumn column, Encoding encoding, CodeBook codes)
    {
        if (column.Field is not { } field)
        {
            var use = column.Identity switch
            {
                null => CellUse.Ignore,
                IdentityPart.Id => CellUse.Id,
                IdentityPart.Name => CellUse.Name,
                _ => CellUse.OtherIdentity,
            };
            return new CellPlan(use, column.Title, -1, true, false, column.Identity ?? IdentityPart.Id, 0, 0, []);
        }

        var unit = field.Type == FieldType.Money ? 100 : 1;
        return new CellPlan(
            UseOf(field.Type),
            column.Title,
            Slot(feed.Record, field),
            field.Optional,
            field.Type == FieldType.Month,
            default,
            column.Min is { } min ? min * unit : long.MinValue,
            column.Max is { } max ? max * unit : long.MaxValue,
            [.. Codes(feed, column, field, encoding, codes)]);
    }

    private static IEnumerable<CodeEntry> Codes(SourceFeed feed, SourceColumn column, RecordField field, Encoding encoding, CodeBook codes)
    {
        if (field.Type == FieldType.Code)
        {
            var pairs = column.Map.Count > 0 ? column.Map.Select(m => (m.Key, m.Value)) : field.Values.Keys.Select(v => (v, v));
            return pairs.Select(p => new CodeEntry(encoding.GetBytes(p.Item1), codes.Number(feed.Record.Name, field.Name, p.Item2)));
        }

        if (field.Type == FieldType.Bool)
        {
            IEnumerable<(string Text, bool Value)> pairs = column.Map.Count > 0
                ? column.Map.Select(m => (m.Key, Flag(m.Value) ?? false))
                : [("1", true), ("0", false), ("是", true), ("否", false), ("true", true), ("false", false), ("Y", true), ("N", false)];
            return pairs.Select(p => new CodeEntry(encoding.GetBytes(p.Text), p.Value ? (byte)1 : (byte)0));
        }

        return [];
    }

    private static CellUse UseOf(FieldType type) => type switch
    {
        FieldType.Date or FieldType.Month => CellUse.Date,
        FieldType.Int => CellUse.Int,
        FieldType.Money => CellUse.Money,
        FieldType.Bool => CellUse.Bool,
        FieldType.Code => CellUse.Code,
        FieldType.Hash => CellUse.Hash,
        _ => CellUse.Division,
    };

    private static DuckDBType Native(FieldType type) => type switch
    {
        FieldType.Date or FieldType.Month => DuckDBType.Date,
        FieldType.Int => DuckDBType.Integer,
        FieldType.Bool => DuckDBType.Boolean,
        FieldType.Code => DuckDBType.UnsignedTinyInt,
        _ => DuckDBType.BigInt,
    };
}
