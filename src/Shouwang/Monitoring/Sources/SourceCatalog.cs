using System.Globalization;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Sources;

/// <summary>All source contracts of a pack, by code.</summary>
public sealed class SourceCatalog
{
    private static readonly string[] DateFormats = ["yyyyMMdd", "yyyy-MM-dd", "yyyy/M/d", "yyyy年M月d日", "yyyyMM", "yyyy-MM", "yyyy"];

    private SourceCatalog(RecordCatalog records, IReadOnlyDictionary<string, SourceContract> sources)
    {
        Records = records;
        Sources = sources;
    }

    public RecordCatalog Records { get; }

    public IReadOnlyDictionary<string, SourceContract> Sources { get; }

    /// <summary>Reads <c>monitoring/records.yaml</c> and <c>monitoring/sources/*.yaml</c>. Faults go to the pack.</summary>
    public static SourceCatalog Read(Pack pack) => Read(pack, RecordCatalog.Read(pack));

    public static SourceCatalog Read(Pack pack, RecordCatalog records)
    {
        var sources = new SortedDictionary<string, SourceContract>(StringComparer.Ordinal);
        var places = new Dictionary<string, PackNode>(StringComparer.Ordinal);
        foreach (var root in pack.Read("monitoring/sources"))
        {
            var contract = ReadSource(pack, records, root);
            ContractChecks.Code(root, contract.Code, places);
            sources[contract.Code] = contract;
        }

        return new SourceCatalog(records, sources);
    }

    private static SourceContract ReadSource(Pack pack, RecordCatalog records, PackNode root)
    {
        foreach (var basis in root.OptionalItems("basis"))
        {
            pack.CheckCitation(basis);
        }

        if (root.Required("basis") is { IsList: true } list && !list.Items().Any())
        {
            list.Fault("basis", "没有法律依据不得接收数据", "No data without a legal basis");
        }

        var contract = new SourceContract(
            root.TextOf("source"),
            root.BothOf("name"),
            root.WordOf("kind", "department", "bank") == "bank" ? SourceKind.Bank : SourceKind.Department,
            root.BothOf("owner"),
            root.Words("basis"),
            root.WordOf("cadence", "daily", "ten_days", "monthly", "quarterly", "yearly") switch
            {
                "daily" => Cadence.Daily,
                "ten_days" => Cadence.TenDays,
                "quarterly" => Cadence.Quarterly,
                "yearly" => Cadence.Yearly,
                _ => Cadence.Monthly,
            },
            root.IntOf("expected_within"),
            root.IntOf("retention"),
            [.. (root.Required("feeds")?.Entries() ?? []).Select(e => ReadFeed(e.Key, e.Value, records)).OfType<SourceFeed>()]);
        ContractChecks.Source(root, contract);
        root.NoOthers();
        return contract;
    }

    private static SourceFeed? ReadFeed(string name, PackNode at, RecordCatalog records)
    {
        if (at.Required("record") is not { } recordAt)
        {
            return null;
        }

        if (records.Find(recordAt.Text()) is not { } record)
        {
            recordAt.Fault("unknown", $"没有名为“{recordAt.Text()}”的记录类型", $"No record type named '{recordAt.Text()}'");
            return null;
        }

        var money = at.Optional("money");
        var columnsAt = (at.Required("columns")?.Items() ?? []).ToList();
        var columns = columnsAt.Select(c => ReadColumn(c, record)).ToList();
        ContractChecks.Columns(columnsAt, columns);
        var constants = at.OptionalEntries("constants").ToDictionary(e => e.Key, e => Constant(e.KeyAt, e.Value, record), StringComparer.Ordinal);
        var feed = new SourceFeed(
            name,
            record,
            at.TextOf("file"),
            at.WordOf("format", "csv", "xlsx", "zip") switch { "xlsx" => FileFormat.Xlsx, "zip" => FileFormat.Zip, _ => FileFormat.Csv },
            (at.Optional("encoding")?.Word("utf-8", "utf-8-bom", "gb18030") ?? "utf-8") switch { "gb18030" => FileEncoding.Gb18030, "utf-8-bom" => FileEncoding.Utf8Bom, _ => FileEncoding.Utf8 },
            (at.Optional("newline")?.Word("lf", "crlf") ?? "lf") == "crlf",
            ContractChecks.Delimiter(at.Optional("delimiter")),
            at.Optional("dates")?.Word(DateFormats) ?? "yyyy-MM-dd",
            (money?.Optional("unit")?.Word("yuan", "fen", "wan") ?? "yuan") switch { "fen" => MoneyUnit.Fen, "wan" => MoneyUnit.Wan, _ => MoneyUnit.Yuan },
            money?.Flag("thousands") ?? false,
            at.OptionalText("trailer"),
            at.Flag("manifest"),
            columns,
            constants,
            [.. at.OptionalItems("order").Select(o => ReadOrder(o, record)).OfType<(RecordField, RecordField)>()]);
        money?.NoOthers();
        CheckComplete(at, feed);
        at.NoOthers();
        return feed;
    }

