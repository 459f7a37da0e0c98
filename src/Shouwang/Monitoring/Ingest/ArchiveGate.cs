using System.IO.Compression;
using System.IO.Hashing;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Limits of an archive that may be opened at all; real files measured stay below a ratio of 43 (design/trust.md T07).</summary>
internal static class ArchiveGate
{
    private const int MaxEntries = 2_000;
    private const long MaxBytes = 1L << 30;
    private const int MaxRatio = 100;

    /// <summary>Unpacks everything once, counting the bytes that really come out: headers may lie, and .NET checks no checksum.</summary>
    /// <param name="damaged">The fault of an entry that is not what the archive says of it.</param>
    public static DeliveryFault Inspect(ZipArchive archive, long packedBytes, DeliveryFault damaged)
    {
        if (archive.Entries.Count > MaxEntries)
        {
            return DeliveryFault.ArchiveBomb;
        }

        long total = 0;
        var buffer = new byte[1 << 16];
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            var checksum = new Crc32();
            long bytes = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                bytes += read;
                total += read;
                checksum.Append(buffer.AsSpan(0, read));
                // Small entries (an empty style sheet of spaces) compress beyond the ratio without harm.
                if (total > MaxBytes || (bytes > 1 << 20 && bytes > MaxRatio * Math.Max(1, Math.Min(entry.CompressedLength, packedBytes))))
                {
                    return DeliveryFault.ArchiveBomb;
                }
            }

            if (bytes != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            {
                return damaged;
            }
        }

        return DeliveryFault.None;
    }
}

/// <summary>A ZIP that holds exactly one CSV.</summary>
internal static class ZippedCsv
{
    public static byte[] Read(string path, out DeliveryFault fault)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var entries = archive.Entries.Where(e => e.Length > 0 || e.Name.Length > 0).ToList();
            fault = entries.Count != 1 ? DeliveryFault.NotAnArchive
                : entries[0].IsEncrypted ? DeliveryFault.Password
                : ArchiveGate.Inspect(archive, new FileInfo(path).Length, DeliveryFault.NotAnArchive);
            fault = fault == DeliveryFault.None && entries[0].Length == 0 ? DeliveryFault.Empty : fault;
            if (fault != DeliveryFault.None)
            {
                return [];
            }

            var bytes = new byte[entries[0].Length];
            using var stream = entries[0].Open();
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (InvalidDataException)
        {
            fault = DeliveryFault.NotAnArchive;
            return [];
        }
    }
}
