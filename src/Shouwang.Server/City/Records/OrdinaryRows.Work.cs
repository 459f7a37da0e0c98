namespace Shouwang.Server.City.Records;

internal static partial class OrdinaryRows
{
    private static Ordinary Insurance(Fields f)
    {
        var (month, @base) = (f["month"], f["base"]);
        return new(Pool.Adults, 6, (ref dice, in slot, v) =>
        {
            v[month] = slot.Quiet ? slot.Old : slot.Month;
            v[@base] = Yuan(4_000 + (long)(Dice.Mix((ulong)slot.Ordinal, 11) % 70) * 100);
        });
    }

    private static Ordinary Unemployment(Fields f)
    {
        var (on, kind, amount) = (f["on"], f["kind"], f["amount"]);
        var (registered, benefit) = (f.Code("kind", "registered"), f.Code("kind", "benefit"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = slot.AnyDay(ref dice);
            v[kind] = slot.Quiet || dice.Chance(5500) ? benefit : registered;
            v[amount] = v[kind] == benefit ? Yuan(1_400 + dice.Below(4) * 50) : CityRow.Unknown;
        });
    }

    private static Ordinary Pension(Fields f)
    {
        var (month, kind, amount, started) = (f["month"], f["kind"], f["amount"], f["started"]);
        var (employee, resident) = (f.Code("kind", "employee"), f.Code("kind", "resident"));
        return new(Pool.Elders, 3, (ref dice, in slot, v) =>
        {
            v[month] = slot.Month;
            var mix = Dice.Mix((ulong)slot.Ordinal, 12);
            v[kind] = slot.Quiet || mix % 100 < 72 ? resident : employee;
            v[amount] = v[kind] == resident ? 18_000 + (long)(mix % 9_000) : 240_000 + (long)(mix % 260_000);
            v[started] = FirstOfMonth(Math.Min(slot.BirthDay + 21_946, slot.Old));
        });
    }

    private static Ordinary HousingFund(Fields f)
    {
        var (month, @base) = (f["month"], f["base"]);
        return new(Pool.Adults, 6, (ref dice, in slot, v) =>
        {
            v[month] = slot.Quiet ? slot.Old : slot.Month;
            v[@base] = Yuan(3_000 + (long)(Dice.Mix((ulong)slot.Ordinal, 13) % 110) * 100);
        });
    }

    private static Ordinary TaxIncome(Fields f)
    {
        var (month, item, amount) = (f["month"], f["item"], f["amount"]);
        var (wage, labour, business, other) = (f.Code("item", "wage"), f.Code("item", "labour"), f.Code("item", "business"), f.Code("item", "other"));
        return new(Pool.Adults, 6, (ref dice, in slot, v) =>
        {
            v[month] = slot.Quiet ? slot.Old : slot.Month;
            var mix = Dice.Mix((ulong)slot.Ordinal, 14);
            v[item] = slot.Quiet ? other : (mix % 20) switch { < 15 => wage, < 18 => labour, < 19 => business, _ => other };
            v[amount] = slot.Quiet ? dice.Between(100, 5_000) : Yuan(2_500 + (long)(mix % 6_000)) + dice.Between(0, 50_000);
        });
    }

    private static Ordinary Invoice(Fields f)
    {
        var (month, amount) = (f["month"], f["amount"]);
        return new(Pool.Adults, 6, (ref dice, in slot, v) =>
        {
            v[month] = slot.Quiet ? slot.Old : slot.Month;
            v[amount] = slot.Quiet ? dice.Between(1_000, 9_000) : dice.Between(Yuan(2_000), Yuan(90_000));
        });
    }

    private static Ordinary Business(Fields f)
    {
        var (on, entity, role, capital, status) = (f["on"], f["entity"], f["role"], f["capital"], f["status"]);
        var (legal, shareholder, individual) = (f.Code("role", "legal"), f.Code("role", "shareholder"), f.Code("role", "individual"));
        var (active, closed) = (f.Code("status", "active"), f.Code("status", "closed"));
        return new(Pool.Adults, 1, (ref dice, in slot, v) =>
        {
            v[on] = dice.Between(slot.Period.Last - 5_500, slot.Period.Last);
            v[entity] = slot.Serial;
            v[role] = dice.Weighted([22, 13, 65]) switch { 0 => legal, 1 => shareholder, _ => individual };
            v[capital] = v[role] == individual ? CityRow.Unknown : Yuan(10_000) * dice.Between(10, 500);
            v[status] = slot.Quiet || dice.Chance(1800) ? closed : active;
        });
    }

    private static long FirstOfMonth(long day)
    {
        var date = DateOnly.FromDayNumber((int)day);
        return new DateOnly(date.Year, date.Month, 1).DayNumber;
    }
}
