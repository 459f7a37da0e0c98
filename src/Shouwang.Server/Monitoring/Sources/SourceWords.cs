using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Monitoring;

/// <summary>How contracts and deliveries read on pages.</summary>
internal static class SourceWords
{
    public static Bilingual Of(Cadence cadence) => cadence switch
    {
        Cadence.Daily => new("每日", "daily"),
        Cadence.TenDays => new("每旬", "every ten days"),
        Cadence.Quarterly => new("每季", "quarterly"),
        Cadence.Yearly => new("每年", "yearly"),
        _ => new("每月", "monthly"),
    };

    /// <summary>What a column is for: part of the identity, a field of the record, or nothing.</summary>
    public static Bilingual Use(SourceColumn column) => column switch
    {
        { Identity: { } part } => Of(part),
        { Field: { } field } => field.Label,
        _ => new("不使用", "not used"),
    };

    /// <summary>What is checked in a column before its row is taken.</summary>
    public static Bilingual Checks(SourceColumn column)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        if (column.Field is { Optional: false })
        {
            (zh, en) = ([.. zh, "必填"], [.. en, "required"]);
        }

        if (column.Min is not null || column.Max is not null)
        {
            (zh, en) = ([.. zh, $"{column.Min} 至 {column.Max}"], [.. en, $"{column.Min} to {column.Max}"]);
        }

        if (column.Map.Count > 0)
        {
            (zh, en) = ([.. zh, $"代码：{string.Join("、", column.Map.Keys)}"], [.. en, $"codes: {string.Join(", ", column.Map.Keys)}"]);
        }

        return new(string.Join("；", zh), string.Join("; ", en));
    }

    public static string Tone(BatchState state) => state switch
    {
        BatchState.Published => "green",
        BatchState.Stopped => "orange",
        _ => "red",
    };

    private static Bilingual Of(IdentityPart part) => part switch
    {
        IdentityPart.Id => new("证件号", "identity number"),
        IdentityPart.Name => new("姓名", "name"),
        IdentityPart.Birth => new("出生日期", "birth"),
        IdentityPart.Phone => new("电话", "phone"),
        IdentityPart.Address => new("住址", "address"),
        _ => new("区划", "place"),
    };
}
