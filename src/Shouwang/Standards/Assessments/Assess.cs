using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Assessments;

/// <summary>A family's facts as a file tells them.</summary>
public sealed class HouseholdFacts
{
    internal HouseholdFacts(FamilyRow household) => Household = household;

    internal FamilyRow Household { get; }

    /// <summary>Reads a YAML file: inputs by name, lists of what is below (docs/standards.md, section 3).</summary>
    /// <exception cref="PackRefusedException">The file has faults; all of them are named with line and column.</exception>
    public static HouseholdFacts Read(Law law, string path)
    {
        var faults = new PackFaults();
        var row = Pack.Parse(path, faults) is { } root ? new FamilyReader(law).Read(root.Optional("household") is { } inside ? Only(root, inside) : root) : null;
        return faults.Any || row is null ? throw new PackRefusedException(faults.All) : new HouseholdFacts(row);
    }

    private static PackNode Only(PackNode root, PackNode inside)
    {
        // The household of a case may be pasted as it stands, with the case's other keys.
        foreach (var key in new[] { "name", "as_of", "known_on", "expect" })
        {
            root.Optional(key);
        }

        root.NoOthers();
        return inside;
    }
}

/// <summary>Assesses one family: the third answer where facts are missing, and everything that is needed to explain it.</summary>
public sealed class Assess(IEvaluator evaluator)
{
    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public AssessmentDocument Run(HouseholdFacts facts, LawDay day)
    {
        var missing = Missing(facts.Household).ToList();
        var scenarios = Scenario.Count(facts.Household) <= Scenario.Most ? Scenario.Of(facts.Household) : OneAtATime(facts.Household, missing);
        var families = new Families(day.Law, scenarios.Select(s => s.Household));
        var evaluation = evaluator.Evaluate(families.Population, day, families.Given);
        string CategoryOf(Scenario s) => day.Law.Codes[evaluation[day.Law.Outcome.Category][families.Place(s.Household)]];
        bool In(Scenario s) => CategoryOf(s) != day.Law.Outcome.Outside || s.Household.All().Any(row => row.Entity == day.Law.Facts.Person && day.Law.Codes[evaluation[day.Law.Outcome.PersonCategory][families.Place(row)]] != day.Law.Outcome.Outside);
        var possible = scenarios.Select(CategoryOf).Distinct().ToList();
        var answer = missing.Count == 0 ? Answer.Determined : scenarios.Any(In) ? Answer.Undetermined : Answer.Out;
        var shown = scenarios[0];
        return new AssessmentDocument(
            day.Law.Hash,
            day.AsOf,
            day.KnownOn,
            answer,
            answer == Answer.Undetermined ? null : CategoryOf(shown),
            [.. day.Law.Outcome.Order.Append(day.Law.Outcome.Outside).Where(possible.Contains)],
            answer == Answer.Undetermined ? null : evaluation[day.Law.Outcome.Monthly][families.Place(shown.Household)],
            [.. missing.Select(m => new MissingFact(m.Row.Entity.Name, NumberOf(facts.Household, m.Row), m.Field.Name, m.Field.Label, CouldChange(m, scenarios, CategoryOf)))],
            Rows(facts.Household, shown, families, evaluation));
    }

    /// <summary>Two scenarios that differ in this fact alone, and in the outcome.</summary>
    private static bool CouldChange((FamilyRow Row, EntityField Field) fact, IReadOnlyList<Scenario> scenarios, Func<Scenario, string> category)
    {
        object? Of(Scenario s) => s.CopyOf[fact.Row].Inputs.GetValueOrDefault(fact.Field);
        string Others(Scenario s) => string.Join('|', s.CopyOf.Where(c => c.Value.Entity is not null).SelectMany(c => c.Value.Inputs.Where(i => !(ReferenceEquals(c.Key, fact.Row) && i.Key == fact.Field) && i.Key.Trials.Count > 0).Select(i => $"{i.Value}")));
        return scenarios.GroupBy(Others).Any(g => g.Select(category).Distinct().Count() > 1 && g.Select(Of).Distinct().Count() > 1);
    }

    /// <summary>Too many combinations: each fact by itself, the others at their first and at their last value.</summary>
    private static List<Scenario> OneAtATime(FamilyRow household, List<(FamilyRow Row, EntityField Field)> missing)
    {
        var scenarios = new List<Scenario>();
        foreach (var last in new[] { false, true })
        {
            foreach (var (row, field) in missing)
            {
                // Only the one fact is left open; the scenario maker tries its values.
                var settled = household;
                var copies = household.All().ToDictionary(r => r, r => r, FamilyRowComparer.Instance);
                foreach (var (otherRow, otherField) in missing.Where(m => !ReferenceEquals(m.Row, row) || m.Field != field))
                {
                    var old = copies[otherRow];
                    var set = old with { Inputs = new Dictionary<EntityField, object?>(old.Inputs) { [otherField] = last ? otherField.Trials[^1] : otherField.Trials[0] } };
                    settled = settled.With(old, set);
                    copies = household.All().Zip(settled.All()).ToDictionary(p => p.First, p => p.Second, FamilyRowComparer.Instance);
                }

                scenarios.AddRange(Scenario.Of(settled).Select(s => s with { CopyOf = copies.ToDictionary(c => c.Key, c => s.CopyOf[c.Value], FamilyRowComparer.Instance) }));
            }
        }

        return scenarios;
    }

    private static IEnumerable<(FamilyRow Row, EntityField Field)> Missing(FamilyRow household) =>
        household.All().SelectMany(row => row.Entity.Fields.Values.Where(f => f.Trials.Count > 0 && row.Inputs.GetValueOrDefault(f) is null).Select(f => (row, f)));

    private static int NumberOf(FamilyRow household, FamilyRow row) => household.All().Where(r => r.Entity == row.Entity).TakeWhile(r => !ReferenceEquals(r, row)).Count() + 1;

    private static List<AssessedRow> Rows(FamilyRow household, Scenario scenario, Families families, Evaluation evaluation)
    {
        var written = household.All().ToDictionary(r => (r.Entity.Name, families.Place(scenario.CopyOf[r])));
        FamilyRow? Fact(Entity entity, int row) => written.GetValueOrDefault((entity.Name, row));
        return new AssessedRows(
            evaluation,
            (entity, row) => (Fact(entity, row)?.On, Fact(entity, row)?.From),
            (entity, row, field) => Fact(entity, row) is { } fact && fact.Inputs.GetValueOrDefault(field) is null).Of(families.Place(scenario.Household));
    }
}

/// <summary>Rows are compared as what they are, not as what they hold.</summary>
internal sealed class FamilyRowComparer : IEqualityComparer<FamilyRow>
{
    public static readonly FamilyRowComparer Instance = new();

    public bool Equals(FamilyRow? x, FamilyRow? y) => ReferenceEquals(x, y);

    public int GetHashCode(FamilyRow obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
}
