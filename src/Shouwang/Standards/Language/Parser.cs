namespace Shouwang.Standards.Language;

/// <summary>
/// Reads a formula. Weakest first: <c>or</c>, <c>and</c>, <c>not</c>, comparison and <c>in</c>, <c>+ -</c>, <c>* /</c>, <c>??</c>.
/// <c>??</c> binds tightest: an unknown value can be an operand of nothing else, so <c>a + b ?? 0yuan</c> has one sensible reading.
/// </summary>
internal sealed class Parser
{
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];

    private readonly List<Token> tokens;
    private int next;

    private Parser(string text) => tokens = Lexer.Cut(text);

    private Token Here => tokens[next];

    /// <exception cref="FormulaSyntaxException">The text is not a formula.</exception>
    public static Syntax Parse(string text)
    {
        var parser = new Parser(text);
        var syntax = parser.Expression();
        return parser.Here.Kind == TokenKind.End ? syntax : throw parser.Unexpected();
    }

    private Syntax Expression() => Here.Is("if") ? Choice() : Or();

    private IfSyntax Choice()
    {
        var start = Take();
        var when = Or();
        Expect("then");
        var then = Expression();
        if (!Here.Is("else"))
        {
            throw new FormulaSyntaxException(Here.At, "“if … then …”缺少“else …”", "'if … then …' has no 'else …'");
        }

        next++;
        var otherwise = Expression();
        return new IfSyntax(start.At, otherwise.End, when, then, otherwise);
    }

    private Syntax Or() => Chain(And, "or");

    private Syntax And() => Chain(Not, "and");

    private Syntax Not()
    {
        if (!Here.Is("not"))
        {
            return Comparison();
        }

        var at = Take().At;
        var operand = Not();
        return new NotSyntax(at, operand.End, operand);
    }

    private Syntax Comparison()
    {
        var left = Sum();
        if (Here.Is("in"))
        {
            next++;
            return In(left);
        }

        if (!Comparisons.Any(Here.Is))
        {
            return left;
        }

        var sign = Take();
        var compared = new BinarySyntax(sign.Text, sign.At, left, Sum());
        return Comparisons.Any(Here.Is)
            ? throw new FormulaSyntaxException(Here.At, "比较不能连写；请用 and 连接", "Comparisons cannot be chained; join them with and")
            : compared;
    }

    private InSyntax In(Syntax value)
    {
        Expect("{");
        var items = new List<LiteralSyntax>();
        do
        {
            items.Add(Here.Kind is TokenKind.Text or TokenKind.Whole
                ? new LiteralSyntax(Here.At, Here.End, Take())
                : throw new FormulaSyntaxException(Here.At, "集合中应是代码或整数，如 {'a', 'b'}", "A set holds codes or whole numbers, such as {'a', 'b'}"));
        }
        while (Accept(","));
        var end = Here.End;
        Expect("}");
        return new InSyntax(value.At, end, value, items);
    }

    private Syntax Sum() => Chain(Product, "+", "-");

    private Syntax Product() => Chain(Signed, "*", "/");

    private Syntax Signed()
    {
        if (!Here.Is("-"))
        {
            return Fallback();
        }

        var at = Take().At;
        var operand = Fallback();
        return new NegativeSyntax(at, operand.End, operand);
    }

    private Syntax Fallback() => Chain(Primary, "??");

    private Syntax Chain(Func<Syntax> operand, params string[] signs)
    {
        var left = operand();
        while (signs.Any(Here.Is))
        {
            var sign = Take();
            left = new BinarySyntax(sign.Text, sign.At, left, operand());
        }

        return left;
    }

    private Syntax Primary()
    {
        switch (Here.Kind)
        {
            case TokenKind.Whole or TokenKind.Decimal or TokenKind.Yuan or TokenKind.Text or TokenKind.Date:
                return new LiteralSyntax(Here.At, Here.End, Take());
            case TokenKind.Word when Here.Text is "true" or "false":
                return new TruthSyntax(Here.At, Here.End, Take().Text == "true");
            case TokenKind.Name:
                return Named();
            default:
                if (!Here.Is("("))
                {
                    throw Unexpected();
                }

                next++;
                var inner = Expression();
                Expect(")");
                return inner;
        }
    }

    private Syntax Named()
    {
        var first = Take();
        if (Accept("("))
        {
            return AggregateOf(first.Text) is { } kind ? Aggregate(first, kind) : Call(first);
        }

        if (!Accept("."))
        {
            return new NameSyntax(first.At, first.End, null, first.Text, first.At);
        }

        // A field may be called like a reserved word (a date field named “in” would be legal in the record types).
        return Here.Kind is TokenKind.Name or TokenKind.Word
            ? new NameSyntax(first.At, Here.End, first.Text, Here.Text, Take().At)
            : throw new FormulaSyntaxException(Here.At, "“.”后面应是名称", "A name is expected after '.'");
    }

    private CallSyntax Call(Token function)
    {
        var arguments = new List<Syntax>();
        if (!Here.Is(")"))
        {
            do
            {
                arguments.Add(Expression());
            }
            while (Accept(","));
        }

        var end = Here.End;
        Expect(")");
        return new CallSyntax(function.At, end, function.Text, arguments);
    }

    private AggregateSyntax Aggregate(Token start, AggregateKind kind)
    {
        var value = Expression();
        Syntax? where = null;
        WindowSyntax? window = null;
        while (!Here.Is(")"))
        {
            if (where is null && Here.Is("where"))
            {
                next++;
                where = Expression();
            }
            else if (window is null && (Here.Is("within") || Here.Is("before")))
            {
                window = WindowParser.Parse(tokens, ref next);
            }
            else
            {
                throw Unexpected();
            }
        }

        return new AggregateSyntax(start.At, Take().End, kind, value, where, window);
    }

    private static AggregateKind? AggregateOf(string word) => word switch
    {
        "sum" => AggregateKind.Sum,
        "count" => AggregateKind.Count,
        "any" => AggregateKind.Any,
        "all" => AggregateKind.All,
        "min" => AggregateKind.Min,
        "max" => AggregateKind.Max,
        _ => null,
    };

    private Token Take() => tokens[next++];

    private bool Accept(string text)
    {
        if (!Here.Is(text))
        {
            return false;
        }

        next++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
        {
            throw new FormulaSyntaxException(Here.At, $"此处应为“{text}”", $"'{text}' is expected here");
        }
    }

    private FormulaSyntaxException Unexpected() => Here.Kind == TokenKind.End
        ? new FormulaSyntaxException(Here.At, "公式到此意外结束", "The formula ends too early")
        : new FormulaSyntaxException(Here.At, $"此处不应出现“{Here.Text}”", $"'{Here.Text}' is not expected here");
}
