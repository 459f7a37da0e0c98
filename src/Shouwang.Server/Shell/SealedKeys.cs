using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Shouwang.Server.Shell;

/// <summary>The keys of cookies and forms lie on the disk sealed under the office's own key.</summary>
internal sealed class SealedKeys(Office office) : IXmlEncryptor
{
    public const string Place = "platform/cookie-keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var box = office.Place.Sealing.Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Encoding.UTF8.GetBytes(Place));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(box)), typeof(OpenedKeys));
    }
}

/// <summary>Made by the framework from the name that stands in the file.</summary>
internal sealed class OpenedKeys(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file was changed, or the office's key is another.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var text = services.GetRequiredService<Office>().Place.Sealing.Open(Convert.FromBase64String(encryptedElement.Value), Encoding.UTF8.GetBytes(SealedKeys.Place));
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }
}
