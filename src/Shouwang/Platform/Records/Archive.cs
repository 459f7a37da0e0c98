using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Shouwang.Platform.Records;

/// <summary>A file that has been taken in: its SHA-256 (hex, lower case), its length, and where the copy lies.</summary>
public sealed record ArchivedFile(string Sha256, long Bytes, string Path);

/// <summary>
/// Keeps every delivered file under its SHA-256, for ever and unchanged. A file is there only when it is whole
/// and on the disk: written aside, synced, renamed, the folder synced.
/// </summary>
public sealed partial class Archive
{
    private const int BlockBytes = 1 << 20;

    private readonly string folder;

    public Archive(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder, "*.incoming"))
        {
            File.Delete(left);
        }
    }

    public string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);

    /// <summary>Copies a file in. Null where the file changed while it was read: somebody is still writing it.</summary>
    /// <param name="likely">Hashes that the file may well have already: then it is only read, not copied again.</param>
    /// <exception cref="IOException">The disk is full or unreadable; nothing is left behind.</exception>
    public ArchivedFile? Take(string source, IEnumerable<string> likely, CancellationToken cancel)
    {
        var length = new FileInfo(source).Length;
        if (likely.Select(PathOf).Any(p => File.Exists(p) && new FileInfo(p).Length == length) && Hash(source) is var hash && File.Exists(PathOf(hash)))
        {
            return new ArchivedFile(hash, length, PathOf(hash));
        }

        return Copy(source, cancel);
    }

    /// <summary>Keeps a small file that belongs to an archived one, such as its manifest; the newest counts.</summary>
    public void Attach(string sha256, string suffix, byte[] content)
    {
        var target = PathOf(sha256) + suffix;
        if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(content))
        {
            return;
        }

        var aside = Path.Combine(folder, $"{Guid.CreateVersion7():N}.incoming");
        try
        {
            using (var handle = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(handle, content, 0);
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(aside, target, overwrite: true);
            SyncFolder(Path.GetDirectoryName(target)!);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>What was attached to an archived file, or null.</summary>
    public byte[]? Attached(string sha256, string suffix) => File.Exists(PathOf(sha256) + suffix) ? File.ReadAllBytes(PathOf(sha256) + suffix) : null;

    private ArchivedFile? Copy(string source, CancellationToken cancel)
    {
        var aside = Path.Combine(folder, $"{Guid.CreateVersion7():N}.incoming");
        try
        {
            var before = new FileInfo(source);
            var (sha256, bytes) = Copy(source, aside, cancel);
            var after = new FileInfo(source);
            if (bytes != before.Length || after.Length != bytes || after.LastWriteTimeUtc != before.LastWriteTimeUtc)
            {
                return null;
            }

            var target = PathOf(sha256);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(aside, target, overwrite: true);
                SyncFolder(Path.GetDirectoryName(target)!);
                SyncFolder(folder);
            }

            return new ArchivedFile(sha256, bytes, target);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static string Hash(string source)
    {
        using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BlockBytes, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static (string Sha256, long Bytes) Copy(string source, string aside, CancellationToken cancel)
    {
        using var from = File.OpenHandle(source, options: FileOptions.SequentialScan);
        using var to = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: RandomAccess.GetLength(from));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long position = 0;
            for (int read; (read = RandomAccess.Read(from, block, position)) > 0; position += read)
            {
                cancel.ThrowIfCancellationRequested();
                hash.AppendData(block.AsSpan(0, read));
                RandomAccess.Write(to, block.AsSpan(0, read), position);
            }

            RandomAccess.FlushToDisk(to);
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), position);
        }
        finally
        {
            // What was delivered names people.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    // .NET cannot open a folder, and without this a power cut may forget the rename.
    internal static void SyncFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = OpenFolder(path, 0);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
