namespace Shouwang.Standards.Language;

/// <summary>
/// Reads <c>within 30 days</c>, <c>within p.event_days days</c>, <c>within year</c>, <c>within 3 months before 3 months</c>
/// and <c>before month</c>.
/// </summary>
internal static class WindowParser
{
    public static WindowSyntax Parse(List<Token> tokens, ref int next)
    {
        var at = tokens[next].At;
        SpanSyntax? within = null;
        SpanSyntax? before = null;
        if (tokens[next].Is("within"))
        {
            next++;
            within = Span(tokens, ref next);
        }

        if (tokens[next].Is("before"))
        {
            next++;
            before = Span(tokens, ref next);
        }

        if (within is { Count: null } && before is not null)
        {
            throw new FormulaSyntaxException(before.At, "“within month/year”之后不能再写“before”；请写“within 12 months before 12 months”", "'within month/year' takes no 'before'; write 'within 12 months before 12 months'");
        }

        if (within is not null && before is { Count: null })
        {
            throw new FormulaSyntaxException(before.At, "“within N …”之后的“before”须写明数量", "'before' behind 'within N …' needs a number");
        }

        return new WindowSyntax(at, within, before);
    }

    private static SpanSyntax Span(List<Token> tokens, ref int next)
    {
        var start = tokens[next];
        if (start.Kind == TokenKind.Name && Calendar(start.Text) is { } period)
        {
            next++;
            return new SpanSyntax(start.At, null, period);
        }

        var count = Count(tokens, ref next);
        var unit = tokens[next];
        if (unit.Kind != TokenKind.Name || Unit(unit.Text) is not { } known)
        {
            throw new FormulaSyntaxException(unit.At, "窗口单位应为 days、months 或 years", "The unit of a window is days, months or years");
        }

        next++;
        return new SpanSyntax(start.At, count, known);
    }

    private static Syntax Count(List<Token> tokens, ref int next)
    {
        var first = tokens[next];
        if (first.Kind == TokenKind.Whole)
        {
            next++;
            return new LiteralSyntax(first.At, first.End, first);
        }

        if (first is { Kind: TokenKind.Name, Text: "p" } && tokens[next + 1].Is(".") && tokens[next + 2].Kind == TokenKind.Name)
        {
            var name = tokens[next + 2];
            next += 3;
            return new NameSyntax(first.At, name.End, "p", name.Text, name.At);
        }

        throw new FormulaSyntaxException(first.At, "窗口应写作“within 30 days”“within p.参数 days”或“within month|year|school_year”", "A window is written 'within 30 days', 'within p.name days' or 'within month|year|school_year'");
    }

    private static SpanUnit? Calendar(string word) => word switch
    {
        "month" => SpanUnit.Month,
        "year" => SpanUnit.Year,
        "school_year" => SpanUnit.SchoolYear,
        _ => null,
    };

    private static SpanUnit? Unit(string word) => word switch
    {
        "day" or "days" => SpanUnit.Day,
        "months" => SpanUnit.Month,
        "years" => SpanUnit.Year,
        _ => null,
    };
}
