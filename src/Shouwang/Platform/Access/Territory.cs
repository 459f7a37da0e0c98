using System.Diagnostics.CodeAnalysis;

namespace Shouwang.Platform.Access;

public enum TerritoryLevel
{
    City = 4,
    County = 6,
    Township = 9,
    Village = 12,
}

/// <summary>Where a place lies, seen from another.</summary>
public enum TerritoryRelation
{
    Own,
    Below,
    Above,
    Sibling,
    None,
}

/// <summary>
/// A place as the significant digits of its division code: city 4, county 6, township 9, village 12. All digits of a level
/// are there or none, so that 3701810012 can never pass for a part of 370181001. There is no empty territory.
/// </summary>
public readonly record struct Territory
{
    private readonly string? text;

    private Territory(string text) => this.text = text;

    public string Text => text ?? throw new InvalidOperationException("A territory that was never set.");

    public TerritoryLevel Level => (TerritoryLevel)Text.Length;

    public bool Contains(Territory other) => other.Text.StartsWith(Text, StringComparison.Ordinal);

    /// <summary>Where <paramref name="other"/> lies, seen from here.</summary>
    public TerritoryRelation RelationOf(Territory other)
    {
        if (other.Text == Text)
        {
            return TerritoryRelation.Own;
        }

        if (Contains(other))
        {
            return TerritoryRelation.Below;
        }

        if (other.Contains(this))
        {
            return TerritoryRelation.Above;
        }

        var shared = ParentLength(Text.Length);
        return other.Level == Level && other.Text[..shared] == Text[..shared] ? TerritoryRelation.Sibling : TerritoryRelation.None;
    }

    public override string ToString() => text ?? "";

    /// <exception cref="FormatException">Not the code of a city, county, township or village.</exception>
    public static Territory Parse(string code) => TryParse(code, out var territory) ? territory : throw new FormatException("Not the code of a city, county, township or village.");

    /// <summary>Takes 4, 6, 9 or 12 digits; levels of zeros at the end are left away: <c>340604003000</c> is the township <c>340604003</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out Territory territory)
    {
        territory = default;
        if (code is not { Length: 4 or 6 or 9 or 12 } || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var length = code.Length;
        while (length > 4 && code.AsSpan(ParentLength(length), length - ParentLength(length)).TrimStart('0').IsEmpty)
        {
            length = ParentLength(length);
        }

        if (code.AsSpan(2, 2) is "00")
        {
            return false;
        }

        territory = new Territory(code[..length]);
        return true;
    }

    private static int ParentLength(int length) => length switch
    {
        12 => 9,
        9 => 6,
        6 => 4,
        _ => 2,
    };
}
