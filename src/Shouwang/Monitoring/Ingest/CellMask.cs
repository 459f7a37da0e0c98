using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Hides in a delivered cell what names a person or leads to one, and leaves what explains a warning.</summary>
public static class CellMask
{
    private const char Star = '*';

    /// <summary>The cell as it may be shown.</summary>
    public static string Of(SourceColumn column, string text) => column switch
    {
        _ when text.Length == 0 => "",
        { Identity: { } part } => Of(part, text),
        // Visit numbers, accounts and plates lead to a person as surely as a name.
        { Field.Type: FieldType.Hash } => Kept(text, 0, 4),
        // Nobody has said what stands in a column that the contract does not use.
        { Ignored: true } => Kept(text, 0, 0),
        _ => text,
    };

    /// <summary>A part of somebody's identity as it may be shown.</summary>
    public static string Of(IdentityPart part, string text) => part switch
    {
        _ when text.Length == 0 => "",
        IdentityPart.Id => Id(text),
        IdentityPart.Name => Name(text),
        IdentityPart.Birth => Kept(text, 4, 0),
        IdentityPart.Phone => Kept(text, 3, 4),
        IdentityPart.Address => Kept(text, 0, 0),
        _ => text,
    };

    /// <summary>First character, the others hidden: 解**.</summary>
    public static string Name(string name)
    {
        var first = new System.Globalization.StringInfo(name.Trim());
        return first.LengthInTextElements <= 1 ? new string(Star, first.LengthInTextElements) : first.SubstringByTextElements(0, 1) + new string(Star, first.LengthInTextElements - 1);
    }

    private static string Id(string text) => IdNumber.TryParse(text, out var id) ? id.ToString() : Kept(text, 6, 0);

    // What is hardly longer than what would be shown is hidden whole.
    private static string Kept(string text, int first, int last) =>
        text.Length < 2 * (first + last) && text.Length < first + last + 4 ? new string(Star, text.Length) : string.Concat(text[..first], new string(Star, text.Length - first - last), text[^last..]);
}
