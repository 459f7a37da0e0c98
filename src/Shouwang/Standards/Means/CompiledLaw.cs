using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Compiled;

namespace Shouwang.Standards.Means;

/// <summary>
/// A law as machine code: one loop per variable over columns. Compiled once, used for any day and by any number of threads.
/// For the window – one family in microseconds –, and as the oracle that SQL is held against.
/// </summary>
public sealed class CompiledLaw : IEvaluator
{
    // So many households at a time that their columns stay in a core's cache.
    private const int Block = 256;

    private readonly Law law;
    private readonly FrameLayout layout = new();
    private readonly IReadOnlyList<(Variable Variable, CompiledVariable Loop)> loops;

    private CompiledLaw(Law law)
    {
        this.law = law;
        loops = [.. law.Ordered.Select(v => (v, FormulaCompiler.Compile(v, layout, text => law.Codes[text])))];
        foreach (var entity in law.Facts.Entities.Values)
        {
            foreach (var field in entity.Fields.Values)
            {
                layout.Of(entity, field);
            }
        }
    }

    public static CompiledLaw Compile(Law law) => new(law);

    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null)
    {
        if (!ReferenceEquals(day.Law, law) || !ReferenceEquals(population.Law, law))
        {
            throw new ArgumentException("Facts and day belong to another law.", nameof(day));
        }

        var frame = FrameOf(population, day);
        var households = population.Households.Count;
        var ranges = law.Facts.Entities.Values.ToDictionary(e => e.Name, e => e.Parent is null ? null : population.Ranges(population.Households.Entity, e), StringComparer.Ordinal);
        if (households <= Block)
        {
            Run(frame, ranges, 0, households, given);
        }
        else
        {
            try
            {
                Parallel.For(0, (households + Block - 1) / Block, block => Run(frame, ranges, block * Block, Math.Min(households, (block + 1) * Block), given));
            }
            catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OverflowException))
            {
                throw new OverflowException("A number of the means test left the range of 64 bits.", e);
            }
        }

        return new Evaluation(population, day, loops.ToDictionary(l => l.Variable, l => (frame.Columns[layout.Of(l.Variable)], l.Variable.Branch is null ? null : frame.Columns[layout.BranchOf(l.Variable)])));
    }

    /// <summary>All that lies below a stretch of households is a stretch too.</summary>
    private void Run(Frame frame, Dictionary<string, int[]?> ranges, int first, int end, GivenValues? given)
    {
        foreach (var (variable, loop) in loops)
        {
            var range = ranges[variable.Entity.Name];
            var (from, to) = range is null ? (first, end) : (range[first], range[end]);
            loop(frame, from, to);
            if (given is not null && given.Values.TryGetValue(variable, out var rows))
            {
                Put(frame, variable, rows, from, to);
            }
        }
    }

    private void Put(Frame frame, Variable variable, IReadOnlyDictionary<int, long> rows, int from, int to)
    {
        foreach (var (row, value) in rows.Where(r => r.Key >= from && r.Key < to))
        {
            frame.Columns[layout.Of(variable)][row] = value;
            if (variable.Branch is not null)
            {
                frame.Columns[layout.BranchOf(variable)][row] = 0;
            }
        }
    }

    private Frame FrameOf(Population population, LawDay day)
    {
        var columns = new long[layout.ColumnCount][];
        foreach (var rows in population.All)
        {
            foreach (var field in rows.Entity.Fields.Values)
            {
                columns[layout.Of(rows.Entity, field)] = rows.Inputs[field.Name];
            }
        }

        foreach (var (variable, _) in loops)
        {
            var count = population[variable.Entity].Count;
            columns[layout.Of(variable)] = new long[count];
            if (variable.Branch is not null)
            {
                columns[layout.BranchOf(variable)] = new long[count];
            }
        }

        var ways = new int[layout.Ways.Count][];
        foreach (var ((from, to), slot) in layout.Ways)
        {
            ways[slot] = Way(population, law.Facts.Find(from)!, law.Facts.Find(to)!);
        }

        var parameters = new long[layout.Parameters.Count];
        foreach (var (parameter, slot) in layout.Parameters)
        {
            parameters[slot] = PopulationBuilder.Kept(day.Of(parameter), law.Codes);
        }

        var tables = new CompiledTable[layout.Tables.Count];
        foreach (var (parameter, slot) in layout.Tables)
        {
            tables[slot] = new CompiledTable((ParameterTable)day.Of(parameter), value => PopulationBuilder.Kept(value, law.Codes));
        }

        return new Frame(columns, ways, parameters, tables, day.AsOf.DayNumber);
    }

    /// <summary>Upwards the row above, downwards the first row below and one more.</summary>
    private static int[] Way(Population population, Entity from, Entity to)
    {
        if (to.IsBelow(from))
        {
            return population.Ranges(from, to);
        }

        var path = population[from].Parent;
        for (var at = from.Parent!; at != to; at = at.Parent!)
        {
            var step = population[at].Parent;
            path = Array.ConvertAll(path, row => step[row]);
        }

        return path;
    }
}
