using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Economy;

internal sealed partial class FamilyMaker
{
    private int items;

    private void Asset(string kind, long value, bool recorded = false, string exempt = "none", bool recent = false) =>
        telling.Asset(told, real, new AssetRow(++items, kind, "checked", value, plan.AsOf, "") { Exempt = exempt, Recent = recent }, recorded);

    private void OwnProperty()
    {
        var all = records.SelectMany((r, i) => r.Of("property_right").Concat(r.Of("vehicle")).Concat(r.Of("business")).Concat(r.Of("presale")).Concat(r.Of("bank"))).ToLookup(r => r.Feed.Feed.Record.Name);
        Homes([.. all["property_right"].Where(r => r.Code("status") == "active")], [.. all["presale"]]);
        Vehicles(all["vehicle"].Where(r => r.Code("status") == "active"));
        foreach (var firm in all["business"].Where(r => r.Code("status") == "active").DistinctBy(r => r["entity"]))
        {
            Asset("company", Math.Max(10_000_00, firm["capital"]), recorded: true, exempt: firm.Code("role") == "individual" && dice.Chance(4000) ? "no_employees" : "none");
        }

        Savings(all["bank"]);
        if (aim.Excess)
        {
            Excess();
        }
    }

    private void Homes(List<CityRow> rights, List<CityRow> presales)
    {
        foreach (var right in rights)
        {
            var residential = right.Code("use") == "residential";
            Asset(residential ? "home" : "other_real_estate", Math.Max(20, right["area"]) * dice.Between(500, household.Urban ? 4_500 : 1_200) * 100, recorded: true);
        }

        foreach (var contract in presales.Where(r => InYear(r, "on")))
        {
            Asset("home", contract["price"], recorded: true, recent: true);
        }

        if (rights.TrueForAll(r => r.Code("use") != "residential") && dice.Chance(household.Urban ? 3000 : 8600))
        {
            Asset("home", dice.Between(2, household.Urban ? 30 : 9) * 10_000_00);
        }

        if (!household.Urban && dice.Chance(160))
        {
            Asset("home", dice.Between(2, 9) * 1_000_00, exempt: "earthen_house");
        }
    }

    private void Vehicles(IEnumerable<CityRow> owned)
    {
        foreach (var vehicle in owned)
        {
            var small = vehicle.Code("kind") is "motorcycle" or "tricycle";
            var aid = vehicle.Code("kind") == "disabled";
            var price = vehicle["price"] > 0 ? vehicle["price"] : dice.Between(2, 9) * 1_000_00;
            Asset("vehicle", price, recorded: true, exempt: small ? "motorcycle" : aid ? "mobility_vehicle" : vehicle.Code("kind") == "truck" && dice.Chance(2000) ? "livelihood_vehicle" : "none");
        }

        if (told.Members.Exists(m => m.Grade is 1 or 2) && dice.Chance(300))
        {
            Asset("vehicle", dice.Between(3, 40) * 1_000_00, exempt: "mobility_vehicle");
        }
    }

    // The balances of the last three months, one thing for each account.
    private void Savings(IEnumerable<CityRow> balances)
    {
        var accounts = balances.Where(r => r.Day("on") > plan.AsOf.AddMonths(-3) && r.Day("on") <= plan.AsOf).GroupBy(r => r["account"]).Select(g => g.OrderBy(r => r["on"]).Last()).ToList();
        foreach (var account in accounts)
        {
            Asset("deposit", account["balance"] + Math.Max(0, account["wealth"]), recorded: true);
        }

        if (accounts.Count == 0 && dice.Chance(6000))
        {
            Asset("deposit", dice.Between(1, 60) * Count * 100_00);
        }

        if (told.Members.Exists(m => m.MajorIllness) && dice.Chance(300))
        {
            Asset("deposit", dice.Between(20, 80) * 1_000_00, exempt: "treatment_deposit");
        }

        Rarities();
    }

    private void Rarities()
    {
        if (dice.Chance(30))
        {
            Asset("investment", dice.Between(2, 16) * 1_000_00);
        }

        if (dice.Chance(household.Urban ? 25 : 0))
        {
            Asset("other_real_estate", dice.Between(3, 12) * 10_000_00, exempt: "only_home_commercial");
        }

        if (dice.Chance(household.Urban ? 0 : 45))
        {
            Asset("company", dice.Between(1, 5) * 1_000_00, exempt: "cooperative");
        }

        if (dice.Chance(120))
        {
            Asset(dice.Chance(7000) ? "insurance" : "security", dice.Between(5, 40) * Count * 100_00);
        }
    }

    /// <summary>More than any limit allows.</summary>
    private void Excess()
    {
        switch (dice.Weighted([40, 25, 20, 15]))
        {
            case 0:
                Asset("vehicle", dice.Between(30, 140) * 1_000_00);
                break;
            case 1:
                Asset("deposit", (MeansLaw.Line * MeansLaw.RigidSavings * Count) + (dice.Between(1, 200) * 1_000_00));
                break;
            case 2:
                Asset("home", dice.Between(6, 40) * 10_000_00);
                Asset("home", dice.Between(6, 40) * 10_000_00);
                break;
            default:
                Asset("other_real_estate", dice.Between(5, 40) * 10_000_00);
                break;
        }
    }

    /// <summary>Children who live elsewhere, for the old; the other parent, for a child: what is due and what comes.</summary>
    private void Supporters()
    {
        var old = Enumerable.Range(0, Count).Where(i => AgeOf(i) >= 65 && Lives(i)).ToList();
        if (category == "destitute" || (old.Count == 0 && (!household.Members.Exists(m => m.AgeAt(plan.AsOf) < 18) || !dice.Chance(400))) || !dice.Chance(5500))
        {
            return;
        }

        var children = old.Count == 0 ? 1 : (int)dice.Between(1, 4);
        for (var c = 0; c < Math.Min(children, 1 + dice.Below(2)); c++)
        {
            var size = (int)dice.Between(2, 5);
            // Mostly below twice the line for each of them: then nothing is due.
            var income = size * (dice.Chance(7600) ? dice.Between(80, 178) : dice.Between(185, 260)) * 100_00;
            var settled = dice.Chance(600) ? dice.Between(6, 36) * 100_00 : (long?)null;
            var row = new ObligorRow(income, size, plan.AsOf.AddDays(-(int)dice.Between(5, 60)), dice.Chance(5000) ? "survey" : "family")
            {
                Children = children, Supported = Math.Max(1, old.Count), Here = Math.Max(1, old.Count), ForChild = old.Count == 0, Settled = settled,
                Received = dice.Chance(5500) ? dice.Between(2, 30) * 100_00 : settled ?? 0,
            };
            told.Obligors.Add(row);
            real.Obligors.Add(row);
        }
    }
}
