namespace Shouwang.Registry;

/// <summary>A person's time in a household. Known by person and first day.</summary>
public sealed record Membership(Guid PersonId, Guid HouseholdId, HouseholdRole Role, DateOnly From, DateOnly? To) : ISpell
{
    /// <summary>The last day, null while it goes on.</summary>
    public DateOnly? To { get; private set; } = To;

    public Period Period => new(From, To);

    internal RegisterRefusal? End(DateOnly lastDay)
    {
        if (lastDay < From)
        {
            return RegisterRefusal.EndsBeforeItBegins;
        }

        To = lastDay;
        return null;
    }

    internal Membership Ending(DateOnly lastDay) => this with { To = lastDay };
}

/// <summary>A person's time in one of the exclusive classes. Known by person and first day.</summary>
/// <param name="Source">Where it is known from, e.g. <c>register</c>.</param>
public sealed record CategorySpell(Guid PersonId, HouseholdCategory Category, DateOnly From, DateOnly? To, string Source) : ISpell
{
    public Period Period => new(From, To);
}

/// <summary>A household's time under a tag. Known by household, tag and first day.</summary>
public sealed record TagSpell(Guid HouseholdId, HouseholdTag Tag, MonitoredKind Kind, RiskCauses Causes, DateOnly From, DateOnly? To) : ISpell
{
    public Period Period => new(From, To);
}

/// <summary>A monthly payment to a person. Known by person, kind, first month and account.</summary>
/// <param name="Amount">Each month.</param>
/// <param name="From">The first month paid.</param>
/// <param name="To">The last month paid, null while it goes on.</param>
/// <param name="Account">The bank account that it goes to.</param>
/// <param name="HolderId">Whose account it is; null where it is the person's own.</param>
public sealed record Benefit(Guid PersonId, BenefitKind Kind, Money Amount, Month From, Month? To, string Account, IdNumber? HolderId) : ISpell
{
    public Period Period => new(From.FirstDay, To?.LastDay);
}
