using System.Text.Json;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What a sender says of its file, beside it in <c>&lt;file&gt;.manifest.json</c>. Null members were not stated.</summary>
internal sealed record ManifestFile(long? Rows, long? AmountFen, string? Sha256)
{
    public const string Suffix = ".manifest.json";

    /// <summary>The manifest's bytes, or null where none lies beside the file.</summary>
    /// <exception cref="IOException">It is there but cannot be read at the moment.</exception>
    public static byte[]? Beside(string path) => File.Exists(path + Suffix) ? File.ReadAllBytes(path + Suffix) : null;

    /// <summary>Null where the bytes are no manifest, or only the beginning of one, or state nothing at all.</summary>
    public static ManifestFile? Parse(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                return null;
            }

            var manifest = new ManifestFile(Number(root, "rows"), Number(root, "amount_fen"), Text(root, "sha256"));
            return manifest == new ManifestFile(null, null, null) ? null : manifest;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
