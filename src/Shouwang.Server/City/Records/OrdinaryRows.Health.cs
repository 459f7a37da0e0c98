namespace Shouwang.Server.City.Records;

internal static partial class OrdinaryRows
{
    // Two visits at most in a file and one admission of 9,000 at most: in the two files of a year
    // nobody comes to the 20,000 of rule A03, nor to the 10,000 of A01R by one admission.
    private static Ordinary Settlement(Fields f)
    {
        var (on, kind, visit, total, self, division) = (f["on"], f["kind"], f["visit"], f["total"], f["self_paid"], f["division"]);
        var (inpatient, outpatient, special) = (f.Code("kind", "inpatient"), f.Code("kind", "outpatient"), f.Code("kind", "special"));
        return new(Pool.Everybody, 2, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            v[visit] = slot.Serial;
            v[division] = slot.Division;
            if (slot.Repeat == 0 && !slot.Quiet && dice.Chance(1200))
            {
                v[kind] = inpatient;
                v[self] = dice.Between(Yuan(300), Yuan(9_000) - 1);
                v[total] = v[self] * dice.Between(25, 60) / 10;
                return;
            }

            v[kind] = dice.Chance(2000) ? special : outpatient;
            v[self] = slot.Quiet ? dice.Between(100, 2_000) : dice.Between(300, 29_900);
            v[total] = v[self] * dice.Between(12, 40) / 10;
        });
    }

    private static Ordinary Enrolment(Fields f)
    {
        var (on, kind, paid, subsidised) = (f["on"], f["kind"], f["paid"], f["subsidised"]);
        var (resident, employee) = (f.Code("kind", "resident"), f.Code("kind", "employee"));
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[on] = new DateOnly(DateOnly.FromDayNumber((int)slot.Period.Last).Year, 1, 1).DayNumber;
            v[kind] = slot.Age is > 20 and < 60 && !slot.Quiet && dice.Chance(2500) ? employee : resident;
            v[paid] = slot.Quiet || dice.Chance(9800) ? 1 : 0;
            v[subsidised] = dice.Chance(300) ? 1 : 0;
        });
    }

    private static Ordinary Disability(Fields f)
    {
        var (issued, validTo, kind, grade, status) = (f["issued"], f["valid_to"], f["kind"], f["grade"], f["status"]);
        var (valid, cancelled) = (f.Code("status", "valid"), f.Code("status", "cancelled"));
        var early = new DateOnly(2008, 1, 1).DayNumber;
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[issued] = slot.Quiet ? early + dice.Below(700) : dice.Between(Math.Min(Math.Max(early, slot.BirthDay + 30), slot.Period.Last), slot.Period.Last);
            v[validTo] = v[issued] + 3652;
            v[kind] = 1 + dice.Weighted([14, 12, 4, 45, 10, 11, 4]);
            v[grade] = 1 + dice.Weighted([14, 29, 30, 27]);
            v[status] = slot.Quiet || dice.Chance(500) ? cancelled : valid;
        });
    }

    private static Ordinary Vital(Fields f)
    {
        var (on, kind) = (f["on"], f["kind"]);
        var (birth, death) = (f.Code("kind", "birth"), f.Code("kind", "death"));
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Quiet ? slot.Old + dice.Below(60) : slot.AnyDay(ref dice);
            v[kind] = slot.Quiet || (!slot.Male && slot.Age is > 20 and < 40) ? birth : death;
        });
    }

    private static Ordinary Disease(Fields f)
    {
        var (on, code) = (f["on"], f["code"]);
        var codes = f.Codes(code).Length;
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Quiet ? slot.Old + dice.Below(60) : slot.AnyDay(ref dice);
            v[code] = dice.Below(codes);
        });
    }
}
