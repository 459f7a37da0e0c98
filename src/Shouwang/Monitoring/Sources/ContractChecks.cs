using System.Text;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Sources;

/// <summary>What a contract must not say: each would be ignored silently, or stop a night, long after it was written.</summary>
internal static class ContractChecks
{
    private const string Separators = ",|;\t^~";

    /// <param name="places">The sources read so far; a later layer may replace one, the same folder may not.</param>
    public static void Code(PackNode root, string code, Dictionary<string, PackNode> places)
    {
        if (root.Optional("source") is not { } at)
        {
            return;
        }

        if (code.Length == 0 || code.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz_0123456789"))
        {
            at.Fault("name", "数据源代码是文件夹名，只能用小写字母、数字和下划线", "A source's code is the name of a folder: lower-case letters, digits and underscores only");
        }

        if (places.TryGetValue(code, out var other) && Path.GetDirectoryName(other.File) == Path.GetDirectoryName(root.File))
        {
            at.Fault("duplicate", $"数据源“{code}”已在 {other.File} 中约定", $"Source '{code}' has a contract already, in {other.File}");
        }

        places[code] = root;
    }

    public static void Source(PackNode root, SourceContract contract)
    {
        if (contract.ExpectedWithinDays < 0)
        {
            root.Optional("expected_within")?.Fault("range", "天数不能为负", "A number of days is not negative");
        }

        if (contract.RetentionMonths < 1 && root.Optional("retention") is { } retention)
        {
            retention.Fault("range", "保存期限至少为 1 个月", "Data are kept for one month at least");
        }

        foreach (var twins in contract.Feeds.GroupBy(f => (f.FilePattern.ToUpperInvariant(), f.Format)).Where(g => g.Count() > 1))
        {
            var name = twins.Last().Name;
            root.Optional("feeds")?.Optional(name)?.Fault("file", $"“{name}”与“{twins.First().Name}”的文件名相同，无法区分", $"'{name}' and '{twins.First().Name}' have the same file name: nobody can tell them apart");
        }
    }

    public static char Delimiter(PackNode? at)
    {
        var text = at?.Text();
        if (text is [var one] && Separators.Contains(one))
        {
            return one;
        }

        at?.Fault("delimiter", "分隔符应为以下字符之一：, | ; ^ ~ 或制表符", "A delimiter is one of , | ; ^ ~ or a tab");
        return ',';
    }

    public static void Columns(IReadOnlyList<PackNode> places, IReadOnlyList<SourceColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var earlier = columns.Take(i).ToList();
            var title = Folded(columns[i]);
            if (earlier.Any(c => Folded(c) == title))
            {
                places[i].Fault("duplicate", $"列“{columns[i].Title}”写了两次", $"Column '{columns[i].Title}' is written twice");
            }

            if (columns[i].Identity is { } part && earlier.Any(c => c.Identity == part))
            {
                places[i].Fault("duplicate", "另一列已是身份的同一部分", "Another column is this part of the identity already");
            }
        }
    }

    public static void Column(PackNode at, SourceColumn column)
    {
        if ((column.Min ?? column.Max) is not null && column.Field is { Type: not (FieldType.Int or FieldType.Money) })
        {
            at.Fault("range", "只有整数和金额可以有 min、max", "Only whole numbers and amounts have min and max");
        }

        if (column.Min > column.Max)
        {
            at.Fault("range", "min 大于 max", "min is above max");
        }

        if (column.Map.Count > 0 && column.Field is { Type: not (FieldType.Code or FieldType.Bool) })
        {
            at.Fault("map", "只有代码和是否型字段可以有 map", "Only codes and yes-no fields have a map");
        }
    }

    /// <summary>A constant, or what a map leads to.</summary>
    public static void Value(PackNode at, RecordField? field)
    {
        var text = at.Text();
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (field?.Type)
        {
            case FieldType.Code when !field.Values.ContainsKey(text):
                at.Fault("code", $"“{text}”不是字段“{field.Name}”的代码", $"'{text}' is not a code of field '{field.Name}'");
                break;
            case FieldType.Date or FieldType.Month when !Cells.TryDate(bytes, DateForm.Dashed, out _):
                at.Fault("date", "日期应为 yyyy-MM-dd", "A date is written yyyy-MM-dd");
                break;
            case FieldType.Int when !Cells.TryInt(bytes, out _):
            case FieldType.Money when !Cells.TryMoney(bytes, 2, false, out _):
            case FieldType.Bool when FeedPlan.Flag(text) is null:
                at.Fault("value", $"“{text}”不是字段“{field.Name}”的值", $"'{text}' is no value of field '{field.Name}'");
                break;
            case FieldType.Hash or FieldType.Division:
                at.Fault("value", $"字段“{field.Name}”不能是常量", $"Field '{field.Name}' cannot be a constant");
                break;
            default:
                break;
        }
    }

    private static string Folded(SourceColumn column) => Platform.Text.Widths.Fold(column.Title).Trim();
}
