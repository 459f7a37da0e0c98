using Shouwang.Platform.Text;

namespace Shouwang.Server.Cli;

/// <summary>What somebody asked for cannot be, such as an unknown rule: exit code 2, with the reason.</summary>
internal sealed class RefusedException(Bilingual reason) : Exception(reason.En)
{
    public Bilingual Reason => reason;
}
