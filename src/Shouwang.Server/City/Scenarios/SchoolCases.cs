using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Schooling and rigid expenditure: A20–A22, A31, B13, B17.</summary>
internal static class SchoolCases
{
    public static void Write(Book book)
    {
        book.Rule("A20", 10)
            .Hit("dropped out of junior school", s => Pupil(s, 13, "junior", "dropout", s.Between(1, 170)), 5)
            .Hit("dropped out of primary school", s => Pupil(s, 9, "primary", "dropout", s.Between(1, 170)), 3)
            .Hit("boundary: 179 days ago", s => Pupil(s, 13, "junior", "dropout", 179), 1)
            .Near("boundary: 180 days ago", s => Pupil(s, 13, "junior", "dropout", 180))
            .Near("senior school is not compulsory", s => Pupil(s, 16, "senior", "dropout", 20))
            .Near("enrolled", s => Pupil(s, 13, "junior", "enrolled", 20));
        Cost(book);
        book.Rule("A22", 48)
            .Hit("first year of university", s => Student(s, "marginal", "bachelor", 1, 4800m, 0m), 20)
            .Hit("first year of college", s => Student(s, "marginal", "college", 1, 4500m, 500m), 15)
            .Near("second year", s => Student(s, "marginal", "bachelor", 2, 4800m, 0m))
            .Near("not a marginal family", s => Student(s, "dibao", "bachelor", 1, 4800m, 0m))
            .Near("boundary: enrolled 60 days ago", s => Student(s, "marginal", "bachelor", 1, 4000m, 0m, s.Ago(60)));
        Rigid(book);
        book.Rule("B13", 42)
            .Hit("graduated", s => Pupil(s, 18, "vocational", "graduated", s.Between(1, 88)), 15)
            .Hit("joined the army or was adopted", s => Left(s, s.Pick("army", "adopted"), s.Between(1, 88)), 10)
            .Hit("boundary: 89 days ago", s => Pupil(s, 19, "vocational", "graduated", 89), 1)
            .Near("boundary: 90 days ago", s => Pupil(s, 19, "vocational", "graduated", 90))
            .Near("army, 90 days ago", s => Left(s, "army", 90))
            .Near("still enrolled", s => Pupil(s, 17, "vocational", "enrolled", 29));
        book.Rule("B17", 60)
            .Hit("16 within 30 days", s => Turning(s, 16, s.Between(1, 29)), 20)
            .Hit("18 within 30 days", s => Turning(s, 18, s.Between(1, 29)), 20)
            .Hit("boundary: in exactly 30 days", s => Turning(s, 18, 30), 1)
            .Near("boundary: in 31 days", s => Turning(s, 16, 31))
            .Near("boundary: today", s => Turning(s, 18, 0))
            .Near("17 within 30 days", s => Turning(s, 17, 12));
    }

    private static Person Pupil(Scene s, int age, string stage, string status, int daysAgo)
    {
        var child = s.Child(age, stage);
        s.Family(s.Pick("dibao", "marginal"), [s.Adult(s.Between(38, 50)), child]);
        s.Row(child, "schooling", ("on", s.Ago(daysAgo)), ("stage", stage), ("grade", 2), ("fee", 0m), ("grant", 0m), ("status", status));
        return child;
    }

    private static Person Student(Scene s, string category, string stage, int grade, decimal fee, decimal grant, DateOnly? on = null)
    {
        var child = s.Child(stage == "senior" ? 16 : 19, stage);
        s.Family(category, [s.Adult(s.Between(42, 52)), s.Adult(s.Between(40, 50)), child], income: category == "marginal" ? 34_000 : 24_000);
        s.Row(child, "schooling", ("on", on ?? s.SchoolStart), ("stage", stage), ("grade", grade), ("fee", fee), ("grant", grant), ("status", "enrolled"));
        return child;
    }

    private static void Cost(Book book) => book.Rule("A21", 105)
        .Hit("above 10000 after grants", s => Student(s, "dibao", "bachelor", s.Between(2, 4), s.Yuan(10100, 16000), 0m), 30)
        .Hit("boundary: 10000.01", s => Student(s, "dibao", "college", 2, 13300.01m, 3300m), 1)
        .Hit("senior school", s => Student(s, "dibao", "senior", 2, s.Yuan(10100, 14000), 0m), 4)
        .Near("boundary: exactly 10000", s => Student(s, "dibao", "bachelor", 2, 13300m, 3300m))
        .Near("the school year before", s => Student(s, "dibao", "bachelor", 2, 14000m, 0m, s.SchoolStart.AddDays(-1)))
        .Near("grants cover it", s => Student(s, "dibao", "bachelor", 2, 15000m, 6000m));

    // Medical cost below 40 % of the income and fees below 10,000: only together they weigh too much.
    private static void Rigid(Book book) => book.Rule("A31", 100)
        .Hit("above 60 % of the income", s => Weighed(s, "marginal", 20_000, 9000m, s.Yuan(3100, 5500)), 30)
        .Hit("boundary: 12000.01 of 20000", s => Weighed(s, "marginal", 20_000, 9000m, 3000.01m), 1)
        .Hit("boundary: the floor of 5000", s => Weighed(s, "other_hardship", 6_000, 4200m, 800m), 1)
        .Hit("a household that is only monitored", s => Weighed(s, null, 15_000, 8000m, s.Yuan(1500, 5800)), 6)
        .Near("boundary: exactly 60 %", s => Weighed(s, "marginal", 20_000, 9000m, 3000m))
        .Near("on dibao", s => Weighed(s, "dibao", 12_000, 9000m, 3000m))
        .Near("below the floor", s => Weighed(s, "marginal", 6_000, 3000m, 1900m))
        .Near("income unknown", s =>
        {
            var household = Weighed(s, "marginal", 20_000, 9000m, 5000m);
            household.Income = null;
            return household;
        });

    private static Household Weighed(Scene s, string? category, int income, decimal fee, decimal self)
    {
        var child = s.Child(20, "bachelor");
        var household = s.Family(category, [s.Adult(s.Between(44, 55)), s.Adult(s.Between(42, 54)), child], income: income);
        s.Row(child, "schooling", ("on", s.SchoolStart), ("stage", "bachelor"), ("grade", 3), ("fee", fee), ("grant", 0m), ("status", "enrolled"));
        s.Inpatient(household.Head, s.Ago(s.Between(60, 250)), self);
        return household;
    }

    private static Person Left(Scene s, string kind, int daysAgo)
    {
        var child = s.Child(19);
        s.Family("dibao", [s.Adult(46), child]);
        s.Row(child, "hukou", ("on", s.Ago(daysAgo)), ("kind", kind));
        return child;
    }

    private static Person Turning(Scene s, int age, int inDays)
    {
        var child = s.Child(age, age < 18 ? "senior" : "none", s.AsOf.AddDays(inDays).AddYears(-age));
        s.Family(s.Pick("dibao", "marginal"), [s.Adult(s.Between(40, 52)), child]);
        return child;
    }
}
