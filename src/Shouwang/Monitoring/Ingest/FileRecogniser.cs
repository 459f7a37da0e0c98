using System.Globalization;
using System.Text.RegularExpressions;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What a file's place and name say: which feed, which period, which revision.</summary>
public sealed record RecognisedFile(string Path, SourceContract? Source, SourceFeed? Feed, string Period, int Revision)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>Finds the contract of a delivered file by the name of its folder and its own name.</summary>
public sealed partial class FileRecogniser(SourceCatalog catalog)
{
    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", ".crdownload", ".partial", ".uploading"];

    private readonly IReadOnlyList<(SourceContract Source, SourceFeed Feed, Regex Pattern)> patterns =
        [.. catalog.Sources.Values.SelectMany(s => s.Feeds.Select(f => (s, f, Pattern(f))))];

    /// <summary>All files below the folder in a fixed order; manifests are looked at with their files.</summary>
    public IReadOnlyList<RecognisedFile> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(ManifestFile.Suffix, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(f).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Select(Recognise)];

    public RecognisedFile Recognise(string path)
    {
        var name = Path.GetFileName(path);
        var bare = IsUnfinished(path) ? Path.GetFileNameWithoutExtension(name) : name;
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
        var inFolder = catalog.Sources.ContainsKey(folder);
        foreach (var (source, feed, pattern) in patterns)
        {
            var match = pattern.Match(bare);
            if (match.Success && (!inFolder || source.Code == folder) && SourceStatus.EndOf(match.Groups["period"].Value) is not null)
            {
                var revision = match.Groups["revision"] is { Success: true } r ? int.Parse(r.Value, CultureInfo.InvariantCulture) : 1;
                return new RecognisedFile(path, source, feed, match.Groups["period"].Value, revision);
            }
        }

        return new RecognisedFile(path, inFolder ? catalog.Sources[folder] : null, null, "", 0);
    }

    /// <summary>Transfer programs give a file its name only when it is whole.</summary>
    public static bool IsUnfinished(string path) =>
        Unfinished.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || Path.GetFileName(path).StartsWith("~$", StringComparison.Ordinal);

    private static Regex Pattern(SourceFeed feed)
    {
        var name = Regex.Escape(feed.FilePattern).Replace(Regex.Escape("{period}"), "(?<period>[0-9]{4,8})", StringComparison.Ordinal);
        var extension = feed.Format switch { FileFormat.Xlsx => "xlsx", FileFormat.Zip => "zip", _ => "(csv|txt)" };
        return new Regex($"^{name}(_r(?<revision>[0-9]{{1,3}}))?\\.{extension}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
