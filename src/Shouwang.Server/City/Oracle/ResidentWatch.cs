using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Oracle;

/// <summary>
/// Adds up what rows of chance cost residents who are not registered, so that the city can prove that none of them
/// comes to the thresholds of A01R and A03 by accident. May be told from several threads.
/// </summary>
internal sealed class ResidentWatch(int people, DateOnly asOf)
{
    private readonly long[] year = new long[people];
    private readonly int first = new DateOnly(asOf.Year, 1, 1).DayNumber;
    private long dearestAdmission;

    public void See(int ordinal, Fields fields, long[] values)
    {
        var (on, self) = (values[fields["on"]], values[fields["self_paid"]]);
        if (on < first || on > asOf.DayNumber)
        {
            return;
        }

        Interlocked.Add(ref year[ordinal], self);
        if (on > asOf.DayNumber - Law.EventDays && self > Interlocked.Read(ref dearestAdmission) && fields.CodeText("kind", values[fields["kind"]]) == "inpatient")
        {
            InterlockedMax(self);
        }
    }

    /// <exception cref="InvalidOperationException">A row of chance would raise a warning.</exception>
    public void Prove()
    {
        if (dearestAdmission > Law.AdmissionResident || year.Max() >= Law.YearResident)
        {
            throw new InvalidOperationException("A resident came to a threshold by chance.");
        }
    }

    private void InterlockedMax(long value)
    {
        var seen = Interlocked.Read(ref dearestAdmission);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref dearestAdmission, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
