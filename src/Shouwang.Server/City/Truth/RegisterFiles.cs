using System.Globalization;
using Money = Shouwang.Registry.Money;
using Shouwang.Server.City.Life;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Truth;

/// <summary>Writes <c>register/*.csv</c> in the forms of docs/night.md section 4.</summary>
internal sealed class RegisterFiles(CityPlan plan, Population people, Places places, string folder)
{
    public void Write()
    {
        Households();
        Members();
        Categories();
        Tags();
        Benefits();
        Staff();
    }

    private static string Yuan(long? fen) => fen is { } known ? new Money(known).ToPlainString() : "";

    private static string Month(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";

    private CsvText Open(string name, params string[] header) => new(Path.Combine(folder, name), header);

    private void Households()
    {
        using var file = Open("households.csv", "household", "division", "address", "phone", "grid", "urban", "former_poor", "annual_income", "annual_rigid", "employed_expected");
        foreach (var h in plan.Households)
        {
            var able = h.Members.Count(m => m.Labour is "skilled" or "ordinary" && m.AgeAt(plan.AsOf) is >= 16 and < 60);
            file.Row(h.Code, h.Village.Code, h.Address, h.Phone, h.Grid, h.Urban, h.FormerPoor, Yuan(h.Income), Yuan(h.Rigid), able);
        }
    }

    private void Members()
    {
        using var file = Open("members.csv", "id_number", "name", "household", "role", "sex", "labour", "stage", "from", "to");
        foreach (var h in plan.Households)
        {
            foreach (var m in h.Members.Concat(h.Past))
            {
                var from = m.MemberFrom < m.Birth ? m.Birth : m.MemberFrom;
                var (id, name, sex) = (people.Id(m.Ordinal), people.NameText(m.Ordinal), m.Male ? 1 : 2);
                if (m.Formerly is { } earlier)
                {
                    file.Row(id, name, earlier.Code, 3, sex, m.Labour, m.Stage, m.Birth.AddYears(1), from.AddDays(-1));
                }

                file.Row(id, name, h.Code, m.Role, sex, m.Labour, m.Stage, from, m.MemberTo);
            }
        }
    }

    private void Categories()
    {
        using var file = Open("categories.csv", "id_number", "category", "from", "to");
        foreach (var m in plan.Households.SelectMany(h => h.Members.Concat(h.Past)))
        {
            if (m.Category is not null)
            {
                file.Row(people.Id(m.Ordinal), m.Category, m.CategoryFrom, m.MemberTo);
            }
            else if (m.Left is { } left)
            {
                file.Row(people.Id(m.Ordinal), left.Category, m.CategoryFrom, left.Last);
            }
        }
    }

    private void Tags()
    {
        using var file = Open("tags.csv", "household", "tag", "kind", "causes", "from", "to");
        foreach (var h in plan.Households.Where(h => h.Monitored is not null))
        {
            file.Row(h.Code, "monitored", h.Monitored, h.Causes, h.Head.CategoryFrom, null);
        }
    }

    private void Benefits()
    {
        using var file = Open("benefits.csv", "id_number", "kind", "amount", "from", "to", "account", "holder_id");
        foreach (var m in plan.Households.SelectMany(h => h.Members.Concat(h.Past)))
        {
            foreach (var b in m.Benefits)
            {
                file.Row(people.Id(m.Ordinal), b.Kind, Yuan(b.Amount), Month(b.From), Month(b.To), b.Account, people.Id(b.Holder.Ordinal));
            }
        }
    }

    private void Staff()
    {
        using var workers = Open("workers.csv", "worker", "name", "township");
        foreach (var w in places.Workers)
        {
            workers.Row(w.Code, w.Name, w.Township);
        }

        using var grids = Open("grids.csv", "grid", "division", "worker");
        foreach (var g in places.Grids)
        {
            grids.Row(g.Code, g.Village.Code, g.Worker.Code);
        }
    }
}
