namespace Shouwang.Registry;

/// <summary>Days from the first to the last, both counting; without a last day it goes on.</summary>
public readonly record struct Period(DateOnly From, DateOnly? To)
{
    public bool Contains(DateOnly day) => From <= day && (To is null || day <= To);

    public bool Overlaps(Period other) => (other.To is null || From <= other.To) && (To is null || other.From <= To);

    public bool EndsBeforeItBegins => To < From;
}

/// <summary>A fact of the register that holds for some days: who lived where, who had which category, who was paid what.</summary>
public interface ISpell
{
    Period Period { get; }
}
