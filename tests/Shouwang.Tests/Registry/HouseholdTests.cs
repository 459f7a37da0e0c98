using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class HouseholdTests
{
    private static readonly DateOnly NewYear = new(2025, 1, 1);

    private readonly Person mother = NewPerson("340699188001010017", "母");
    private readonly Household old = NewHousehold("H1");
    private readonly Household next = NewHousehold("H2");

    [Fact]
    public void A_person_may_not_be_in_two_households_at_once()
    {
        Assert.Null(mother.Join(old, HouseholdRole.Head, NewYear));

        Assert.Same(RegisterRefusal.InAnotherHousehold, mother.Join(next, HouseholdRole.Spouse, NewYear.AddDays(100)));
        Assert.Same(RegisterRefusal.InAnotherHousehold, mother.Join(next, HouseholdRole.Spouse, NewYear.AddYears(-1)));
        Assert.Same(RegisterRefusal.AlreadyInHousehold, mother.Join(old, HouseholdRole.Head, NewYear.AddDays(1)));
        Assert.Single(mother.Memberships);
    }

    [Fact]
    public void Who_has_left_may_join_another_household_the_next_day()
    {
        mother.Join(old, HouseholdRole.Head, NewYear);

        Assert.Null(mother.Leave(new DateOnly(2025, 6, 30)));
        Assert.Same(RegisterRefusal.InAnotherHousehold, mother.Join(next, HouseholdRole.Spouse, new DateOnly(2025, 6, 30)));
        Assert.Null(mother.Join(next, HouseholdRole.Spouse, new DateOnly(2025, 7, 1)));
    }

    [Fact]
    public void Nobody_leaves_before_joining()
    {
        Assert.Same(RegisterRefusal.NotOpen, mother.Leave(NewYear));
        mother.Join(old, HouseholdRole.Head, NewYear);
        Assert.Same(RegisterRefusal.EndsBeforeItBegins, mother.Leave(NewYear.AddDays(-1)));
        Assert.Same(RegisterRefusal.EndsBeforeItBegins, mother.Join(next, HouseholdRole.Head, NewYear, NewYear.AddDays(-1)));
    }

    [Fact]
    public void A_person_has_one_class_at_a_time()
    {
        Assert.Null(mother.Classify(HouseholdCategory.Dibao, NewYear, new DateOnly(2025, 6, 30), "register"));
        Assert.Same(RegisterRefusal.Overlaps, mother.Classify(HouseholdCategory.Destitute, new DateOnly(2025, 6, 30), null, "register"));
        Assert.Null(mother.Classify(HouseholdCategory.Marginal, new DateOnly(2025, 7, 1), null, "register"));

        Assert.Equal(HouseholdCategory.Dibao, mother.CategoryOn(new DateOnly(2025, 6, 30)));
        Assert.Equal(HouseholdCategory.Marginal, mother.CategoryOn(new DateOnly(2026, 1, 1)));
        Assert.Null(mother.CategoryOn(new DateOnly(2024, 12, 31)));
    }

    [Fact]
    public void A_household_is_monitored_once_at_a_time()
    {
        Assert.Null(old.Tag(HouseholdTag.Monitored, MonitoredKind.MarginalProne, RiskCauses.Illness | RiskCauses.Schooling, NewYear, NewYear.AddDays(30)));
        Assert.Same(RegisterRefusal.Overlaps, old.Tag(HouseholdTag.Monitored, MonitoredKind.SuddenHardship, RiskCauses.Accident, NewYear.AddDays(30)));

        Assert.Equal(MonitoredKind.MarginalProne, old.TagOn(HouseholdTag.Monitored, NewYear.AddDays(30))!.Kind);
        Assert.Null(old.TagOn(HouseholdTag.Monitored, NewYear.AddDays(31)));
    }

    [Fact]
    public void Who_is_born_on_29_February_has_the_birthday_on_1_March()
    {
        var leap = NewPerson("34069918840229" + "001" + IdNumber.CheckCharacter("34069918840229001"), "闰");

        Assert.Equal(0, leap.AgeOn(new DateOnly(1885, 2, 28)));
        Assert.Equal(1, leap.AgeOn(new DateOnly(1885, 3, 1)));
        Assert.Equal(4, leap.AgeOn(new DateOnly(1888, 2, 29)));
    }

    [Fact]
    public void Refusals_speak_both_languages() =>
        Assert.All(
            typeof(RegisterRefusal).GetFields().Select(field => (RegisterRefusal)field.GetValue(null)!),
            refusal => Assert.True(refusal.Zh.Any(c => c > 0x4E00) && refusal.En.All(char.IsAscii)));

    private static Person NewPerson(string id, string name) =>
        new(Guid.CreateVersion7(), IdNumber.Parse(id), new PersonParticulars(name, Sex.Female, LabourCapacity.Ordinary, StudentStage.None));

    private static Household NewHousehold(string code) =>
        new(Guid.CreateVersion7(), code, new HouseholdParticulars(DivisionCode.Parse("340604003003"), "", "", null, false, false, null, null, null));
}
