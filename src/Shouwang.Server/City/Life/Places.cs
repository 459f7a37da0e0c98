using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

/// <summary>A worker of the field team.</summary>
internal sealed record FieldWorker(string Code, string Township)
{
    public string Name { get; set; } = "";
}

/// <summary>A grid of one village, looked after by one worker.</summary>
internal sealed record Grid(string Code, Village Village, FieldWorker Worker);

/// <summary>Where households live, and who looks after them.</summary>
internal sealed class Places
{
    private const int FullWorkers = 570;
    private const int FullGrids = 4_861;

    public List<FieldWorker> Workers { get; } = [];

    public List<Grid> Grids { get; } = [];

    /// <summary>Gives every household a village, an address, a phone and a grid.</summary>
    public static Places Settle(CityPlan plan, Villages villages)
    {
        var dice = Dice.Of(plan.Options.Seed, "places");
        var workers = Math.Max(5, (int)decimal.Round(FullWorkers * plan.Options.Scale));
        var lived = villages.OfTownships(Math.Min(workers, 37));
        var places = new Places();
        foreach (var household in plan.Households)
        {
            var village = lived[dice.Below(lived.Count)];
            household.Village = village;
            household.Urban = village.Urban;
            household.FormerPoor &= !village.Urban || household.Planted;
            household.Phone = !household.Planted && dice.Chance(200) ? "" : $"1990{household.Number * 7_919L % 10_000_000:D7}";
            household.Address = village.Urban
                ? $"{village.AddressPrefix}{dice.Between(1, 40)}号楼{dice.Between(1, 4)}单元{household.Number % 1000 + 101}室"
                : $"{village.AddressPrefix}{household.Number % 9 + 1}组{household.Number / 10 % 900 + 1}号";
        }

        places.Staff(plan, workers, Math.Max(workers, (int)decimal.Round(FullGrids * plan.Options.Scale)), ref dice);
        return places;
    }

    // Workers by households of the township, grids by households of the village; neither is left without one.
    private void Staff(CityPlan plan, int workers, int grids, ref Dice dice)
    {
        var byTownship = plan.Households.GroupBy(h => h.Village.Township).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var staff = Share(byTownship.ConvertAll(g => g.Count()), workers);
        for (var t = 0; t < byTownship.Count; t++)
        {
            var first = Workers.Count;
            for (var i = 0; i < staff[t]; i++)
            {
                var birthYear = (int)dice.Between(1970, 1999);
                Workers.Add(new FieldWorker($"W{Workers.Count + 1:D4}", byTownship[t].Key) { Name = Names.Text(Names.Draw(ref dice, dice.Chance(5500), birthYear)) });
            }

            var byVillage = byTownship[t].GroupBy(h => h.Village).OrderBy(g => g.Key.Code).ToList();
            var gridsHere = Math.Max(byVillage.Count, (int)((long)grids * byTownship[t].Count() / plan.Households.Count));
            var counts = Share(byVillage.ConvertAll(g => g.Count()), gridsHere);
            AddGrids(byVillage, counts, first, staff[t]);
        }
    }

    private void AddGrids(List<IGrouping<Village, Household>> byVillage, int[] counts, int firstWorker, int workers)
    {
        var (total, number) = (counts.Sum(), 0);
        for (var v = 0; v < byVillage.Count; v++)
        {
            var made = new List<Grid>();
            for (var i = 0; i < counts[v]; i++)
            {
                made.Add(new Grid($"{byVillage[v].Key.Code}-{i + 1:D2}", byVillage[v].Key, Workers[firstWorker + number++ * workers / total]));
            }

            Grids.AddRange(made);
            var at = 0;
            foreach (var household in byVillage[v])
            {
                household.Grid = made[at++ % made.Count].Code;
            }
        }
    }

    /// <summary>Shares a total out in proportion, at least one each.</summary>
    private static int[] Share(List<int> weights, int total)
    {
        var sum = weights.Sum();
        var shares = weights.ConvertAll(w => Math.Max(1, (int)((long)total * w / sum))).ToArray();
        for (var i = 0; shares.Sum() < total; i++)
        {
            shares[i % shares.Length]++;
        }

        return shares;
    }
}
