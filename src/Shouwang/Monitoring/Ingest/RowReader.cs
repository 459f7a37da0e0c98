using System.Text;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Reads lines straight into DuckDB's vectors: split, check, convert; the ids of up to 2,048 rows then become
/// subjects in one go. A bad line costs one line. One reader per thread; not safe for two.
/// </summary>
internal sealed unsafe class RowReader
{
    private readonly LoadJob job;
    private readonly FeedPlan plan;
    private readonly Encoding encoding;
    private readonly LineCells cells;
    private readonly byte[]?[] registeredNames;
    private readonly byte[][] dateMarks;
    private readonly ulong[] bodies = new ulong[NativeRows.ChunkSize];
    private readonly int[] bodyRows = new int[NativeRows.ChunkSize];
    private readonly int[] persons = new int[NativeRows.ChunkSize];
    private readonly UInt128[] pseudonyms = new UInt128[NativeRows.ChunkSize];
    private readonly byte[][] nameCells = new byte[NativeRows.ChunkSize][];
    private readonly (nint Start, int Length)[] names = new (nint, int)[NativeRows.ChunkSize];
    private readonly (nint Start, int Length)[] lines = new (nint, int)[NativeRows.ChunkSize];
    private readonly UInt128[][] digests;
    private readonly nint[] data;
    private readonly nint[] validity;
    private readonly long[] amounts = new long[NativeRows.ChunkSize];
    private readonly (int Slot, long Number, CellUse Use)[] constants;

    private byte* position;
    private byte* end;
    private int line;
    private int bodyCount;

    public RowReader(LoadJob job)
    {
        this.job = job;
        plan = job.Plan;
        encoding = job.Encoding;
        cells = new LineCells(plan.Feed.Delimiter, plan.Cells.Length, plan.Feed.Encoding == FileEncoding.Gb18030 && job.Encoding.CodePage != 65001);
        registeredNames = job.Context.Names.In(encoding);
        dateMarks = [encoding.GetBytes("年"), encoding.GetBytes("月"), encoding.GetBytes("日")];
        digests = [.. plan.HashSlots.Select(_ => new UInt128[NativeRows.ChunkSize])];
        data = new nint[plan.Columns.Length];
        validity = new nint[plan.Columns.Length];
        constants = [.. plan.Constants.Select(c => Constant(c.Slot, c.Field, c.Value))];
    }

    public LoadTally Tally { get; } = new();

    public List<BadRow> BadRows { get; } = [];

    public List<UnlinkedRow> Unlinked { get; } = [];

    public int Fill(NativeChunk chunk)
    {
        Bind(chunk);
        var rows = 0;
        bodyCount = 0;
        while (rows < NativeRows.ChunkSize)
        {
            if (position == end)
            {
                if (!job.NextRange(out var range))
                {
                    break;
                }

                position = job.Data + range.Start;
                end = job.Data + range.End;
                line = range.FirstLine;
            }

            rows += ReadLine(rows) ? 1 : 0;
        }

        Link();
        HashTexts(rows);
        Tally.Stored += rows;
        return rows;
    }

