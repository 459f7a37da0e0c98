using System.Globalization;

namespace Shouwang.Standards.Language;

internal enum TokenKind
{
    Name,
    Word,
    Whole,
    Decimal,
    Yuan,
    Text,
    Date,
    Sign,
    End,
}

/// <param name="At">Offset of the first character in the formula.</param>
/// <param name="Number">The number of a literal; yuan for money.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At, int End, decimal Number = 0, DateOnly Date = default)
{
    public bool Is(string text) => Kind is TokenKind.Sign or TokenKind.Word && Text == text;
}

/// <summary>A formula that cannot be read: stops the parser of this one formula.</summary>
internal sealed class FormulaSyntaxException(int at, string zh, string en) : Exception(en)
{
    public int At => at;

    public string Zh => zh;
}

/// <summary>Cuts a formula into tokens.</summary>
internal static class Lexer
{
    private static readonly HashSet<string> Reserved = ["or", "and", "not", "in", "if", "then", "else", "where", "within", "before", "true", "false"];

    private static readonly string[] Signs = ["<=", ">=", "==", "!=", "??", "<", ">", "+", "-", "*", "/", "(", ")", "{", "}", ",", "."];

    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                // The end stands right behind the last token, where something is missing.
                var last = tokens.Count == 0 ? 0 : tokens[^1].End;
                tokens.Add(new Token(TokenKind.End, "", last, last));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
    }

    private static Token Next(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            return Number(text, at);
        }

        if (char.IsAsciiLetterLower(c) || c == '_')
        {
            return Name(text, at);
        }

        if (c == '\'')
        {
            return Quoted(text, at, at);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                return new Token(TokenKind.Sign, sign, at, at + sign.Length);
            }
        }

        throw c == '='
            ? new FormulaSyntaxException(at, "比较相等请写“==”", "Write '==' to compare")
            : new FormulaSyntaxException(at, $"不认识的字符“{c}”", $"Unknown character '{c}'");
    }

    private static Token Name(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var word = text[at..end];
        if (word == "date" && end < text.Length && text[end] == '\'')
        {
            var quoted = Quoted(text, at, end);
            return DateOnly.TryParseExact(quoted.Text, "yyyy-MM-dd", out var date)
                ? quoted with { Kind = TokenKind.Date, Date = date }
                : throw new FormulaSyntaxException(end, "日期应写作 date'2025-01-31'", "A date is written date'2025-01-31'");
        }

        return new Token(Reserved.Contains(word) ? TokenKind.Word : TokenKind.Name, word, at, end);
    }

    private static Token Quoted(string text, int at, int quote)
    {
        var close = text.IndexOf('\'', quote + 1);
        return close < 0
            ? throw new FormulaSyntaxException(quote, "引号没有闭合", "The quote is never closed")
            : new Token(TokenKind.Text, text[(quote + 1)..close], at, close + 1);
    }

    private static Token Number(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            end++;
        }

        if (!decimal.TryParse(text.AsSpan(at, end - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 90_000_000_000_000m)
        {
            throw new FormulaSyntaxException(at, "数字写法有误或过大", "The number is malformed or too large");
        }

        var isDecimal = text.AsSpan(at, end - at).Contains('.');
        if (string.CompareOrdinal(text, end, "yuan", 0, 4) == 0)
        {
            return number * 100 == decimal.Truncate(number * 100)
                ? new Token(TokenKind.Yuan, text[at..(end + 4)], at, end + 4, number)
                : throw new FormulaSyntaxException(at, "金额最多两位小数", "Money has at most two decimals");
        }

        if (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_'))
        {
            throw new FormulaSyntaxException(end, "数字后面不能直接跟字母；金额写作 12.50yuan", "A letter cannot follow a number; money is written 12.50yuan");
        }

        if (isDecimal && number * 1_000_000 != decimal.Truncate(number * 1_000_000))
        {
            throw new FormulaSyntaxException(at, "比率最多六位小数", "A rate has at most six decimals");
        }

        return new Token(isDecimal ? TokenKind.Decimal : TokenKind.Whole, text[at..end], at, end, number);
    }
}
