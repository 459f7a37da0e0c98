using System.Globalization;
using System.Text;
using QRCoder;

namespace Shouwang.Server.Access;

/// <summary>A QR code as the path of an SVG with one unit for each module; the policy of the page forbids styles inside it.</summary>
internal static class QrPicture
{
    /// <returns>The path, and how many modules wide and high the picture is.</returns>
    public static (string Path, int Size) Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Length; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return (path.ToString(), data.ModuleMatrix.Count);
    }

    /// <summary>What an authenticator reads (Key URI format).</summary>
    public static string Address(string account, string secret) => $"otpauth://totp/Shouwang:{Uri.EscapeDataString(account)}?secret={secret}&issuer=Shouwang";
}
