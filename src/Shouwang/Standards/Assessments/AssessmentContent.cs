using System.Buffers;
using System.IO.Compression;
using System.Text;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Assessments;

/// <summary>
/// The compact form of an assessment: numbers only, in the order of its <see cref="LawText"/>, which says what each is.
/// About half a kilobyte a household instead of twenty as JSON. Safe for several threads.
/// </summary>
public sealed class AssessmentContent
{
    /// <summary>Raised whenever the form changes; older ones must stay readable for as long as they are kept.</summary>
    private const byte Form = 1;

    private readonly LawText law;
    private readonly (EntityText Entity, string[] Fields, string[] Variables, string[] Cases)[] entities;

    public AssessmentContent(LawText law)
    {
        this.law = law;
        var names = law.Entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var variables = law.Variables.Values.ToLookup(v => v.Entity, StringComparer.Ordinal);
        entities = [.. law.Entities.OrderBy(e => Depth(e, names)).ThenBy(e => e.Name, StringComparer.Ordinal).Select(e => (
            e,
            e.Fields.Keys.Order(StringComparer.Ordinal).ToArray(),
            variables[e.Name].Select(v => v.Name).Order(StringComparer.Ordinal).ToArray(),
            variables[e.Name].Where(v => v.HasCases).Select(v => v.Name).Order(StringComparer.Ordinal).ToArray()))];
    }

    public byte[] Write(AssessmentDocument document)
    {
        var text = new CompactWriter();
        text.Byte(Form);
        text.Byte((byte)document.Answer);
        text.Text(document.Category);
        text.Number(document.Monthly);
        text.Number(document.Possible.Count);
        document.Possible.ToList().ForEach(text.Text);
        text.Number(document.Missing.Count);
        foreach (var missing in document.Missing)
        {
            text.Text(missing.Entity);
            text.Number(missing.Row);
            text.Text(missing.Field);
            text.Byte(missing.CouldChange ? (byte)1 : (byte)0);
        }

        Rows(document.Rows, text);
        return Packed.Of(text.Done());
    }

    public AssessmentDocument Read(byte[] content)
    {
        var text = new CompactReader(Packed.Open(content));
        if (text.Byte() is var form && form != Form)
        {
            throw new InvalidDataException($"An assessment of form {form}; this program reads {Form}.");
        }

        var answer = (Answer)text.Byte();
        var category = text.Text();
        var monthly = text.Number();
        var possible = text.Times(text.Text).OfType<string>().ToList();
        var missing = text.Times(() => Missing(text)).ToList();
        return new AssessmentDocument(law.Hash, law.AsOf, law.KnownOn, answer, category, possible, monthly, missing, Rows(text));
    }

    private MissingFact Missing(CompactReader text)
    {
        var (entity, row, field) = (text.Text()!, (int)text.Number()!.Value, text.Text()!);
        return new MissingFact(entity, row, field, law.Entities.First(e => e.Name == entity).Fields[field].Label, text.Byte() == 1);
    }

    private void Rows(IReadOnlyList<AssessedRow> rows, CompactWriter text)
    {
        var at = 0;
        foreach (var (entity, fields, variables, cases) in entities)
        {
            var end = at;
            while (end < rows.Count && rows[end].Entity == entity.Name)
            {
                end++;
            }

            text.Number(end - at);
            for (; at < end; at++)
            {
                var row = rows[at];
                text.Number(row.Parent);
                text.Text(row.On);
                text.Text(row.From);
                Array.ForEach(fields, f => Value(row.Inputs[f], text));
                Array.ForEach(variables, v => Value(row.Values[v], text));
                Array.ForEach(cases, c => text.Number(row.Branches[c]));
            }
        }

        if (at != rows.Count)
        {
            throw new ArgumentException("Rows stand in another order than that of the law's entities.", nameof(rows));
        }
    }

