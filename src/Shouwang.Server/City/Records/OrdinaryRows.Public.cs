namespace Shouwang.Server.City.Records;

internal static partial class OrdinaryRows
{
    private static Ordinary Hukou(Fields f)
    {
        var (on, kind) = (f["on"], f["kind"]);
        string[] names = ["death", "move_out", "move_in", "birth", "marriage", "divorce", "army", "adopted", "missing"];
        long[] codes = [.. names.Select(n => f.Code("kind", n))];
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            v[kind] = slot.Quiet ? codes[2] : slot.Age switch
            {
                < 3 => codes[3],
                < 18 => codes[dice.Weighted([0, 4, 5, 0, 0, 0, 0, 1])],
                < 50 => codes[dice.Weighted([1, 20, 24, 0, 34, 14, 5, 0, 1])],
                _ => codes[dice.Weighted([70, 10, 10, 0, 4, 5])],
            };
        });
    }

    private static Ordinary Vehicle(Fields f)
    {
        var (on, plate, kind, price, status) = (f["on"], f["plate"], f["kind"], f["price"], f["status"]);
        string[] names = ["car", "truck", "motorcycle", "tricycle", "disabled"];
        long[] codes = [.. names.Select(n => f.Code("kind", n))];
        var (active, cancelled) = (f.Code("status", "active"), f.Code("status", "cancelled"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = dice.Between(slot.Period.Last - 5_000, slot.Period.Last);
            v[plate] = slot.Serial;
            var which = slot.Quiet ? 2 + dice.Below(2) : dice.Weighted([72, 6, 14, 7, 1]);
            v[kind] = codes[which];
            v[price] = Yuan(100) * (which < 2 ? dice.Between(350, 2_600) : dice.Between(25, 90));
            v[status] = dice.Chance(600) ? cancelled : active;
        });
    }

    private static Ordinary Accident(Fields f)
    {
        var (on, kind, severity) = (f["on"], f["kind"], f["severity"]);
        var (traffic, work) = (f.Code("kind", "traffic"), f.Code("kind", "work"));
        var (death, serious, minor) = (f.Code("severity", "death"), f.Code("severity", "serious"), f.Code("severity", "minor"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            v[kind] = dice.Chance(8000) ? traffic : work;
            v[severity] = slot.Quiet ? minor : dice.Weighted([5, 20, 75]) switch { 0 => death, 1 => serious, _ => minor };
        });
    }

    private static Ordinary Detention(Fields f)
    {
        var (on, until, kind) = (f["on"], f["until"], f["kind"]);
        var (prison, detox, custody) = (f.Code("kind", "prison"), f.Code("kind", "detox"), f.Code("kind", "custody"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Quiet ? slot.Old + dice.Below(40) : slot.AnyDay(ref dice);
            v[kind] = slot.Quiet ? custody : dice.Weighted([30, 10, 60]) switch { 0 => prison, 1 => detox, _ => custody };
            v[until] = v[kind] == custody ? v[on] + dice.Between(5, 15) : dice.Chance(1500) ? CityRow.Unknown : v[on] + dice.Between(180, 1_500);
        });
    }

    private static Ordinary Schooling(Fields f)
    {
        var (on, stage, grade, fee, grant, status) = (f["on"], f["stage"], f["grade"], f["fee"], f["grant"], f["status"]);
        string[] names = ["kindergarten", "primary", "junior", "senior", "vocational", "college", "bachelor"];
        long[] codes = [.. names.Select(n => f.Code("stage", n))];
        var (enrolled, dropout) = (f.Code("status", "enrolled"), f.Code("status", "dropout"));
        return new(Pool.Pupils, 1, (ref dice, in slot, v) =>
        {
            var age = slot.Age;
            var which = slot.Quiet ? 1 : age switch { < 6 => 0, < 12 => 1, < 15 => 2, < 18 => dice.Chance(6000) ? 3 : 4, _ => dice.Chance(4500) ? 5 : 6 };
            v[on] = new DateOnly(DateOnly.FromDayNumber((int)slot.Period.Last).Year, 9, 1).DayNumber;
            v[stage] = codes[which];
            v[grade] = slot.Quiet ? 2 : which switch { 0 => Math.Clamp(age - 2, 1, 3), 1 => Math.Clamp(age - 5, 1, 6), 2 => Math.Clamp(age - 11, 1, 3), 3 or 4 => Math.Clamp(age - 14, 1, 3), _ => Math.Clamp(age - 17, 1, 4) };
            v[fee] = slot.Quiet ? 0 : which switch { 0 => Yuan(dice.Between(20, 60) * 100), 1 or 2 => 0, 3 => Yuan(850), 4 => Yuan(600), 5 => Yuan(dice.Between(40, 80) * 100), _ => Yuan(dice.Between(45, 130) * 100) };
            v[grant] = !slot.Quiet && which > 2 && dice.Chance(1000) ? Yuan(which > 4 ? 3_300 : 2_000) : 0;
            v[status] = !slot.Quiet && dice.Chance(15) ? dropout : enrolled;
        });
    }
}
