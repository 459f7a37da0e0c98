using System.IO.Hashing;
using System.Runtime.InteropServices;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Standards.Simulation;

namespace Shouwang.Standards.Reviews;

/// <summary>What the law makes of one household.</summary>
/// <param name="Row">Its row in the population.</param>
/// <param name="Category">Null while undetermined.</param>
/// <param name="Monthly">Fen; null while undetermined.</param>
/// <param name="Persons">Class of each member, in order; empty while undetermined.</param>
/// <param name="FadesOut">Where the household leaves, whether it fades out.</param>
internal sealed record Assessed(int Row, Answer Answer, string? Category, long? Monthly, IReadOnlyList<string> Persons, bool FadesOut);

/// <summary>
/// The whole register under the law of a day: households with all facts at one stroke, the others one by one by the third
/// answer. A household of which nobody ever said anything, or in which nobody lives, is not assessed.
/// </summary>
internal sealed class RegisterAssessments
{
    private readonly RegisterFacts facts;
    private readonly Evaluation evaluation;
    private readonly AssessedRows rows;
    private readonly Dictionary<int, AssessmentDocument> undetermined = [];
    private readonly HashedColumns[] columns;

    public RegisterAssessments(RegisterFacts facts, LawDay day, Variable? fadesOut)
    {
        this.facts = facts;
        var population = facts.Population;
        var law = day.Law;
        var evaluator = CompiledLaw.Compile(law);
        evaluation = evaluator.Evaluate(population, day);
        rows = new AssessedRows(evaluation, Origin, (entity, row, field) => population[entity].Inputs[field.Name][row] == Population.Unknown);
        columns = [.. population.All.OrderBy(r => r.Entity.Name, StringComparer.Ordinal).Select(Columns)];
        var complete = new SimulatedRegister(population, [], null).Complete();
        var first = population.Persons.First;
        var assessed = Enumerable.Range(0, complete.Length).Where(h => facts.HasFacts[h] && first[h + 1] > first[h]).ToList();
        Try([.. assessed.Where(h => !complete[h])], day, new Assess(evaluator));
        All = assessed.ConvertAll(h => undetermined.TryGetValue(h, out var document) ? Of(h, document, law) : Of(h, fadesOut));
    }

    /// <summary>In the order of the population's households.</summary>
    public IReadOnlyList<Assessed> All { get; }

    /// <summary>With every value, as it is kept.</summary>
    public AssessmentDocument Document(Assessed household)
    {
        if (undetermined.TryGetValue(household.Row, out var known))
        {
            return known;
        }

        var day = evaluation.Day;
        return new AssessmentDocument(day.Law.Hash, day.AsOf, day.KnownOn, household.Answer, household.Category, [household.Category!], household.Monthly, [], rows.Of(household.Row));
    }

    /// <summary>Hashes of a household's facts (with days and origins) and of all its values and branches; they do not depend on where it stands among others.</summary>
    public (string Facts, string Values) Hashes(int household)
    {
        var (ofFacts, ofValues) = (new XxHash128(), new XxHash128());
        foreach (var entity in columns)
        {
            var (from, to) = entity.Ranges.Length == 0 ? (household, household + 1) : (entity.Ranges[household], entity.Ranges[household + 1]);
            var parents = entity.Ranges.Length == 0 ? [] : entity.Rows.Parent[from..to];
            for (var i = parents.Length - 1; i >= 0; i--)
            {
                parents[i] -= parents[0];
            }

            ofFacts.Append(BitConverter.GetBytes(to - from));
            ofFacts.Append(MemoryMarshal.AsBytes(parents.AsSpan()));
            Append(ofFacts, entity.Inputs, from, to);
            Append(ofValues, entity.Values, from, to);
            for (var row = from; entity.Origins is { } origins && row < to; row++)
            {
                ofFacts.Append(BitConverter.GetBytes(origins[row].On?.DayNumber ?? -1));
                ofFacts.Append(MemoryMarshal.AsBytes((origins[row].From ?? "").AsSpan()));
            }
        }

        return (Convert.ToHexStringLower(ofFacts.GetHashAndReset()), Convert.ToHexStringLower(ofValues.GetHashAndReset()));
    }

    private static void Append(XxHash128 hash, long[][] values, int from, int to)
    {
        foreach (var column in values)
        {
            hash.Append(MemoryMarshal.AsBytes(column.AsSpan(from, to - from)));
        }
    }

    private HashedColumns Columns(EntityRows rows)
    {
        var variables = evaluation.Day.Law.Ordered.Where(v => v.Entity == rows.Entity).ToList();
        return new HashedColumns(
            rows,
            rows.Entity.Parent is null ? [] : facts.Population.Ranges(facts.Population.Households.Entity, rows.Entity),
            [.. rows.Entity.Fields.Keys.Order(StringComparer.Ordinal).Select(f => rows.Inputs[f])],
            [.. variables.Select(v => evaluation[v]), .. variables.Select(evaluation.Branches).OfType<long[]>()],
            facts.Origins.GetValueOrDefault(rows.Entity.Name));
    }

    private (string? On, string? From) Origin(Entity entity, int row)
    {
        if (!facts.Origins.TryGetValue(entity.Name, out var origins))
        {
            return default;
        }

        return (origins[row].On is { } on ? ValueText.Day(on) : null, origins[row].From);
    }

    private void Try(List<int> households, LawDay day, Assess assess)
    {
        var documents = new AssessmentDocument[households.Count];
        Parallel.For(0, households.Count, i => documents[i] = assess.Run(facts.Family(households[i]), day));
        for (var i = 0; i < documents.Length; i++)
        {
            undetermined.Add(households[i], documents[i]);
        }
    }

    private static Assessed Of(int household, AssessmentDocument document, Law law)
    {
        IReadOnlyList<string> persons = document.Answer == Answer.Undetermined
            ? []
            : [.. document.Rows.Where(r => r.Entity == law.Facts.Person.Name).Select(r => r.Values[law.Outcome.PersonCategory.Name].Code!)];
        return new Assessed(household, document.Answer, document.Category, document.Monthly, persons, false);
    }

    private Assessed Of(int household, Variable? fadesOut)
    {
        var outcome = evaluation.Day.Law.Outcome;
        var codes = evaluation.Day.Law.Codes;
        var first = facts.Population.Persons.First;
        return new Assessed(
            household,
            Answer.Determined,
            codes[evaluation[outcome.Category][household]],
            evaluation[outcome.Monthly][household],
            [.. evaluation[outcome.PersonCategory][first[household]..first[household + 1]].Select(c => codes[c])],
            fadesOut is not null && evaluation[fadesOut][household] != 0);
    }

    private sealed record HashedColumns(EntityRows Rows, int[] Ranges, long[][] Inputs, long[][] Values, FactOrigin[]? Origins);
}