    private List<AssessedRow> Rows(CompactReader text)
    {
        var rows = new List<AssessedRow>();
        foreach (var (entity, fields, variables, cases) in entities)
        {
            var kinds = variables.Select(v => law.Variables[$"{entity.Name}.{v}"].Kind).ToArray();
            var count = text.Number()!.Value;
            for (var number = 1; number <= count; number++)
            {
                var (parent, on, from) = ((int)text.Number()!.Value, text.Text(), text.Text());
                var inputs = fields.ToDictionary(f => f, f => Value(entity.Fields[f].Kind, text), StringComparer.Ordinal);
                var values = variables.Zip(kinds).ToDictionary(v => v.First, v => Value(v.Second, text), StringComparer.Ordinal);
                rows.Add(new AssessedRow(entity.Name, number, parent, inputs, values, cases.ToDictionary(c => c, _ => (int)text.Number()!.Value, StringComparer.Ordinal), on, from));
            }
        }

        return rows;
    }

    // What a value is follows from the law: a code's text or a number.
    private static void Value(KeptValue value, CompactWriter text)
    {
        if (value.Code is { } code)
        {
            text.Text(code);
        }
        else
        {
            text.Number(value.Number);
        }
    }

    private static KeptValue Value(ValueKind kind, CompactReader text) => kind == ValueKind.Text ? new KeptValue(null, text.Text()) : new KeptValue(text.Number(), null);

    private static int Depth(EntityText entity, Dictionary<string, EntityText> names) => entity.Parent is { } parent ? 1 + Depth(names[parent], names) : 0;
}

/// <summary>Numbers and texts as few bytes: seven bits a byte; a text the second time as its number. Unknown and null are the byte 0.</summary>
internal sealed class CompactWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(2048);
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);

    public void Byte(byte value) => bytes.Write([value]);

    /// <summary>Zigzag: small numbers of either sign are short.</summary>
    public void Number(long? value) => Bits(value is { } n ? checked(unchecked((ulong)((n << 1) ^ (n >> 63))) + 1) : 0);

    public void Text(string? value)
    {
        if (value is null)
        {
            Bits(0);
        }
        else if (known.TryGetValue(value, out var number))
        {
            Bits((ulong)number + 2);
        }
        else
        {
            known.Add(value, known.Count);
            Bits(1);
            var size = Encoding.UTF8.GetByteCount(value);
            Bits((ulong)size);
            Encoding.UTF8.GetBytes(value, bytes.GetSpan(size));
            bytes.Advance(size);
        }
    }

    public ReadOnlySpan<byte> Done() => bytes.WrittenSpan;

    private void Bits(ulong value)
    {
        var span = bytes.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[count++] = (byte)(value | 0x80);
        }

        span[count++] = (byte)value;
        bytes.Advance(count);
    }
}

internal sealed class CompactReader(byte[] bytes)
{
    private readonly List<string> known = [];
    private int at;

    public byte Byte() => bytes[at++];

    public long? Number()
    {
        var bits = Bits();
        return bits == 0 ? null : (long)((bits - 1) >> 1) ^ -(long)((bits - 1) & 1);
    }

    public string? Text()
    {
        var number = Bits();
        if (number == 1)
        {
            var size = (int)Bits();
            known.Add(Encoding.UTF8.GetString(bytes, at, size));
            at += size;
            return known[^1];
        }

        return number == 0 ? null : known[(int)number - 2];
    }

    public IEnumerable<T> Times<T>(Func<T> read)
    {
        for (var left = Number()!.Value; left > 0; left--)
        {
            yield return read();
        }
    }

    private ulong Bits()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}

/// <summary>Brotli, fast: an assessment is packed 25,000 times a night and opened by somebody who waits for one.</summary>
internal static class Packed
{
    private const int Quality = 4;
    private const int Window = 16;

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, packed, out var length, Quality, Window) ? packed[..length] : throw new InvalidOperationException("Brotli needs more room than it says.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    public static byte[] Open(byte[] packed)
    {
        using var input = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var output = new MemoryStream();
        input.CopyTo(output);
        return output.ToArray();
    }

    public static byte[] OfText(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string OpenText(byte[] packed) => Encoding.UTF8.GetString(Open(packed));
}
