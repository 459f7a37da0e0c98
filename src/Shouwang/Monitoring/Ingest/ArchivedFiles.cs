using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Opens files again that lie in the archive, by the name and folder they once arrived under.</summary>
internal sealed class ArchivedFiles(SourceCatalog catalog, Archive archive)
{
    private readonly FileRecogniser recogniser = new(catalog);

    /// <exception cref="FileNotFoundException">The archive does not hold it.</exception>
    public PreparedFile Open(string sha256, string folder, string name, bool accepted)
    {
        var path = archive.PathOf(sha256);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"归档中缺少文件 / missing from the archive: {name} ({sha256[..12]}…)", path);
        }

        var recognised = recogniser.Recognise(Path.Combine(folder, name));
        var fault = recognised.Feed is null ? DeliveryFault.NoContract : DeliveryFault.None;
        var content = recognised.Feed is null ? FileContent.None : FileContent.Open(path, recognised.Feed, accepted);
        return new PreparedFile(recognised, new ArchivedFile(sha256, new FileInfo(path).Length, path), content, fault, null);
    }
}
