using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Opens files again that lie in the archive, by the name and folder they once arrived under.</summary>
internal sealed class ArchivedFiles(SourceCatalog catalog, Archive archive)
{
    private readonly FileRecogniser recogniser = new(catalog);

    public RecognisedFile Recognise(string folder, string name) => recogniser.Recognise(Path.Combine(folder, name));

    /// <exception cref="FileNotFoundException">The archive does not hold it.</exception>
    public PreparedFile Open(string sha256, string folder, string name, bool accepted)
    {
        var path = archive.PathOf(sha256);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"归档中缺少文件 / missing from the archive: {name} ({sha256[..12]}…)", path);
        }

        var recognised = Recognise(folder, name);
        var manifest = archive.Attached(sha256, ManifestFile.Suffix) is { } bytes ? ManifestFile.Parse(bytes) : null;
        return Prepare(recognised, new ArchivedFile(sha256, new FileInfo(path).Length, path), manifest, accepted);
    }

    /// <summary>Opens a file that lies in the archive, with what speaks against it before a row is read.</summary>
    public static PreparedFile Prepare(RecognisedFile file, ArchivedFile archived, ManifestFile? manifest, bool accepted)
    {
        var fault = file.Feed is null ? DeliveryFault.NoContract
            : manifest?.Sha256 is { } sha && !sha.Equals(archived.Sha256, StringComparison.OrdinalIgnoreCase) ? DeliveryFault.HashMismatch
            : DeliveryFault.None;
        var content = fault == DeliveryFault.None ? FileContent.Open(archived.Path, file.Feed!, accepted) : FileContent.None;
        return new PreparedFile(file, archived, content, fault, manifest);
    }
}
