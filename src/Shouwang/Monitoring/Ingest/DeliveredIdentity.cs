using System.Text;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What a row says about who it is about, as delivered. Kept sealed in the store; open only while matching.</summary>
internal sealed record DeliveredIdentity(string Id, string Name, string Birth, string Phone, string Address, string Division)
{
    private const char Separator = '\u001f';

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Join(Separator, Id, Name, Birth, Phone, Address, Division));

    public static DeliveredIdentity FromBytes(ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split(Separator);
        return new DeliveredIdentity(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    // Personal data never prints by accident.
    public override string ToString() => "DeliveredIdentity(sealed)";
}
