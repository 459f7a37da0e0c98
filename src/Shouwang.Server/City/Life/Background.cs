using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Life;

/// <summary>
/// Two years in the lives of registered people: illness, school, pensions, wages, savings. Everything stays below the
/// thresholds by construction; the oracle proves it afterwards.
/// </summary>
internal sealed class Background(CityPlan plan)
{
    private Dice dice = Dice.Of(plan.Options.Seed, "background");

    public void Live()
    {
        foreach (var household in plan.Households)
        {
            foreach (var person in household.Members)
            {
                Enrol(person);
            }

            if (!household.Planted)
            {
                new HouseholdYears(plan, household).Live(ref dice);
            }
        }
    }

    // Everybody is enrolled: whoever is not is a planted case of A23.
    private void Enrol(Person person)
    {
        if (!person.Enrols)
        {
            return;
        }

        var start = new DateOnly(plan.AsOf.Year, 1, 1);
        plan.Row(person, "enrolment", ("on", start), ("kind", "resident"), ("paid", true), ("subsidised", person.InDibaoClass));
        if (dice.Chance(5500) && person.Birth < start.AddYears(-1))
        {
            plan.Row(person, "enrolment", ("on", start.AddYears(-1)), ("kind", "resident"), ("paid", true), ("subsidised", person.InDibaoClass));
        }
    }
}
