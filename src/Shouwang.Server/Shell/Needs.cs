using Shouwang.Platform.Access;

namespace Shouwang.Server.Shell;

/// <summary>The right without which a page is not shown at all. A page without it fails the build's test: it is forgotten, not free.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;
}
