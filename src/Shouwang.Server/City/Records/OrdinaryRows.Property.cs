namespace Shouwang.Server.City.Records;

internal static partial class OrdinaryRows
{
    private static Ordinary HouseSafety(Fields f)
    {
        var (on, grade, repaired) = (f["on"], f["grade"], f["repaired"]);
        string[] names = ["a", "b", "c", "d"];
        long[] codes = [.. names.Select(n => f.Code("grade", n))];
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            var which = slot.Quiet ? 0 : dice.Weighted([62, 30, 6, 2]);
            v[grade] = codes[which];
            v[repaired] = which > 1 && dice.Chance(7000) ? 1 : 0;
        });
    }

    private static Ordinary Presale(Fields f)
    {
        var (on, contract, price) = (f["on"], f["contract"], f["price"]);
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Quiet ? slot.Old + dice.Below(60) : slot.AnyDay(ref dice);
            v[contract] = slot.Serial;
            v[price] = Yuan(100) * dice.Between(3_800, 12_000);
        });
    }

    private static Ordinary PropertyRight(Fields f)
    {
        var (on, right, use, area, status) = (f["on"], f["right"], f["use"], f["area"], f["status"]);
        var (residential, commercial, other) = (f.Code("use", "residential"), f.Code("use", "commercial"), f.Code("use", "other"));
        var (active, cancelled) = (f.Code("status", "active"), f.Code("status", "cancelled"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = dice.Between(slot.Period.Last - 7_000, slot.Period.Last);
            v[right] = slot.Serial;
            v[use] = dice.Weighted([86, 6, 8]) switch { 0 => residential, 1 => commercial, _ => other };
            v[area] = dice.Between(45, 145);
            v[status] = slot.Quiet || dice.Chance(900) ? cancelled : active;
        });
    }

    private static Ordinary Disaster(Fields f)
    {
        var (on, kind, loss, house, relief) = (f["on"], f["kind"], f["loss"], f["house"], f["relief"]);
        string[] kinds = ["flood", "wind", "drought", "fire", "other"];
        string[] houses = ["none", "damaged", "collapsed"];
        long[] kindCodes = [.. kinds.Select(n => f.Code("kind", n))];
        long[] houseCodes = [.. houses.Select(n => f.Code("house", n))];
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Quiet ? slot.Old + dice.Below(90) : slot.AnyDay(ref dice);
            v[kind] = kindCodes[slot.Quiet ? 2 : dice.Weighted([35, 30, 20, 8, 7])];
            v[loss] = slot.Quiet ? Yuan(dice.Between(1, 3) * 100) : Yuan(dice.Between(2, 260) * 100);
            v[house] = houseCodes[slot.Quiet ? 0 : dice.Weighted([75, 21, 4])];
            v[relief] = dice.Chance(3000) ? v[loss] / 5 : CityRow.Unknown;
        });
    }

    private static Ordinary Subsidy(Fields f)
    {
        var (on, kind, amount) = (f["on"], f["kind"], f["amount"]);
        string[] names = ["fertility", "machinery", "insurance", "transfer"];
        long[] codes = [.. names.Select(n => f.Code("kind", n))];
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            var which = dice.Weighted([80, 3, 7, 10]);
            v[kind] = codes[which];
            v[amount] = which == 1 ? Yuan(dice.Between(10, 150) * 100) : dice.Between(8_000, 180_000);
        });
    }

    private static Ordinary Project(Fields f)
    {
        var (on, kind, status) = (f["on"], f["kind"], f["status"]);
        var kinds = f.Codes(f["kind"]).Length;
        var (running, failed, unsold) = (f.Code("status", "running"), f.Code("status", "failed"), f.Code("status", "unsold"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = dice.Between(slot.Period.Last - 300, slot.Period.Last);
            v[kind] = dice.Below(kinds);
            v[status] = slot.Quiet ? running : dice.Weighted([96, 2, 2]) switch { 0 => running, 1 => failed, _ => unsold };
        });
    }

    private static Ordinary Loan(Fields f)
    {
        var (on, contract, balance, overdue) = (f["on"], f["contract"], f["balance"], f["overdue_days"]);
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Period.Last;
            v[contract] = slot.Serial;
            v[balance] = Yuan(dice.Between(50, 500) * 100);
            v[overdue] = slot.Quiet || dice.Chance(9700) ? 0 : dice.Between(1, 90);
        });
    }

    private static Ordinary Water(Fields f)
    {
        var (on, status, restored) = (f["on"], f["status"], f["restored"]);
        var codes = f.Codes(f["status"]).Length;
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = dice.Between(slot.Period.Last - 500, slot.Period.Last - 8);
            v[status] = dice.Below(codes);
            v[restored] = slot.Quiet || dice.Chance(9600) ? v[on] + dice.Between(1, 6) : CityRow.Unknown;
        });
    }

    private static Ordinary Bank(Fields f)
    {
        var (on, account, balance, wealth, inflow, used) = (f["on"], f["account"], f["balance"], f["wealth"], f["inflow"], f["last_used"]);
        return new(Pool.Everybody, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.Period.Last;
            v[account] = slot.Quiet ? slot.Serial : slot.Ordinal * 64L + slot.Period.Feed.Index;
            v[balance] = slot.Quiet ? dice.Between(0, 3_000) : dice.Between(0, 1L << (int)dice.Between(14, 24));
            v[wealth] = !slot.Quiet && dice.Chance(600) ? Yuan(dice.Between(10, 300) * 1000) : CityRow.Unknown;
            v[inflow] = slot.Quiet ? CityRow.Unknown : v[balance] + dice.Between(0, 6_000_000);
            v[used] = v[on] - (slot.Quiet ? dice.Between(0, 20) : dice.Between(0, 200));
        });
    }
}
