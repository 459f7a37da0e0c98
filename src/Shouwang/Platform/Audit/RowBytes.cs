using System.Buffers.Binary;

namespace Shouwang.Platform.Audit;

/// <summary>The bytes of one row as the verifier understands the encoding; used again for each row.</summary>
internal sealed class RowBytes
{
    private byte[] room = new byte[4096];
    private int length;

    public ReadOnlySpan<byte> Written => room.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Add(byte value) => Room(1)[0] = value;

    public void Add(long value) => BinaryPrimitives.WriteInt64BigEndian(Room(8), value);

    public void AddSized(ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), part.Length);
        part.CopyTo(Room(part.Length));
    }

    private Span<byte> Room(int more)
    {
        if (length + more > room.Length)
        {
            Array.Resize(ref room, Math.Max(2 * room.Length, length + more));
        }

        length += more;
        return room.AsSpan(length - more, more);
    }
}
