using System.Text;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>One way to spoil a row of a feed, and the reason code that quarantine must give.</summary>
/// <param name="Column">Cell that is replaced, or −1.</param>
/// <param name="Text">Bytes of the replaced cell.</param>
internal sealed record Fault(string Code, int Column = -1, byte[]? Text = null)
{
    public (int First, int Second)? Swapped { get; init; }

    /// <summary>Every fault that this feed's form allows.</summary>
    public static IReadOnlyList<Fault> Of(SourceFeed feed, Fields fields, CellWriter cells)
    {
        var found = new List<Fault>();
        if (feed.Format != FileFormat.Xlsx)
        {
            found.AddRange([new Fault("quote"), new Fault("columns"), new Fault("columns_more")]);
        }

        for (var i = 0; i < feed.Columns.Count; i++)
        {
            AddColumn(found, feed, i, cells);
        }

        found.AddRange(feed.Order.Select(o => new Fault("order") { Swapped = (fields[o.First.Name], fields[o.Second.Name]) }));
        found.Add(new Fault("no_identity"));
        return found;
    }

    private static void AddColumn(List<Fault> found, SourceFeed feed, int at, CellWriter cells)
    {
        var column = feed.Columns[at];
        byte[] Bytes(string text) => cells.Encoding.GetBytes(text);
        if (column.Identity == IdentityPart.Id)
        {
            found.Add(new Fault("id_scientific", at, Bytes("3.40699E+17")));
        }

        if (column.Identity == IdentityPart.Name && feed.Format != FileFormat.Xlsx)
        {
            found.Add(new Fault("encoding", at, [0xFF, 0xFE]));
        }

        if (column.Field is not { } field)
        {
            return;
        }

        switch (field.Type)
        {
            case FieldType.Date or FieldType.Month:
                found.Add(new Fault("date", at, Bytes(Impossible(feed.DateFormat))));
                break;
            case FieldType.Money:
                found.Add(new Fault("amount", at, Bytes("壹佰元整")));
                break;
            case FieldType.Int:
                found.Add(new Fault("number", at, Bytes("三级")));
                break;
            case FieldType.Code or FieldType.Bool:
                found.Add(new Fault("code", at, Bytes("不详Z")));
                break;
        }

        if (!field.Optional && field.Type != FieldType.Hash)
        {
            found.Add(new Fault("required", at, []));
        }

        // An amount out of range would still be readable: trailers could not agree on whether it counts.
        if (column.Max is { } max && field != feed.Record.Amount)
        {
            found.Add(new Fault("range", at, Beyond(field, max, cells)));
        }
    }

    private static byte[] Beyond(RecordField field, long max, CellWriter cells)
    {
        var buffer = new RowBuffer(256);
        if (field.Type == FieldType.Money)
        {
            cells.Money(buffer, checked((max + 1) * 100));
        }
        else
        {
            buffer.PutNumber(max + 1);
        }

        return buffer.Written.ToArray();
    }

    private static string Impossible(string format) => format switch
    {
        "yyyyMMdd" => "20250231",
        "yyyy/M/d" => "2025/2/31",
        "yyyy年M月d日" => "2025年2月31日",
        "yyyyMM" => "202513",
        "yyyy-MM" => "2025-13",
        "yyyy" => "20X5",
        _ => "2025-02-31",
    };
}
