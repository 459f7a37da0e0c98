using System.Runtime.InteropServices;

namespace Shouwang.Platform.Security;

/// <summary>File permissions of everything that this process creates.</summary>
public static partial class Permissions
{
    /// <summary>No access for group and others (umask 077), where the system knows such a thing.</summary>
    public static void OwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Mask(0x3F);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Mask(uint mask);
}
