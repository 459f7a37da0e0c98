using Shouwang.Platform.Records;

namespace Shouwang.Server.City.Records;

/// <summary>Rows of chance by record type. Every quiet row is outside of the rules' windows, or too small to matter.</summary>
internal static partial class OrdinaryRows
{
    private static readonly Dictionary<string, Func<Fields, Ordinary>> Known = new(StringComparer.Ordinal)
    {
        ["settlement"] = Settlement,
        ["enrolment"] = Enrolment,
        ["disability"] = Disability,
        ["vital"] = Vital,
        ["disease"] = Disease,
        ["insurance"] = Insurance,
        ["unemployment"] = Unemployment,
        ["pension"] = Pension,
        ["housing_fund"] = HousingFund,
        ["tax_income"] = TaxIncome,
        ["invoice"] = Invoice,
        ["business"] = Business,
        ["hukou"] = Hukou,
        ["vehicle"] = Vehicle,
        ["accident"] = Accident,
        ["detention"] = Detention,
        ["schooling"] = Schooling,
        ["house_safety"] = HouseSafety,
        ["presale"] = Presale,
        ["property_right"] = PropertyRight,
        ["disaster"] = Disaster,
        ["subsidy"] = Subsidy,
        ["project"] = Project,
        ["loan"] = Loan,
        ["water"] = Water,
        ["bank"] = Bank,
    };

    public static IEnumerable<string> KnownRecords => Known.Keys;

    public static Ordinary Of(Fields fields) => Known.TryGetValue(fields.Record.Name, out var make) ? make(fields) : Anything(fields);

    private static long Yuan(long yuan) => yuan * 100;

    /// <summary>A record type that this city does not know: every field by its type alone.</summary>
    private static Ordinary Anything(Fields fields) => new(Pool.Everybody, 1, (ref dice, in slot, v) =>
    {
        for (var i = 0; i < v.Length; i++)
        {
            v[i] = fields.Record.Fields[i].Type switch
            {
                FieldType.Date => slot.AnyDay(ref dice),
                FieldType.Month => slot.Month,
                FieldType.Int => dice.Between(1, 4),
                FieldType.Money => dice.Between(100, 100_000),
                FieldType.Bool => dice.Below(2),
                FieldType.Code => dice.Below(fields.Codes(i).Length),
                FieldType.Division => slot.Division,
                _ => slot.Serial,
            };
        }
    });
}
