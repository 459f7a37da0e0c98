using System.Diagnostics.CodeAnalysis;
using Shouwang.Platform.Text;

namespace Shouwang.Registry;

/// <summary>A unified social credit code 统一社会信用代码 of 18 characters (GB 32100-2015), the last being a check modulo 31.</summary>
public readonly record struct CreditCode
{
    // Without I, O, S, V and Z, which are mistaken for digits.
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private readonly string? text;

    private CreditCode(string text) => this.text = text;

    public string Text => text ?? throw new InvalidOperationException("A credit code that was never set.");

    public override string ToString() => text ?? "";

    /// <exception cref="FormatException">Not a credit code.</exception>
    public static CreditCode Parse(string text) => TryParse(text, out var code) ? code : throw new FormatException("Not a credit code.");

    /// <summary>Accepts lower-case letters, full-width characters and blanks around.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CreditCode code)
    {
        code = default;
        var folded = Widths.Fold(text ?? "").Trim().ToUpperInvariant();
        if (folded.Length != 18 || folded.AsSpan().ContainsAnyExcept(Characters)
            || folded.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9') || CheckCharacter(folded) != folded[17])
        {
            return false;
        }

        code = new CreditCode(folded);
        return true;
    }

    /// <summary>The check character for the first 17 characters.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var (sum, weight) = (0, 1);
        for (var i = 0; i < 17; i++)
        {
            sum += Characters.IndexOf(code[i]) * weight;
            weight = weight * 3 % 31;
        }

        return Characters[(31 - (sum % 31)) % 31];
    }
}
