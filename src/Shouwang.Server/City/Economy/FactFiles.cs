using System.Globalization;
using Shouwang.Registry;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Truth;

namespace Shouwang.Server.City.Economy;

/// <summary>Writes <c>register/facts/*.csv</c> in the form of docs/standards.md section 3.</summary>
internal sealed class FactFiles : IDisposable
{
    private readonly CityPlan plan;
    private readonly Population people;
    private readonly CsvText household;
    private readonly CsvText person;
    private readonly CsvText income;
    private readonly CsvText expense;
    private readonly CsvText crop;
    private readonly CsvText asset;
    private readonly CsvText obligor;

    public FactFiles(CityPlan plan, Population people, string folder)
    {
        (this.plan, this.people) = (plan, people);
        CsvText Open(string entity, params string[] header) => new(Path.Combine(folder, entity + ".csv"), header);
        household = Open("household", "household", "on", "from", "refuses_check", "disposed", "risk", "shock", "emergency", "stable_months", "monitored_months", "measures", "guarantees_met", "previous");
        person = Open("person", "id_number", "on", "from", "away", "independent", "maintained", "religious", "disability", "grade", "major_illness", "unable", "institution", "supporter", "orphan_aid", "refused_work", "carer", "jobless_kept");
        income = Open("income", "id_number", "on", "from", "kind", "item", "source", "amount", "cost", "months", "imputed", "reason", "contested");
        expense = Open("expense", "id_number", "on", "from", "kind", "item", "source", "amount", "received", "agreed");
        crop = Open("crop", "household", "on", "from", "kind", "mu", "year");
        asset = Open("asset", "household", "on", "from", "item", "kind", "source", "value", "exempt", "recent");
        obligor = Open("obligor", "household", "on", "from", "settled", "income", "size", "children", "supported", "here", "for_child", "received");
    }

    public FactCounts Counts { get; private set; } = new(0, 0, 0, 0, 0);

    public void Write(FamilyFacts family)
    {
        var (code, seen) = (family.Household.Code, plan.AsOf.AddDays(-(int)(Dice.Mix((ulong)family.Household.Number, 77) % 90)));
        household.Row(code, seen, "survey", family.RefusesCheck, family.Disposed, family.Risk, family.Shock, family.Emergency, family.StableMonths, family.MonitoredMonths, family.Measures, family.GuaranteesMet, family.Previous);
        foreach (var m in family.Members)
        {
            Member(m, people.Id(m.Person.Ordinal), seen);
        }

        foreach (var c in family.Crops)
        {
            crop.Row(code, c.On, c.From, c.Kind, (c.Mu / 100m).ToString("0.0", CultureInfo.InvariantCulture), c.Year);
        }

        foreach (var a in family.Assets)
        {
            asset.Row(code, a.On, a.From, a.Item, a.Kind, a.Source, Yuan(a.Value), a.Exempt, a.Recent);
        }

        foreach (var o in family.Obligors)
        {
            obligor.Row(code, o.On, o.From, Yuan(o.Settled), Yuan(o.Income), o.Size, o.Children, o.Supported, o.Here, o.ForChild, Yuan(o.Received));
        }

        Counts = new FactCounts(Counts.Incomes + family.Members.Sum(m => m.Incomes.Count), Counts.Expenses + family.Members.Sum(m => m.Expenses.Count),
            Counts.Crops + family.Crops.Count, Counts.Assets + family.Assets.Count, Counts.Obligors + family.Obligors.Count);
    }

    public void Dispose()
    {
        foreach (var file in (CsvText[])[household, person, income, expense, crop, asset, obligor])
        {
            file.Dispose();
        }
    }

    public static string Yuan(long? fen) => fen is { } known ? new Money(known).ToPlainString() : "";

    private void Member(MemberFacts m, string id, DateOnly seen)
    {
        person.Row(id, seen, "survey", m.Away, m.Independent, m.Maintained, m.Religious, m.Disability, m.Grade, m.MajorIllness, m.Unable, m.Institution, m.Supporter, m.OrphanAid, m.RefusedWork, m.Carer, m.JoblessKept);
        foreach (var i in m.Incomes)
        {
            income.Row(id, i.On, i.From, i.Kind, i.Item, i.Source, Yuan(i.Amount), Yuan(i.Cost), i.Months, i.Imputed, i.Reason, i.Contested);
        }

        foreach (var e in m.Expenses)
        {
            expense.Row(id, e.On, e.From, e.Kind, e.Item, e.Source, Yuan(e.Amount), Yuan(e.Received), e.Agreed);
        }
    }
}
