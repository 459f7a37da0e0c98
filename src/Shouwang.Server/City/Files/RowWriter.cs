using System.Text;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>How the identity number is written.</summary>
internal enum IdStyle
{
    Plain,
    /// <summary>A final X in lower case.</summary>
    Lower,
    /// <summary>０-９ as an input method writes them.</summary>
    FullWidth,
    Fifteen,
    Empty,
    Mistyped,
}

/// <summary>Whose row it is and how that person appears in it.</summary>
internal readonly record struct Who(int Ordinal, IdStyle Style, Identity? Identity = null);

/// <summary>Writes one row of a feed cell by cell into a buffer.</summary>
internal sealed class RowWriter
{
    private readonly SourceFeed feed;
    private readonly Population people;
    private readonly CellWriter cells;
    private readonly Names.Bytes names;
    private readonly byte[][] addresses;
    private readonly byte[] group;
    private readonly byte[] number;
    private readonly Action<RowBuffer, long[], Who, long>[] columns;

    public RowWriter(SourceFeed feed, Fields fields, Population people, Encoding encoding)
    {
        (this.feed, this.people) = (feed, people);
        cells = new CellWriter(feed, encoding);
        names = new Names.Bytes(encoding);
        addresses = [.. people.Villages.Select(v => encoding.GetBytes(v.AddressPrefix))];
        (group, number) = (encoding.GetBytes("组"), encoding.GetBytes("号"));
        columns = [.. feed.Columns.Select(c => Compile(c, fields))];
    }

    public int Columns => columns.Length;

    public CellWriter Cells => cells;

    public void Cell(RowBuffer to, int column, long[] values, Who who, long line) => columns[column](to, values, who, line);

    public void Row(RowBuffer to, long[] values, Who who, long line)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0)
            {
                to.Put((byte)feed.Delimiter);
            }

            columns[i](to, values, who, line);
        }
    }

    private Action<RowBuffer, long[], Who, long> Compile(SourceColumn column, Fields fields)
    {
        if (column.Identity is { } part)
        {
            return part switch
            {
                IdentityPart.Id => (to, _, who, _) => Id(to, who),
                IdentityPart.Name => (to, _, who, _) => Name(to, who),
                IdentityPart.Birth => (to, _, who, _) => Birth(to, who),
                IdentityPart.Phone => (to, _, who, _) => Phone(to, who),
                IdentityPart.Address => (to, _, who, _) => Address(to, who),
                _ => (to, _, who, _) => to.PutNumber(people.Villages[people.VillageOf(who.Ordinal)].Code),
            };
        }

        return column.Field is { } field ? CompileField(column, fields[field.Name], field) : CompileFiller(column);
    }

    private Action<RowBuffer, long[], Who, long> CompileField(SourceColumn column, int at, RecordField field)
    {
        Action<RowBuffer, long> write = field.Type switch
        {
            FieldType.Date or FieldType.Month => cells.Date,
            FieldType.Money => cells.Money,
            FieldType.Code or FieldType.Bool => Coded(cells.Codes(column)),
            FieldType.Hash => HashTexts.Writer(field.Name, cells.Encoding),
            _ => (to, value) => to.PutNumber(value),
        };
        return (to, values, _, _) =>
        {
            if (values[at] != CityRow.Unknown)
            {
                write(to, values[at]);
            }
        };
    }

    private static Action<RowBuffer, long> Coded(byte[][] texts) => (to, value) => to.Put(texts[value]);

    private Action<RowBuffer, long[], Who, long> CompileFiller(SourceColumn column)
    {
        if (column.Title.Contains("序号", StringComparison.Ordinal))
        {
            return (to, _, _, line) => to.PutNumber(line - 1);
        }

        var texts = Fillers.Of(column.Title, feed.Format == FileFormat.Xlsx ? '\0' : feed.Delimiter, cells.Encoding);
        return texts.Length == 1
            ? (to, _, _, _) => to.Put(texts[0])
            : (to, _, who, line) => to.Put(texts[Dice.Mix((ulong)line, (ulong)who.Ordinal) % (ulong)texts.Length]);
    }

    private void Id(RowBuffer to, Who who)
    {
        var style = who.Identity?.Id ?? who.Style;
        if (style == IdStyle.Empty)
        {
            return;
        }

        Span<char> id = stackalloc char[18];
        people.WriteId(who.Ordinal, id);
        switch (style)
        {
            case IdStyle.Lower:
                id[17] = char.ToLowerInvariant(id[17]);
                break;
            case IdStyle.Mistyped:
                Identities.Mistype(id, who.Ordinal);
                break;
            case IdStyle.Fifteen:
                to.Put(id[..6]);
                to.Put(id[8..17]);
                return;
            case IdStyle.FullWidth:
                FullWidth(to, id);
                return;
        }

        to.Put(id);
    }

    private void FullWidth(RowBuffer to, ReadOnlySpan<char> id)
    {
        Span<char> wide = stackalloc char[18];
        for (var i = 0; i < 18; i++)
        {
            wide[i] = (char)(id[i] + 0xFEE0);
        }

        to.Advance(cells.Encoding.GetBytes(wide, to.Free));
    }

    private void Name(RowBuffer to, Who who)
    {
        if (who.Identity?.Name is { } given)
        {
            to.Advance(cells.Encoding.GetBytes(given, to.Free));
            return;
        }

        to.Advance(names.Write(people.Name(who.Ordinal), to.Free));
    }

    private void Birth(RowBuffer to, Who who)
    {
        cells.Date(to, who.Identity?.Birth?.DayNumber ?? people.BirthDay(who.Ordinal));
    }

    private void Phone(RowBuffer to, Who who)
    {
        if (people.Phone(who.Ordinal) is > 0 and var phone)
        {
            to.PutNumber(phone);
        }
    }

    private void Address(RowBuffer to, Who who)
    {
        if (people.HouseholdOf(who.Ordinal)?.Address is { } given)
        {
            to.Advance(cells.Encoding.GetBytes(given, to.Free));
            return;
        }

        to.Put(addresses[people.VillageOf(who.Ordinal)]);
        var house = people.HouseNumber(who.Ordinal);
        to.PutNumber(house % 12 + 1);
        to.Put(group);
        to.PutNumber(house);
        to.Put(number);
    }
}
