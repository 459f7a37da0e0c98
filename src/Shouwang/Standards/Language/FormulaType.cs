namespace Shouwang.Standards.Language;

public enum ValueKind
{
    Bool,
    Int,
    /// <summary>Whole fen.</summary>
    Money,
    /// <summary>Parts per million.</summary>
    Rate,
    Date,
    /// <summary>A code of a closed list.</summary>
    Text,
    /// <summary>A fraction of fen: must be rounded before it can be kept.</summary>
    ExactMoney,
    /// <summary>A fraction without a unit.</summary>
    ExactNumber,
    /// <summary>Already refused: says nothing more, so that one mistake gives one fault.</summary>
    Refused,
}

/// <summary>The type of a formula. A value that may be unknown must pass <c>??</c> or <c>known()</c> before it is used.</summary>
/// <param name="Codes">The values that a text can take, or null where they are not known.</param>
public sealed record FormulaType(ValueKind Kind, bool MayBeUnknown = false, IReadOnlyCollection<string>? Codes = null)
{
    public static readonly FormulaType Bool = new(ValueKind.Bool);
    public static readonly FormulaType Int = new(ValueKind.Int);
    public static readonly FormulaType Money = new(ValueKind.Money);
    public static readonly FormulaType Rate = new(ValueKind.Rate);
    public static readonly FormulaType Date = new(ValueKind.Date);
    public static readonly FormulaType ExactMoney = new(ValueKind.ExactMoney);
    public static readonly FormulaType ExactNumber = new(ValueKind.ExactNumber);
    public static readonly FormulaType Refused = new(ValueKind.Refused);

    public static readonly string[] Words = ["bool", "int", "money", "rate", "date", "text"];

    public bool IsRefused => Kind == ValueKind.Refused;

    public bool IsMoney => Kind is ValueKind.Money or ValueKind.ExactMoney;

    public bool IsNumber => Kind is ValueKind.Int or ValueKind.Rate or ValueKind.ExactNumber;

    public bool IsExact => Kind is ValueKind.ExactMoney or ValueKind.ExactNumber;

    public FormulaType Known => MayBeUnknown ? this with { MayBeUnknown = false } : this;

    /// <summary>The type of a word such as <c>money</c>; null for another word.</summary>
    public static FormulaType? OfWord(string word) => word switch
    {
        "bool" => Bool,
        "int" => Int,
        "money" => Money,
        "rate" => Rate,
        "date" => Date,
        "text" or "code" => new FormulaType(ValueKind.Text),
        _ => null,
    };

    public string Zh => Kind switch
    {
        ValueKind.Bool => "是否",
        ValueKind.Int => "整数",
        ValueKind.Money => "金额",
        ValueKind.Rate => "比率",
        ValueKind.Date => "日期",
        ValueKind.Text => "代码",
        ValueKind.ExactMoney => "未取整的金额",
        ValueKind.ExactNumber => "未取整的数",
        _ => "有误",
    } + (MayBeUnknown ? "（可能未知）" : "");

    public string En => Kind switch
    {
        ValueKind.ExactMoney => "exact money",
        ValueKind.ExactNumber => "exact number",
        var kind => kind.ToString().ToLowerInvariant(),
    } + (MayBeUnknown ? "?" : "");
}
