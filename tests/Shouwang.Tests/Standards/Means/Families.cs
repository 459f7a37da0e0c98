using Shouwang.Standards.Means;

namespace Shouwang.Tests.Standards.Means;

/// <summary>Builds families row by row: <c>families.Household().Person(1985).Income("wage", "declared", 18000)</c>.</summary>
internal sealed class Families(Law law)
{
    private readonly PopulationBuilder builder = new(law);
    private int household = -1;
    private int person = -1;

    public Families Household(string? division = null)
    {
        household = Row("household", -1, division is null ? [] : [("division", long.Parse(division, System.Globalization.CultureInfo.InvariantCulture))]);
        return this;
    }

    public Families Person(int year, int month = 1, int day = 1, bool employed = false, int disability = 0)
    {
        person = Row("person", household, ("birth", new DateOnly(year, month, day)), ("employed", employed), ("disability", (long)disability));
        return this;
    }

    public Families Income(string kind, string source, decimal yuan)
    {
        Row("income", person, ("kind", kind), ("source", source), ("amount", Fen(yuan)));
        return this;
    }

    public Families Expense(string kind, decimal yuan, decimal? reimbursed = null)
    {
        Row("expense", person, ("kind", kind), ("amount", Fen(yuan)), ("reimbursed", reimbursed is { } r ? Fen(r) : null));
        return this;
    }

    public Families Asset(string kind, decimal yuan)
    {
        Row("asset", household, ("kind", kind), ("value", Fen(yuan)));
        return this;
    }

    public Population Build() => builder.Build();

    private static object Fen(decimal yuan) => (long)(yuan * 100);

    private int Row(string name, int parent, params (string Field, object? Value)[] values)
    {
        var entity = law.Facts.Find(name)!;
        var row = builder.Add(entity, parent);
        foreach (var (field, value) in values)
        {
            builder.Set(entity, row, entity.Fields[field], value);
        }

        return row;
    }
}
