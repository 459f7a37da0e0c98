using System.Text.Json;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What a sender says of its file, beside it in <c>&lt;file&gt;.manifest.json</c>. Null members were not stated.</summary>
internal sealed record ManifestFile(long? Rows, long? AmountFen, string? Sha256)
{
    public const string Suffix = ".manifest.json";

    /// <summary>Null where there is none, or it is not readable yet.</summary>
    public static ManifestFile? Beside(string path)
    {
        var file = path + Suffix;
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = json.RootElement;
            return new ManifestFile(Number(root, "rows"), Number(root, "amount_fen"), root.TryGetProperty("sha256", out var sha) ? sha.GetString() : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
}
