using System.Globalization;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Facts;

/// <summary>Whose facts may come: households by code, persons by identity number, each with a number of the caller's.</summary>
internal sealed record FactOwners(IReadOnlyDictionary<string, int> Households, IReadOnlyDictionary<IdNumber, int> Persons);

/// <summary>A row without a fault.</summary>
/// <param name="Owner">The caller's number of the household or person.</param>
/// <param name="Source">Where the entity has one and the row gives it; it is not among the inputs.</param>
/// <param name="Given">The inputs that the row gives; good until the next row is asked for.</param>
internal readonly record struct FactLine(int Line, int Owner, string? Source, DateOnly? On, string? Origin, IReadOnlyList<(EntityField Input, object Value)> Given);

/// <summary>Reads <c>facts/&lt;entity&gt;.csv</c> row by row: key, <c>on</c>, <c>from</c>, then inputs in any order. The one reader of this form.</summary>
/// <param name="owners">Null where the register itself has faults: then only the values are checked.</param>
internal sealed class FactSheet(FactForm form, FactOwners? owners, ICollection<FileFault> faults)
{
    // Sums and products of such numbers stay within 64 bits; nobody's yearly income is above ten billion yuan.
    private const long LargestFen = 1_000_000_000_000;
    private const long LargestCount = 1_000_000_000;

    private readonly Dictionary<int, int> first = [];
    private readonly List<(EntityField Input, object Value)> given = [];
    private EntityField[] columns = [];

    public IEnumerable<FactLine> Read(string path)
    {
        foreach (var row in CsvFile.Read(path, Wrong, faults))
        {
            if (Line(row) is { } line)
            {
                yield return line;
            }
        }
    }

    private IEnumerable<(string Column, Bilingual Reason)> Wrong(IReadOnlyList<string> header)
    {
        string[] fixedColumns = [form.Key, "on", "from"];
        if (!header.Take(3).SequenceEqual(fixedColumns))
        {
            yield return ("", new($"表头应以 {string.Join(',', fixedColumns)} 开头", $"the header must begin with: {string.Join(',', fixedColumns)}"));
            yield break;
        }

        var inputs = form.Inputs.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (var name in header.Skip(3).Where(name => !inputs.ContainsKey(name)))
        {
            yield return (name, form.Entity.Fields.ContainsKey(name) ? new("名册已有此项", "the register says this") : new($"{form.Entity.Label.Zh}没有这一项", $"{form.Entity.Name} has no such input"));
        }

        foreach (var input in form.Inputs.Where(i => FactForm.MustBeGiven(i) && !header.Contains(i.Name)))
        {
            yield return (input.Name, new("缺少这一列", "the column is missing"));
        }

        columns = [.. form.Inputs.Where(i => header.Contains(i.Name))];
    }

    private FactLine? Line(CsvRow row)
    {
        var owner = Owner(row);
        var on = row["on"].Length == 0 ? (DateOnly?)null : Day(row);
        var origin = row["from"];
        if (origin.Length > 40 || origin.Contains('\0'))
        {
            row.Fault("from", new("超过 40 个字符，或含有空字符", "longer than 40 characters, or with a zero character"));
        }

        var source = Inputs(row);
        return row.IsBad || owner is not { } number ? null : new FactLine(row.Line, number, source, on, origin.Length == 0 ? null : origin, given);
    }

    private int? Owner(CsvRow row)
    {
        int? owner = null;
        if (form.BelongsToPerson)
        {
            if (!IdNumber.TryParse(row[form.Key], out var id, out var fault))
            {
                row.Fault(form.Key, new($"不是身份证号：{Words<IdNumberFault>.Of(fault)}", $"not an identity number: {Words<IdNumberFault>.Of(fault)}"));
                return null;
            }

            owner = owners is not null && owners.Persons.TryGetValue(id, out var person) ? person : null;
        }
        else
        {
            owner = owners is not null && owners.Households.TryGetValue(row[form.Key], out var household) ? household : null;
        }

        if (owner is null && owners is not null)
        {
            row.Fault(form.Key, form.BelongsToPerson ? new("名册中没有此人", "no such person in the register") : new("名册中没有这一户", "no such household in the register"));
        }
        else if (owner is { } known && form.IsOwner && !first.TryAdd(known, row.Line))
        {
            row.Fault(form.Key, new($"第 {first[known]} 行已列出", $"already listed on line {first[known]}"));
        }

        return owner;
    }

    private static DateOnly? Day(CsvRow row)
    {
        if (DateOnly.TryParseExact(row["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        row.Fault("on", new("不是 yyyy-MM-dd 形式的日期", "not a date of the form yyyy-MM-dd"));
        return null;
    }

    /// <returns>The source, where the entity has one and the row gives it.</returns>
    private string? Inputs(CsvRow row)
    {
        given.Clear();
        string? source = null;
        foreach (var input in columns)
        {
            var cell = row[input.Name];
            if (cell.Length == 0)
            {
                if (FactForm.MustBeGiven(input))
                {
                    row.Fault(input.Name, new("为空", "empty"));
                }
            }
            else if (Value(cell, input) is not { } value)
            {
                row.Fault(input.Name, Expected(input));
            }
            else if (input.Name == FactForm.Source)
            {
                source = (string)value;
            }
            else
            {
                given.Add((input, value));
            }
        }

        return source;
    }

    private static object? Value(string cell, EntityField input)
    {
        var value = (input.Type.Kind, cell) switch
        {
            (ValueKind.Bool, "1") => true,
            (ValueKind.Bool, "0") => false,
            _ => ValueReader.Parse(cell, input.Type),
        };
        var largest = input.Type.Kind == ValueKind.Int ? LargestCount : LargestFen;
        return value is long number && (number < 0 || number > largest) ? null : value;
    }

    private static Bilingual Expected(EntityField input) => input.Type.Kind switch
    {
        ValueKind.Bool => new("既不是 0 也不是 1", "neither 0 nor 1"),
        ValueKind.Money => new("不是零至一百亿、最多两位小数的金额（元）", "not an amount in yuan from zero to ten billion, with at most two decimals"),
        ValueKind.Int => new("不是零至十亿的整数", "not a whole number from zero to a billion"),
        ValueKind.Rate => new("不是零或以上、最多六位小数的数", "not a number of zero or more with at most six decimals"),
        ValueKind.Date => new("不是 yyyy-MM-dd 形式的日期", "not a date of the form yyyy-MM-dd"),
        _ => new($"应为 {string.Join('|', input.Type.Codes ?? [])} 之一", $"not one of {string.Join('|', input.Type.Codes ?? [])}"),
    };
}
