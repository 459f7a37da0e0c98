using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shouwang.Platform.Audit;

/// <summary>
/// The bytes that are hashed, and how a moment and a result are written. Layout of a row: algorithm (1 byte), seq (8 bytes,
/// big endian), then each text in the order of <see cref="Texts"/> and the previous hash, each after its length in bytes
/// (4 bytes, big endian). <see cref="AuditVerifier"/> does not use this class: it has its own, and the two must agree.
/// </summary>
internal static class AuditEncoding
{
    public const byte Sha256 = 1;

    /// <summary>Columns of texts, in the order in which they are hashed and stored between <c>algorithm</c> and <c>prev_hash</c>.</summary>
    public static readonly string[] Columns =
    [
        "at", "actor", "actor_name", "role", "unit", "action", "result", "subject_kind", "subject", "purpose", "case_number", "session", "pack_hash", "detail",
    ];

    public static readonly string ColumnList = $"seq, algorithm, {string.Join(", ", Columns)}, prev_hash, hash";

    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not written by us.</exception>
    public static DateTimeOffset ReadMoment(string text) =>
        DateTimeOffset.ParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string[] Texts(DateTimeOffset at, AuditEntry entry) =>
    [
        Write(at), entry.Actor, entry.ActorName, entry.Role, entry.Unit, entry.Action, Data.Words<AuditResult>.Of(entry.Result), entry.Subject.Kind, entry.Subject.Id,
        entry.Purpose, entry.Case, entry.Session, entry.PackHash, entry.Detail,
    ];

    public static AuditEntry Entry(IReadOnlyList<string> texts) => new(texts[1], texts[5], new(texts[7], texts[8]))
    {
        ActorName = texts[2], Role = texts[3], Unit = texts[4], Result = Data.Words<AuditResult>.Parse(texts[6]),
        Purpose = texts[9], Case = texts[10], Session = texts[11], PackHash = texts[12], Detail = texts[13],
    };

    /// <summary>The row that follows another.</summary>
    public static AuditRow Chain(long seq, byte[] previous, DateTimeOffset at, AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(Sha256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        bytes.Write(number);
        foreach (var text in Texts(at, entry))
        {
            WriteSized(bytes, Strict.GetBytes(text));
        }

        WriteSized(bytes, previous);
        return new AuditRow(seq, at, entry, Sha256, previous, SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void WriteSized(MemoryStream bytes, byte[] part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        bytes.Write(length);
        bytes.Write(part);
    }
}
