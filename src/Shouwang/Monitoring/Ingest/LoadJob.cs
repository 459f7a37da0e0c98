using System.Collections.Concurrent;
using System.Text;
using DuckDB.NET.Native;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Monitoring.Ingest;

/// <summary>A row set aside: its place, the cell's title ("" for the whole row), the reason, and the line as delivered.</summary>
/// <param name="Amount">In fen; null where the row has none that can be read.</param>
internal readonly record struct BadRow(int Line, string Field, RowFault Fault, long? Amount, byte[] SealedLine);

/// <summary>A stored row whose person is not certain: it carries a negative subject until matching or somebody decides.</summary>
/// <param name="Reason">id_missing, id_invalid or other_name.</param>
/// <param name="Candidate">The registered person whose id it carries under another name, else 0.</param>
internal readonly record struct UnlinkedRow(int Subject, int Line, string Reason, int Candidate, byte[] SealedIdentity);

/// <summary>What one pass over a file counted. Amounts in fen.</summary>
internal sealed class LoadTally
{
    public long Rows;
    public long Stored;
    public long Bad;
    public long Blank;
    public long StoredAmount;
    public long BadAmount;
    public long UnreadableAmounts;

    public void Add(LoadTally other)
    {
        Rows += other.Rows;
        Stored += other.Stored;
        Bad += other.Bad;
        Blank += other.Blank;
        StoredAmount += other.StoredAmount;
        BadAmount += other.BadAmount;
        UnreadableAmounts += other.UnreadableAmounts;
    }
}

/// <summary>What the reading of rows needs to know of people and keys; the same for every file of a night.</summary>
internal sealed class LoadContext(CodeBook codes, PersonMap persons, RegisteredNames names, Pseudonyms pseudonyms, TextHashes hashes, Sealing sealing, UnlinkedNumbers unlinked)
{
    public CodeBook Codes { get; } = codes;

    public PersonMap Persons { get; } = persons;

    public RegisteredNames Names { get; } = names;

    public Pseudonyms Pseudonyms { get; } = pseudonyms;

    public TextHashes Hashes { get; } = hashes;

    public Sealing Sealing { get; } = sealing;

    public UnlinkedNumbers Unlinked { get; } = unlinked;
}

/// <summary>Counts batches up, for several lanes at once. A number may stay unused.</summary>
internal sealed class BatchNumbers(int last)
{
    private int last = last;

    public int Next() => Interlocked.Increment(ref last);
}

/// <summary>Hands out the negative subjects of rows whose person is not certain.</summary>
internal sealed class UnlinkedNumbers(int last)
{
    private int last = last;

    public int Next() => -Interlocked.Increment(ref last);
}

/// <summary>
/// One file on its way into the store. DuckDB's threads call <see cref="Fill"/>; each call borrows a reader,
/// which goes on where it stopped.
/// </summary>
internal sealed unsafe class LoadJob : IRowProducer
{
    private readonly ConcurrentBag<RowReader> idle = [];
    private readonly ConcurrentBag<RowReader> all = [];
    private readonly IReadOnlyList<LineRange> ranges;
    private int nextRange = -1;

    public LoadJob(FeedPlan plan, int batch, byte[] associatedData, byte* data, IReadOnlyList<LineRange> ranges, Encoding encoding, LoadContext context)
    {
        Plan = plan;
        Batch = batch;
        AssociatedData = associatedData;
        Data = data;
        this.ranges = ranges;
        Encoding = encoding;
        Context = context;
    }

    public FeedPlan Plan { get; }

    public int Batch { get; }

    /// <summary>The file's hash: sealed rows open only for the file they came from.</summary>
    public byte[] AssociatedData { get; }

    public byte* Data { get; }

    public Encoding Encoding { get; }

    public LoadContext Context { get; }

    public CodeBook Codes => Context.Codes;

    public IReadOnlyList<NativeColumn> Columns => Plan.Columns;

    public LoadTally Tally()
    {
        var sum = new LoadTally();
        foreach (var reader in all)
        {
            sum.Add(reader.Tally);
        }

        return sum;
    }

    public IReadOnlyList<BadRow> BadRows() => [.. all.SelectMany(r => r.BadRows).OrderBy(r => r.Line)];

    public IReadOnlyList<UnlinkedRow> Unlinked() => [.. all.SelectMany(r => r.Unlinked).OrderBy(r => r.Line)];

    // A reader that has come to its end is not lent again: DuckDB ends the share of a thread that gets no rows,
    // and another reader's rows may still wait.
    public int Fill(NativeChunk chunk)
    {
        while (true)
        {
            if (!idle.TryTake(out var reader))
            {
                if (Volatile.Read(ref nextRange) >= ranges.Count - 1)
                {
                    return 0;
                }

                reader = new RowReader(this);
                all.Add(reader);
            }

            var rows = reader.Fill(chunk);
            if (rows == NativeRows.ChunkSize)
            {
                idle.Add(reader);
            }

            if (rows > 0)
            {
                return rows;
            }
        }
    }

    /// <summary>The first line number of each range.</summary>
    public IEnumerable<int> Lines => ranges.Select(r => r.FirstLine);

    public bool NextRange(out LineRange range)
    {
        var i = Interlocked.Increment(ref nextRange);
        range = i < ranges.Count ? ranges[i] : default;
        return i < ranges.Count;
    }
}

/// <summary>A run of whole lines: byte offsets and the number of its first line (from 1).</summary>
internal readonly record struct LineRange(long Start, long End, int FirstLine);
