using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Shouwang.Server.Shell;

/// <summary>Styles and scripts out of the program itself, under an address that changes with their content: a browser asks once.</summary>
internal static class AssetFiles
{
    private sealed record Asset(string Address, string Type, byte[] Plain, byte[] Brotli);

    private static readonly IReadOnlyDictionary<string, Asset> Known = Load();

    /// <summary>Where a file is found.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public static string AddressOf(string name) => Known[name].Address;

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var asset in Known.Values)
        {
            app.MapGet(asset.Address, (HttpContext http) => SendAsync(http, asset)).AllowAnonymous();
        }
    }

    private static Task SendAsync(HttpContext http, Asset asset)
    {
        var brotli = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        http.Response.ContentType = asset.Type;
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (brotli)
        {
            http.Response.Headers.ContentEncoding = "br";
        }

        var body = brotli ? asset.Brotli : asset.Plain;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, 0, body.Length, http.RequestAborted);
    }

    private static Dictionary<string, Asset> Load()
    {
        var program = Assembly.GetExecutingAssembly();
        return program.GetManifestResourceNames().Where(name => name.StartsWith("assets/", StringComparison.Ordinal)).Select(name => (Name: name["assets/".Length..], Bytes: Read(program, name)))
            .ToDictionary(file => file.Name, file => new Asset($"/assets/{Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..12]}/{file.Name}", TypeOf(file.Name), file.Bytes, Compressed(file.Bytes)), StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };

    private static byte[] Read(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Compressed(byte[] plain)
    {
        using var copy = new MemoryStream();
        using (var brotli = new BrotliStream(copy, CompressionLevel.SmallestSize))
        {
            brotli.Write(plain);
        }

        return copy.ToArray();
    }
}