    private static SourceColumn ReadColumn(PackNode at, RecordType record)
    {
        var title = at.TextOf("column");
        var identity = at.Optional("identity")?.Word("id", "name", "birth", "phone", "address", "division");
        var fieldAt = at.Optional("field");
        var field = fieldAt is null ? null : record.Field(fieldAt.Text());
        if (fieldAt is not null && field is null)
        {
            fieldAt.Fault("unknown", $"记录类型“{record.Name}”没有字段“{fieldAt.Text()}”", $"Record type '{record.Name}' has no field '{fieldAt.Text()}'");
        }

        var ignored = at.Flag("ignore");
        if ((identity is null ? 0 : 1) + (fieldAt is null ? 0 : 1) + (ignored ? 1 : 0) != 1)
        {
            at.Fault("column", "每一列须在 identity、field、ignore 中选且仅选一项", "A column says exactly one of identity, field and ignore");
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (text, _, code) in at.OptionalEntries("map"))
        {
            map[text] = code.Text();
            ContractChecks.Value(code, field);
        }

        var column = new SourceColumn(title, identity is null ? null : Enum.Parse<IdentityPart>(identity, ignoreCase: true), field, map, Number(at.Optional("min")), Number(at.Optional("max")));
        ContractChecks.Column(at, column);
        at.NoOthers();
        return column;
    }

    private static long? Number(PackNode? at)
    {
        if (at is null)
        {
            return null;
        }

        if (long.TryParse(at.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        at.Fault("int", "应为整数", "Expected a whole number");
        return null;
    }

    private static string Constant(PackNode keyAt, PackNode value, RecordType record)
    {
        var field = record.Field(keyAt.Text());
        if (field is null)
        {
            keyAt.Fault("unknown", $"记录类型“{record.Name}”没有字段“{keyAt.Text()}”", $"Record type '{record.Name}' has no field '{keyAt.Text()}'");
        }

        ContractChecks.Value(value, field);
        return value.Text();
    }

    private static (RecordField First, RecordField Second)? ReadOrder(PackNode at, RecordType record)
    {
        var names = at.Items().ToList();
        var fields = names.Select(n => record.Field(n.Text())).ToList();
        if (fields is [{ Type: FieldType.Date or FieldType.Month } first, { Type: FieldType.Date or FieldType.Month } second])
        {
            return (first, second);
        }

        at.Fault("order", "应为两个日期字段", "Two date fields are expected");
        return null;
    }

    /// <summary>Every required field has one column or constant, and somebody can be recognised.</summary>
    private static void CheckComplete(PackNode at, SourceFeed feed)
    {
        foreach (var field in feed.Record.Fields)
        {
            var carried = feed.Columns.Count(c => c.Field == field) + (feed.Constants.ContainsKey(field.Name) ? 1 : 0);
            if (carried > 1 || (carried == 0 && !field.Optional))
            {
                at.Fault("field", $"字段“{field.Name}”应恰有一列或一个常量，现有 {carried} 个", $"Field '{field.Name}' needs exactly one column or constant, found {carried}");
            }
        }

        if (feed.Columns.All(c => c.Identity != IdentityPart.Id))
        {
            at.Fault("identity", "缺少身份证号列（identity: id）", "No column carries the identity number (identity: id)");
        }

        if (!feed.FilePattern.Contains("{period}", StringComparison.Ordinal))
        {
            at.Fault("file", "文件名须含 {period}", "The file name must contain {period}");
        }
    }
}
