using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Plants a case and says whom it is about: a person or a household.</summary>
internal delegate object Case(Scene scene);

/// <summary>What a planted case intends: the oracle must agree.</summary>
internal sealed record Intent(string Rule, bool Hit, Person? Person, Household? Household, string Why);

/// <summary>The cases of one rule.</summary>
internal sealed class RuleCases(string rule, int full)
{
    public string Rule => rule;

    /// <summary>Hits at full scale.</summary>
    public int Full => full;

    public List<(string Why, Case Plant, int Weight)> Hits { get; } = [];

    public List<(string Why, Case Plant)> NearMisses { get; } = [];

    public RuleCases Hit(string why, Case plant, int weight = 10)
    {
        Hits.Add((why, plant, weight));
        return this;
    }

    public RuleCases Near(string why, Case plant)
    {
        NearMisses.Add((why, plant));
        return this;
    }
}

/// <summary>All planted cases: hits, near misses and exact boundaries of every rule that runs.</summary>
internal sealed class Book
{
    public List<RuleCases> Rules { get; } = [];

    public RuleCases Rule(string rule, int full)
    {
        var cases = new RuleCases(rule, full);
        Rules.Add(cases);
        return cases;
    }

    public static Book Of()
    {
        var book = new Book();
        HealthCases.Write(book);
        DisabilityCases.Write(book);
        WorkCases.Write(book);
        EventCases.Write(book);
        SchoolCases.Write(book);
        AssetCases.Write(book);
        IncomeCases.Write(book);
        StatusCases.Write(book);
        BenefitCases.Write(book);
        RecognitionCases.Write(book);
        UnlinkedCases.Write(book);
        return book;
    }

    /// <summary>Plants every variant at least once, every rule's hits and near misses at least three times.</summary>
    public IReadOnlyList<Intent> Plant(CityPlan plan)
    {
        var intents = new List<Intent>();
        foreach (var rule in Rules)
        {
            var dice = Dice.Of(plan.Options.Seed, rule.Rule + rule.Full);
            var hits = Math.Max(Math.Max(3, rule.Hits.Count), (int)decimal.Round(rule.Full * plan.Options.Scale));
            var weights = rule.Hits.Select(h => h.Weight).ToArray();
            for (var i = 0; i < hits && rule.Hits.Count > 0; i++)
            {
                var (why, plant, _) = rule.Hits[i < rule.Hits.Count ? i : dice.Weighted(weights)];
                intents.Add(IntentOf(rule.Rule, true, plant(new Scene(plan, dice.Next())), why));
            }

            var near = Math.Max(Math.Max(3, rule.NearMisses.Count), (int)decimal.Round(rule.Full * plan.Options.Scale * 0.15m));
            for (var i = 0; i < near && rule.NearMisses.Count > 0; i++)
            {
                var (why, plant) = rule.NearMisses[i % rule.NearMisses.Count];
                intents.Add(IntentOf(rule.Rule, false, plant(new Scene(plan, dice.Next())), why));
            }
        }

        return intents;
    }

    private static Intent IntentOf(string rule, bool hit, object about, string why) => about switch
    {
        Person person => new Intent(rule, hit, person, person.Household, why),
        Household household => new Intent(rule, hit, null, household, why),
        _ => throw new InvalidOperationException($"A case of {rule} names neither person nor household."),
    };
}
