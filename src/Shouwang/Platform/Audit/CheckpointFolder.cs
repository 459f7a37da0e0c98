using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>A folder of checkpoints, kept by somebody else than the log: a share of the auditing department, a disk that is carried away.</summary>
internal static class CheckpointFolder
{
    private const string Pattern = "checkpoint-*.json";
    private const string KeyPattern = "audit-*.pem";

    /// <summary>What can be believed, by row, and what cannot.</summary>
    public static (SortedDictionary<long, Checkpoint> Trusted, IReadOnlyList<Bilingual> Faults) Read(string folder, IReadOnlyCollection<string> keyFiles)
    {
        var keys = Keys(keyFiles.Count > 0 ? keyFiles : Directory.GetFiles(folder, KeyPattern));
        var (trusted, faults) = (new SortedDictionary<long, Checkpoint>(), new List<Bilingual>());
        foreach (var path in Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (Checkpoint.Read(File.ReadAllText(path)) is not { } point || name != Checkpoint.NameOf(point.Seq))
            {
                faults.Add(new($"{name}：不是检查点，或文件名不符", $"{name}: no checkpoint, or under another name"));
            }
            else if (!keys.TryGetValue(point.KeyId, out var key))
            {
                faults.Add(new($"{name}：由未知密钥 {point.KeyId} 签名", $"{name}: signed with an unknown key, {point.KeyId}"));
            }
            else if (!point.IsSignedBy(key))
            {
                faults.Add(new($"{name}：签名不符，内容被改过", $"{name}: the signature does not fit; it was altered"));
            }
            else
            {
                trusted[point.Seq] = point;
            }
        }

        foreach (var key in keys.Values)
        {
            key.Dispose();
        }

        return (trusted, faults);
    }

    /// <summary>Puts a checkpoint and the public key into the folder; both whole or not at all, and nothing that is there is overwritten.</summary>
    public static void Add(string folder, Checkpoint point, AuditSigner signer)
    {
        WriteNew(folder, $"audit-{signer.KeyId}.pem", signer.PublicKey + "\n");
        WriteNew(folder, Checkpoint.NameOf(point.Seq), point.Write());
    }

    // Under its own fingerprint: a key that lies under another's name is not taken for it.
    private static Dictionary<string, ECDsa> Keys(IEnumerable<string> files)
    {
        var keys = new Dictionary<string, ECDsa>();
        foreach (var file in files)
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(File.ReadAllText(file));
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                key.Dispose();
                throw new CryptographicException(new Bilingual($"{file} 不是公钥（PEM）。", $"{file} is no public key (PEM).").ToString());
            }

            keys[AuditSigner.IdOf(key)] = key;
        }

        return keys;
    }

    private static void WriteNew(string folder, string name, string text)
    {
        var target = Path.Combine(folder, name);
        if (File.Exists(target))
        {
            return;
        }

        var aside = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{name}.{Guid.CreateVersion7():N}"));
        try
        {
            using (var handle = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(handle, Encoding.UTF8.GetBytes(text), 0);
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(aside, target, overwrite: false);
            Archive.SyncFolder(folder);
        }
        catch (IOException) when (File.Exists(target))
        {
            // Another server was a moment earlier with the same row.
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
