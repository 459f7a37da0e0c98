namespace Shouwang.Platform.Text;

/// <summary>Folds the full-width forms that Chinese input methods produce (０-９ Ａ-Ｚ （ ） ， 　) to ASCII.</summary>
public static class Widths
{
    public static char Fold(char c) => c switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    public static string Fold(string text)
    {
        foreach (var c in text)
        {
            if (Fold(c) != c)
            {
                return string.Create(text.Length, text, static (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = Fold(source[i]);
                    }
                });
            }
        }

        return text;
    }
}
