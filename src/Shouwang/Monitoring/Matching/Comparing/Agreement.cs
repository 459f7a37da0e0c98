namespace Shouwang.Monitoring.Matching;

/// <summary>One way in which two values of a field can agree, as written in a specification: <c>exact</c>, <c>edits(1)</c>, <c>jaro_winkler(0.9)</c>.</summary>
internal abstract class Agreement
{
    /// <summary>What it reads of the column besides the text elements.</summary>
    public virtual Forms Reads => Forms.Elements;

    /// <summary>True if the two present values agree in this way. Symmetric.</summary>
    public abstract bool Holds(Column left, int i, Column right, int k);
}

internal sealed class Otherwise : Agreement
{
    public override bool Holds(Column left, int i, Column right, int k) => true;
}

internal sealed class Exact : Agreement
{
    public override bool Holds(Column left, int i, Column right, int k) => left.Elements(i).SequenceEqual(right.Elements(k));
}

internal sealed class SameForms : Agreement
{
    public override Forms Reads => Forms.Folded;

    public override bool Holds(Column left, int i, Column right, int k) => left.Folded(i).SequenceEqual(right.Folded(k));
}

internal sealed class SameSound : Agreement
{
    public override Forms Reads => Forms.Sounds;

    public override bool Holds(Column left, int i, Column right, int k) => left.Sounds(i).SequenceEqual(right.Sounds(k));
}

/// <summary>One name is the beginning of the other, at least so many characters long: systems cut long minority names.</summary>
internal sealed class Beginning(int shortest) : Agreement
{
    public override Forms Reads => Forms.Folded;

    public override bool Holds(Column left, int i, Column right, int k)
    {
        var a = left.Folded(i);
        var b = right.Folded(k);
        return Math.Min(a.Length, b.Length) >= shortest && (a.StartsWith(b) || b.StartsWith(a));
    }
}

internal sealed class SameSurname : Agreement
{
    public override Forms Reads => Forms.Sounds;

    public override bool Holds(Column left, int i, Column right, int k)
    {
        var length = NameSigns.SurnameLength(left.Folded(i));
        return length > 0 && length == NameSigns.SurnameLength(right.Folded(k))
            && left.Sounds(i)[..length].SequenceEqual(right.Sounds(k)[..length]);
    }
}

internal sealed class SameStart(int length) : Agreement
{
    public override bool Holds(Column left, int i, Column right, int k) =>
        left.Elements(i).Length >= length && right.Elements(k).Length >= length
        && left.Elements(i)[..length].SequenceEqual(right.Elements(k)[..length]);
}

/// <summary>Edits after variant characters are folded.</summary>
internal sealed class Edits(int limit) : Agreement
{
    public override Forms Reads => Forms.Folded;

    public override bool Holds(Column left, int i, Column right, int k) => EditDistance.Within(left.Folded(i), right.Folded(k), limit);
}

internal sealed class Alike(double atLeast) : Agreement
{
    public override Forms Reads => Forms.Folded;

    public override bool Holds(Column left, int i, Column right, int k) => JaroWinkler.Of(left.Folded(i), right.Folded(k)) >= atLeast;
}

internal sealed class SharedWords(double atLeast, bool contained) : Agreement
{
    public override Forms Reads => Forms.Words;

    public override bool Holds(Column left, int i, Column right, int k) =>
        (contained ? Overlap.Contained(left.Words(i), right.Words(k)) : Overlap.Jaccard(left.Words(i), right.Words(k))) >= atLeast;
}

internal sealed class SharedPairs(double atLeast, bool contained) : Agreement
{
    public override Forms Reads => Forms.Pairs;

    public override bool Holds(Column left, int i, Column right, int k) =>
        (contained ? Overlap.Contained(left.Pairs(i), right.Pairs(k)) : Overlap.Jaccard(left.Pairs(i), right.Pairs(k))) >= atLeast;
}

internal sealed class SwappedDayAndMonth : Agreement
{
    public override Forms Reads => Forms.Date;

    public override bool Holds(Column left, int i, Column right, int k) => Day.Swapped(left.Dates[i], right.Dates[k]);
}

internal sealed class WithinDays(int days) : Agreement
{
    public override Forms Reads => Forms.Date;

    public override bool Holds(Column left, int i, Column right, int k) => Day.Between(left.Dates[i], right.Dates[k]) <= days;
}

internal sealed class Within(double difference) : Agreement
{
    public override Forms Reads => Forms.Number;

    public override bool Holds(Column left, int i, Column right, int k) => Math.Abs(left.Numbers[i] - right.Numbers[k]) <= difference;
}
