using System.Runtime.CompilerServices;
using Shouwang.Standards.Language.Compiled;

namespace Shouwang.Standards.Means;

/// <summary>
/// Evaluates a law as machine code: one loop per variable over columns. For the window – one family, now –, for the trial of
/// many scenarios, and as the other opinion that SQL is held against. Compiled once, for any day and any number of threads.
/// </summary>
public sealed class CompiledLaw : IEvaluator
{
    // So few households at a time that their columns stay in a core's cache.
    private const int Block = 512;

    private static readonly ConditionalWeakTable<Law, CompiledLaw> Compiled = [];

    private readonly Law law;
    private readonly Lazy<CompiledProgram> program;
    private readonly Lazy<CompiledProgram> programForMissing;

    private CompiledLaw(Law law)
    {
        this.law = law;
        program = new Lazy<CompiledProgram>(() => new CompiledProgram(law, missing: false));
        programForMissing = new Lazy<CompiledProgram>(() => new CompiledProgram(law, missing: true));
    }

    /// <summary>Cheap: the code is made when it is first needed, and the same law gets the same evaluator.</summary>
    public static CompiledLaw Compile(Law law) => Compiled.GetValue(law, l => new CompiledLaw(l));

    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    /// <exception cref="ArgumentException">Facts or day belong to another law: see <see cref="PopulationUnder"/>.</exception>
    public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null) => Evaluate(population, day, given, Block, -1);

    /// <param name="block">Households at a time.</param>
    /// <param name="threads">At most; -1 for as many as there are.</param>
    internal Evaluation Evaluate(Population population, LawDay day, GivenValues? given, int block, int threads)
    {
        if (!ReferenceEquals(day.Law, law) || !ReferenceEquals(population.Law, law))
        {
            throw new ArgumentException("Facts and day belong to another law.", ReferenceEquals(day.Law, law) ? nameof(population) : nameof(day));
        }

        var columns = EvaluatedColumns.Of(law, population);
        var shape = new PopulationShape(population);
        var run = new CompiledRun(shape, new GivenRows(law, given), program.Value, program.Value.FrameOf(shape, day, columns), () => (programForMissing.Value, programForMissing.Value.FrameOf(shape, day, columns)));
        var households = population.Households.Count;
        if (households <= block)
        {
            run.Households(0, households);
        }
        else
        {
            InParallel(households, block, threads, run);
        }

        return columns.Evaluation(population, day);
    }

    private static void InParallel(int households, int block, int threads, CompiledRun run)
    {
        try
        {
            Parallel.For(0, (households + block - 1) / block, new ParallelOptions { MaxDegreeOfParallelism = threads }, b => run.Households(b * block, Math.Min(households, (b + 1) * block)));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OverflowException))
        {
            throw new OverflowException(e.InnerExceptions[0].Message, e);
        }
    }
}

/// <summary>One evaluation: stretches of households, each all variables in order. All that lies below them is a stretch too.</summary>
internal sealed class CompiledRun(PopulationShape shape, GivenRows given, CompiledProgram program, Frame frame, Func<(CompiledProgram Program, Frame Frame)> forMissing)
{
    private readonly Lazy<(CompiledProgram Program, Frame Frame)> forMissing = new(forMissing);

    public void Households(int first, int end)
    {
        var rows = shape.Below(first, end);
        var missing = given.HasUnknown;
        foreach (var (entity, slot) in program.TakenAsKnown)
        {
            var (from, to) = rows[entity];
            missing = missing || frame.Columns[slot].AsSpan(from, to - from).Contains(Population.Unknown);
        }

        var (chosen, on) = missing ? forMissing.Value : (program, frame);
        chosen.Run(on, rows, given);
    }
}
