using System.Globalization;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>One line of a file of accounts: an account, and a role that it is to have.</summary>
internal sealed record AccountLine(int Line, CreateAccount.Command Account, GiveGrant.Command Grant);

/// <summary>Reads <c>account,name,unit,role,territory,purpose,from,to[,worker][,source]</c>; an account with several roles has several lines.</summary>
internal static class AccountFile
{
    private static readonly string[] Needed = ["account", "name", "unit", "role", "territory", "purpose", "from", "to"];
    private static readonly string[] Known = [.. Needed, "worker", "source"];

    public static IReadOnlyList<AccountLine> Read(string path, List<FileFault> faults)
    {
        var (lines, header) = (new List<AccountLine>(), (IReadOnlyList<string>)[]);
        foreach (var row in CsvFile.Read(path, found => Wrong(header = found), faults))
        {
            string? Optional(string column) => header.Contains(column) && row[column] is { Length: > 0 } text ? text : null;

            var account = new CreateAccount.Command(row["account"], row["name"], row["unit"], Optional("worker"), Optional("source"));
            if (CreateAccount.Check(account) is { } refusal)
            {
                row.Fault(refusal == AccessRefusal.BadName ? "account" : account.DisplayName.Length is 0 or > 100 ? "name" : "unit", refusal.Text);
            }

            var grant = new GiveGrant.Command(
                account.Name, Word<Role>(row, "role"), PlaceOf(row), Word<Purpose>(row, "purpose"), Day(row, "from"), Day(row, "to"), "账号导入 imported");
            if (!row.IsBad)
            {
                lines.Add(new(row.Line, account, grant));
            }
        }

        return lines;
    }

    private static IEnumerable<(string Column, Text.Bilingual Reason)> Wrong(IReadOnlyList<string> found) =>
    [
        .. Needed.Except(found).Select(column => (column, new Text.Bilingual("缺少该列", "the column is missing"))),
        .. found.Except(Known).Select(column => (column, new Text.Bilingual("没有这样的列", "no such column"))),
    ];

    private static TEnum Word<TEnum>(CsvRow row, string column)
        where TEnum : struct, Enum
    {
        if (!Words<TEnum>.TryParse(row[column], out var value))
        {
            row.Fault(column, $"应为以下之一：{Words<TEnum>.All}", $"not one of {Words<TEnum>.All}");
        }

        return value;
    }

    private static Territory PlaceOf(CsvRow row)
    {
        if (!Territory.TryParse(row["territory"], out var place))
        {
            row.Fault("territory", "应为 4、6、9 或 12 位区划代码", "not a division code of 4, 6, 9 or 12 digits");
        }

        return place;
    }

    private static DateOnly Day(CsvRow row, string column)
    {
        if (!DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            row.Fault(column, "应为 yyyy-MM-dd 形式的日期", "not a day as yyyy-MM-dd");
        }

        return day;
    }
}
