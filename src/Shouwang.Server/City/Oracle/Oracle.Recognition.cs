namespace Shouwang.Server.City.Oracle;

internal sealed partial class Oracle
{
    private void AfterLeaving(Facts member)
    {
        if (member.Person.Category is not null || member.Person.Left is not { } left || left.Last.AddMonths(Law.WatchedMonths) <= asOf)
        {
            return;
        }

        var (admission, year, month, school) = (DearestAdmission(member), SelfPaidInYear(member), OutpatientInMonth(member), CostInSchoolYear(member));
        if (admission > Law.LeftAdmission || year > Law.LeftYear || month >= Law.LeftOutpatient || school > Law.LeftSchoolYear)
        {
            About(member, "A29", "orange", Math.Max(Math.Max(admission, year), Math.Max(month, school)));
        }
    }

    private void EndOfRecognition()
    {
        var soon = asOf.AddDays(Law.RecognitionDays);
        if (members.Exists(m => m.Person.Category == "rigid_expenditure" && m.Person.CategoryFrom.AddMonths(Law.RecognisedMonths) <= soon))
        {
            AboutAll("B19", "blue");
        }
    }
}
