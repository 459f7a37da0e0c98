using Shouwang.Platform.Security;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Security;

public sealed class KeyRingTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Keys => folder.File("keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_are_made_once_and_only_their_owner_can_read_them()
    {
        KeyRing.OpenOrCreate(Keys);
        var first = Directory.GetFiles(Keys).Order().Select(File.ReadAllBytes).ToList();
        KeyRing.OpenOrCreate(Keys);

        Assert.Equal(first, Directory.GetFiles(Keys).Order().Select(File.ReadAllBytes));
        Assert.Equal(["pseudonym.key", "sealing.key"], Directory.GetFiles(Keys).Select(Path.GetFileName).Order());
        Assert.All(first, bytes => Assert.Equal((1, 33), (bytes[0], bytes.Length)));
        foreach (var file in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(Keys))
        {
            Assert.Equal("-rw-------", Mode(file));
        }
    }

    private static string Mode(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(file) != (UnixFileMode.UserRead | UnixFileMode.UserWrite) ? "too open" : "-rw-------";

    [Fact]
    public void A_folder_that_was_made_empty_gets_its_keys()
    {
        Directory.CreateDirectory(Keys);

        Assert.Equal(1, KeyRing.OpenOrCreate(Keys).PseudonymVersion);
    }

    [Fact]
    public void Existing_data_never_gets_new_keys_by_accident()
    {
        Assert.Contains("pseudonym.key", Assert.Throws<KeyRingException>(() => KeyRing.Open(Keys)).Message, StringComparison.Ordinal);

        KeyRing.OpenOrCreate(Keys);
        File.Delete(Path.Combine(Keys, "sealing.key"));

        Assert.Contains("sealing.key", Assert.Throws<KeyRingException>(() => KeyRing.OpenOrCreate(Keys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        KeyRing.OpenOrCreate(Keys);
        File.SetUnixFileMode(Path.Combine(Keys, "sealing.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Assert.Throws<KeyRingException>(() => KeyRing.Open(Keys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_key_is_refused()
    {
        KeyRing.OpenOrCreate(Keys);
        var path = Path.Combine(Keys, "pseudonym.key");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..20]);

        Assert.Throws<KeyRingException>(() => KeyRing.OpenOrCreate(Keys));
    }

    [Fact]
    public void Two_processes_that_start_at_once_end_with_the_same_keys()
    {
        var derived = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 16, _ => derived.Add(Convert.ToHexString(KeyRing.OpenOrCreate(Keys).Derive("x", 16))));

        Assert.Equal([Keys], Directory.GetDirectories(folder.Path));
        Assert.Single(derived.Append(Convert.ToHexString(KeyRing.Open(Keys).Derive("x", 16))).Distinct());
    }
}