    private void Bind(NativeChunk chunk)
    {
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            data[i] = (nint)chunk.Data<byte>(i);
            validity[i] = i >= FeedPlan.FixedColumns && plan.Feed.Record.Fields[i - FeedPlan.FixedColumns].Optional ? (nint)chunk.Validity(i) : 0;
        }
    }

    private bool ReadLine(int row)
    {
        var rest = new ReadOnlySpan<byte>(position, (int)Math.Min(int.MaxValue, end - position));
        var length = rest.IndexOf((byte)'\n');
        var text = length < 0 ? rest : rest[..length];
        var start = position;
        position += length < 0 ? rest.Length : length + 1;
        var number = line++;
        if (text.Length > 0 && text[^1] == '\r')
        {
            text = text[..^1];
        }

        if (text.Length == 0 || (text[0] == ' ' && !text.ContainsAnyExcept((byte)' ')))
        {
            Tally.Blank++;
            return false;
        }

        Tally.Rows++;
        var fault = cells.Split(text, encoding);
        var cell = -1;
        if (fault == RowFault.None)
        {
            fault = Convert(text, row, number, out cell);
        }

        if (fault == RowFault.None)
        {
            lines[row] = ((nint)start, text.Length);
            return true;
        }

        SetAside(text, number, fault, cell);
        return false;
    }

    private RowFault Convert(ReadOnlySpan<byte> text, int row, int number, out int faultCell)
    {
        var plans = plan.Cells;
        amounts[row] = 0;
        for (var i = 0; i < plans.Length; i++)
        {
            var use = plans[i].Use;
            if (use is CellUse.Ignore or CellUse.Id or CellUse.Name or CellUse.OtherIdentity)
            {
                continue;
            }

            var fault = Write(plans[i], cells.Cell(text, i), row);
            if (fault != RowFault.None)
            {
                faultCell = i;
                return fault;
            }
        }

        faultCell = -1;
        foreach (var (slot, value, use) in constants)
        {
            Put(slot, row, use, value);
        }

        foreach (var slot in plan.Absent)
        {
            SetKnown(slot, row, false);
        }

        foreach (var (first, second) in plan.Order)
        {
            if (IsKnown(first, row) && IsKnown(second, row) && ((int*)data[first])[row] > ((int*)data[second])[row])
            {
                faultCell = Array.FindIndex(plans, p => p.Slot == second);
                return RowFault.Order;
            }
        }

        var identity = Identify(text, row, number, out faultCell);
        if (identity == RowFault.None)
        {
            ((int*)data[0])[row] = job.Batch;
            ((int*)data[1])[row] = number;
            Tally.StoredAmount += amounts[row];
        }

        return identity;
    }

    private RowFault Identify(ReadOnlySpan<byte> text, int row, int number, out int faultCell)
    {
        faultCell = plan.IdCell;
        var cell = Cells.Trim(cells.Cell(text, plan.IdCell));
        names[row] = default;
        if (plan.NameCell >= 0)
        {
            var name = Cells.Trim(cells.Cell(text, plan.NameCell));
            fixed (byte* at = name)
            {
                // The bytes lie in the mapped file, or in the reader's scratch where quotes were doubled; the latter are copied.
                names[row] = cells.InScratch(plan.NameCell) ? (0, 0) : ((nint)at, name.Length);
                nameCells[row] = cells.InScratch(plan.NameCell) ? name.ToArray() : [];
            }
        }

        if (Cells.TryIdBody(cell, out var body))
        {
            Pending(body, row);
            return RowFault.None;
        }

        var decoded = encoding.GetString(cell);
        if (SlowCells.TryIdBody(decoded, out body, out var fault))
        {
            Pending(body, row);
            return RowFault.None;
        }

        if (fault == IdNumberFault.Scientific)
        {
            return RowFault.IdScientific;
        }

        if (plan.NameCell < 0 || string.IsNullOrWhiteSpace(encoding.GetString(Name(row))))
        {
            return RowFault.NoIdentity;
        }

        ((int*)data[2])[row] = AddUnlinked(text, number, fault == IdNumberFault.Empty ? "id_missing" : "id_invalid", 0);
        return RowFault.None;
    }

    private void Pending(ulong body, int row)
    {
        bodies[bodyCount] = body;
        bodyRows[bodyCount++] = row;
    }

    private ReadOnlySpan<byte> Name(int row) =>
        names[row].Length > 0 ? new ReadOnlySpan<byte>((byte*)names[row].Start, names[row].Length) : nameCells[row] ?? [];

    private int AddUnlinked(ReadOnlySpan<byte> text, int number, string reason, int candidate)
    {
        var subject = job.Context.Unlinked.Next();
        var identity = new DeliveredIdentity(
            Text(text, IdentityPart.Id), Text(text, IdentityPart.Name), Text(text, IdentityPart.Birth),
            Text(text, IdentityPart.Phone), Text(text, IdentityPart.Address), Text(text, IdentityPart.Division));
        Unlinked.Add(new UnlinkedRow(subject, number, reason, candidate, job.Context.Sealing.Seal(identity.ToBytes(), job.AssociatedData)));
        return subject;
    }

    private string Text(ReadOnlySpan<byte> text, IdentityPart part)
    {
        for (var i = 0; i < plan.Cells.Length; i++)
        {
            var cell = plan.Cells[i];
            if ((cell.Use == CellUse.Id && part == IdentityPart.Id) || (cell.Use == CellUse.Name && part == IdentityPart.Name) || (cell.Use == CellUse.OtherIdentity && cell.Identity == part))
            {
                return encoding.GetString(Cells.Trim(cells.Cell(text, i)));
            }
        }

        return "";
    }

    /// <summary>Ids of the block → pseudonyms → person numbers; a registered person's row under another name becomes a doubt.</summary>
    private void Link()
    {
        if (bodyCount == 0)
        {
            return;
        }

        var found = persons.AsSpan(0, bodyCount);
        job.Context.Pseudonyms.OfBodies(bodies.AsSpan(0, bodyCount), pseudonyms);
        job.Context.Persons.Resolve(pseudonyms.AsSpan(0, bodyCount), found);
        var subjects = (int*)data[2];
        for (var i = 0; i < bodyCount; i++)
        {
            var (row, person) = (bodyRows[i], found[i]);
            subjects[row] = person;
            if (person < registeredNames.Length && registeredNames[person] is { } registered && plan.NameCell >= 0)
            {
                var name = Name(row);
                if (!name.IsEmpty && !name.SequenceEqual(registered) && !job.Context.Names.Agree(person, encoding.GetString(name)))
                {
                    Doubt(row, person);
                }
            }
        }
    }

    private void Doubt(int row, int person)
    {
        var text = new ReadOnlySpan<byte>((byte*)lines[row].Start, lines[row].Length);
        cells.Split(text, encoding);
        ((int*)data[2])[row] = AddUnlinked(text, ((int*)data[1])[row], "other_name", person);
    }

    private void HashTexts(int rows)
    {
        for (var i = 0; i < digests.Length; i++)
        {
            job.Context.Hashes.Encrypt(digests[i].AsSpan(0, rows));
            var target = (long*)data[plan.HashSlots[i]];
            for (var row = 0; row < rows; row++)
            {
                target[row] = (long)(ulong)digests[i][row];
            }
        }
    }

    private void SetAside(ReadOnlySpan<byte> text, int number, RowFault fault, int cell)
    {
        Tally.Bad++;
        var amount = plan.AmountSlot >= 0 ? ReadableAmount(text, fault) : null;
        if (plan.AmountSlot >= 0)
        {
            Tally.BadAmount += amount ?? 0;
            Tally.UnreadableAmounts += amount is null ? 1 : 0;
        }

        BadRows.Add(new BadRow(number, cell < 0 ? "" : plan.Cells[cell].Title, fault, amount, job.Context.Sealing.Seal(text, job.AssociatedData)));
    }

    private long? ReadableAmount(ReadOnlySpan<byte> text, RowFault fault)
    {
        if (fault is RowFault.Quote or RowFault.Columns or RowFault.Encoding)
        {
            return null;
        }

        var cell = Array.FindIndex(plan.Cells, c => c.Slot == plan.AmountSlot);
        return cell < 0 || Cells.Trim(cells.Cell(text, cell)).IsEmpty ? 0 : TryMoney(Cells.Trim(cells.Cell(text, cell)), out var fen) ? fen : null;
    }

    private RowFault Write(CellPlan cell, ReadOnlySpan<byte> delivered, int row)
    {
        var trimmed = Cells.Trim(delivered);
        if (trimmed.IsEmpty)
        {
            if (!cell.Optional)
            {
                return RowFault.Required;
            }

            SetKnown(cell.Slot, row, false);
            return RowFault.None;
        }

        if (cell.Optional)
        {
            SetKnown(cell.Slot, row, true);
        }

        return cell.Use switch
        {
            CellUse.Date => WriteDate(cell, trimmed, row),
            CellUse.Money => WriteMoney(cell, trimmed, row),
            CellUse.Code or CellUse.Bool => WriteCode(cell, trimmed, row),
            CellUse.Hash => WriteHash(cell, trimmed, row),
            CellUse.Division => WriteDivision(cell, trimmed, row),
            _ => WriteInt(cell, trimmed, row),
        };
    }

    private RowFault WriteDate(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        if (!(plan.Form == DateForm.Chinese ? Cells.TryMarkedDate(text, dateMarks, out var days) : Cells.TryDate(text, plan.Form, out days))
            && !(plan.Form == DateForm.Chinese ? SlowCells.TryChineseDate(encoding.GetString(text), out days) : Cells.TryDate(Slow(text), plan.Form, out days)))
        {
            return RowFault.Date;
        }

        ((int*)data[cell.Slot])[row] = cell.Month ? FirstOfMonth(days) : days;
        return RowFault.None;
    }

    private static int FirstOfMonth(int days)
    {
        var day = Cells.Day(days);
        return days - (day.Day - 1);
    }

    private RowFault WriteMoney(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        if (!TryMoney(text, out var fen))
        {
            return RowFault.Amount;
        }

        ((long*)data[cell.Slot])[row] = fen;
        if (cell.Slot == plan.AmountSlot)
        {
            amounts[row] = fen;
        }

        return fen < cell.Min || fen > cell.Max ? RowFault.Range : RowFault.None;
    }

    private bool TryMoney(ReadOnlySpan<byte> text, out long fen) =>
        Cells.TryMoney(text, plan.Decimals, plan.Feed.Thousands, out fen)
        || (!Ascii.IsValid(text) && Cells.TryMoney(Slow(text), plan.Decimals, true, out fen));

    private RowFault WriteInt(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        if (!Cells.TryInt(text, out var value) && !Cells.TryInt(Slow(text), out value))
        {
            return RowFault.Number;
        }

        ((int*)data[cell.Slot])[row] = value;
        return value < cell.Min || value > cell.Max ? RowFault.Range : RowFault.None;
    }

    private RowFault WriteCode(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        foreach (ref readonly var entry in cell.Codes.AsSpan())
        {
            if (text.SequenceEqual(entry.Delivered))
            {
                ((byte*)data[cell.Slot])[row] = entry.Stored;
                return RowFault.None;
            }
        }

        var slow = Slow(text);
        foreach (ref readonly var entry in cell.Codes.AsSpan())
        {
            if (slow.AsSpan().SequenceEqual(Slow(entry.Delivered)))
            {
                ((byte*)data[cell.Slot])[row] = entry.Stored;
                return RowFault.None;
            }
        }

        return RowFault.Code;
    }

    // Accounts and the like are compared, not read: digits that a spreadsheet has lost would make two of them one.
    private RowFault WriteHash(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        if (text.Contains((byte)'+') && Cells.IsScientific(text))
        {
            return RowFault.IdScientific;
        }

        digests[Array.IndexOf(plan.HashSlots, cell.Slot)][row] = TextHashes.Digest(Ascii.IsValid(text) ? text : Slow(text));
        return RowFault.None;
    }

    private RowFault WriteDivision(CellPlan cell, ReadOnlySpan<byte> text, int row)
    {
        if (!Cells.TryDivision(text, out var code) && !Cells.TryDivision(Slow(text), out code))
        {
            return RowFault.Number;
        }

        ((long*)data[cell.Slot])[row] = code;
        return RowFault.None;
    }

    private byte[] Slow(ReadOnlySpan<byte> text) => SlowCells.Plain(encoding.GetString(text));

    private void Put(int slot, int row, CellUse use, long number)
    {
        switch (use)
        {
            case CellUse.Date or CellUse.Int:
                ((int*)data[slot])[row] = (int)number;
                break;
            case CellUse.Bool or CellUse.Code:
                ((byte*)data[slot])[row] = (byte)number;
                break;
            default:
                ((long*)data[slot])[row] = number;
                break;
        }

        if (validity[slot] != 0)
        {
            SetKnown(slot, row, true);
        }
    }

    private void SetKnown(int slot, int row, bool known)
    {
        var word = (ulong*)validity[slot] + (row >> 6);
        *word = known ? *word | (1UL << (row & 63)) : *word & ~(1UL << (row & 63));
    }

    private bool IsKnown(int slot, int row) => validity[slot] == 0 || (((ulong*)validity[slot])[row >> 6] >> (row & 63) & 1) == 1;

    private (int, long, CellUse) Constant(int slot, RecordField field, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        switch (field.Type)
        {
            case FieldType.Code:
                return (slot, job.Codes.Number(plan.Feed.Record.Name, field.Name, value), CellUse.Code);
            case FieldType.Date or FieldType.Month when Cells.TryDate(bytes, DateForm.Dashed, out var days):
                return (slot, days, CellUse.Date);
            case FieldType.Int when Cells.TryInt(bytes, out var number):
                return (slot, number, CellUse.Int);
            case FieldType.Bool when FeedPlan.Flag(value) is { } flag:
                return (slot, flag ? 1 : 0, CellUse.Bool);
            case FieldType.Money when Cells.TryMoney(bytes, 2, false, out var fen):
                return (slot, fen, CellUse.Money);
            default:
                throw new InvalidOperationException($"The constant '{value}' does not fit the field '{field.Name}'.");
        }
    }
}
