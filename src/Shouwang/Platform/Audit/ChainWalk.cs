using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>One way through the rows, from the first to the last. Of the chain only the first break is told: whatever follows it follows from it.</summary>
/// <param name="first">The first row to be taken; where it is not row 1, it is believed to follow the row before it.</param>
internal sealed class ChainWalk(SortedDictionary<long, Checkpoint> checkpoints, long first)
{
    // The order is the contract with the writer, written down a second time.
    public const string Columns = "seq, algorithm, at, actor, actor_name, role, unit, action, result, subject_kind, subject, purpose, case_number, session, pack_hash, detail, prev_hash, hash";
    private const int FirstText = 2;
    private const int PrevHash = 16;
    private const int OwnHash = 17;

    private readonly RowBytes bytes = new();
    private bool broken;
    private long matched = first - 1;

    public List<AuditFinding> Findings { get; } = [];

    public long Rows { get; private set; }

    public long LastSeq { get; private set; } = first - 1;

    public byte[] LastHash { get; private set; } = new byte[32];

    public void Take(DbDataReader row)
    {
        Rows++;
        try
        {
            var seq = row.GetInt64(0);
            var hash = row.GetFieldValue<byte[]>(OwnHash);
            if (!broken && Fault(row, seq, hash) is { } fault)
            {
                Break(fault.Seq, fault.Text);
            }

            (LastSeq, LastHash) = (seq, hash);
            Compare(seq, hash);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or FormatException or InvalidOperationException)
        {
            Break(LastSeq + 1, new("读不出来：某列不是应有的类型", "cannot be read: a column is not of its type"));
        }
    }

    /// <summary>After the last row: what the checkpoints know beyond it.</summary>
    public void End()
    {
        if (checkpoints.Count > 0 && checkpoints.Keys.Last() > LastSeq)
        {
            Findings.Add(new AuditFinding(AuditState.Cut, LastSeq + 1, new(
                $"日志止于第 {LastSeq} 行，而检查点见过第 {checkpoints.Keys.Last()} 行：末尾被截去，或恢复了旧备份", $"the log ends at row {LastSeq}, but a checkpoint has seen row {checkpoints.Keys.Last()}: its end was cut off, or an old backup was put back")));
        }
    }

    private (long Seq, Bilingual Text)? Fault(DbDataReader row, long seq, byte[] hash)
    {
        var expected = LastSeq + 1;
        if (seq < expected)
        {
            return (seq, new("出现两次，或本不该有", "is there twice, or should not be there at all"));
        }

        if (seq > expected)
        {
            return (expected, new($"缺失（后面是第 {seq} 行）", $"is missing (row {seq} comes next)"));
        }

        if (row.GetInt64(1) != 1)
        {
            return (seq, new("算法编号未知", "has an unknown algorithm"));
        }

        if (!Computed(row, seq).AsSpan().SequenceEqual(hash))
        {
            return (seq, new("内容与其哈希不符：被改过，或不是原来的行", "does not have the hash that it says: it was altered, or is not the row that was there"));
        }

        return row.GetFieldValue<byte[]>(PrevHash).AsSpan().SequenceEqual(LastHash) || (seq == first && first > 1) ? null : (seq, new("不接在前一行之后：前一行被换过", "does not follow the row before it: that one was exchanged"));
    }

    // A row whose own hash fits, but which is another than the one that was signed: everything since the last checkpoint that fits was written anew.
    private void Compare(long seq, byte[] hash)
    {
        if (broken || !checkpoints.TryGetValue(seq, out var point))
        {
            return;
        }

        if (point.Hash == Convert.ToHexStringLower(hash))
        {
            matched = seq;
        }
        else if (Findings.Count == 0)
        {
            Findings.Add(new AuditFinding(AuditState.Cut, matched + 1, new(
                $"第 {matched + 1} 行至第 {seq} 行不是检查点见过的：日志被回退后重写，或整个被替换", $"rows {matched + 1} to {seq} are not those that a checkpoint has seen: the log was rolled back and written anew, or replaced")));
        }
    }

    private void Break(long seq, Bilingual what)
    {
        if (!broken)
        {
            broken = true;
            Findings.Insert(0, new AuditFinding(AuditState.Tampered, seq, new($"第 {seq} 行{what.Zh}", $"row {seq} {what.En}")));
        }
    }

    private byte[] Computed(DbDataReader row, long seq)
    {
        bytes.Clear();
        bytes.Add(checked((byte)row.GetInt64(1)));
        bytes.Add(seq);
        for (var column = FirstText; column < PrevHash; column++)
        {
            bytes.AddSized(Encoding.UTF8.GetBytes(row.GetString(column)));
        }

        bytes.AddSized(row.GetFieldValue<byte[]>(PrevHash));
        return SHA256.HashData(bytes.Written);
    }
}
