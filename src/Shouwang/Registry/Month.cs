using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Shouwang.Registry;

/// <summary>A month of the calendar, such as the first month of a benefit. Written <c>yyyy-MM</c>.</summary>
public readonly record struct Month : IComparable<Month>
{
    private readonly int index;

    private Month(int index) => this.index = index;

    /// <param name="month">1 to 12.</param>
    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(month is >= 1 and <= 12 && year is >= 1 and <= 9999, true);
        index = (year * 12) + month - 1;
    }

    public int Year => index / 12;

    public int Number => (index % 12) + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public Month AddMonths(int months) => new(index + months);

    /// <summary>Months from the other to this one; negative where this is earlier.</summary>
    public int MonthsSince(Month other) => index - other.index;

    public static bool operator <(Month a, Month b) => a.index < b.index;

    public static bool operator >(Month a, Month b) => a.index > b.index;

    public static bool operator <=(Month a, Month b) => a.index <= b.index;

    public static bool operator >=(Month a, Month b) => a.index >= b.index;

    public int CompareTo(Month other) => index.CompareTo(other.index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");

    /// <exception cref="FormatException">Not of the form yyyy-MM.</exception>
    public static Month Parse(string text) => TryParse(text, out var month) ? month : throw new FormatException("Not a month of the form yyyy-MM.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Month month)
    {
        var known = DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = known ? Of(day) : default;
        return known;
    }
}
