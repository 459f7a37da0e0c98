using System.Runtime.CompilerServices;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Compiled;

namespace Shouwang.Standards.Means;

/// <summary>The loops of a law, one per variable in their order, and the frame that they run on.</summary>
internal sealed class CompiledProgram
{
    private readonly Law law;
    private readonly FrameLayout layout = new();
    private readonly Loop[] loops;
    private readonly ConditionalWeakTable<LawDay, OfDay> days = [];

    /// <param name="missing">For facts of which some are missing although formulas take them as known.</param>
    public CompiledProgram(Law law, bool missing)
    {
        this.law = law;
        loops = [.. law.Ordered.Select((v, i) => new Loop(
            i,
            v.Entity.Name,
            FormulaCompiler.Compile(v, layout, text => law.Codes[text], missing),
            layout.Of(v),
            v.Branch is null ? -1 : layout.BranchOf(v)))];
    }

    /// <exception cref="OverflowException">A number of the law itself left the range of 64 bits.</exception>
    public Frame FrameOf(Population population, LawDay day, EvaluatedColumns evaluated)
    {
        var columns = new long[layout.ColumnCount][];
        foreach (var ((entity, field), slot) in layout.Inputs)
        {
            columns[slot] = population[law.Facts.Find(entity)!].Inputs[field];
        }

        foreach (var loop in loops)
        {
            columns[loop.Values] = evaluated.Values[loop.Number];
            if (loop.Branches >= 0)
            {
                columns[loop.Branches] = evaluated.Branches[loop.Number]!;
            }
        }

        var ways = new int[layout.Ways.Count][];
        foreach (var ((from, to), slot) in layout.Ways)
        {
            ways[slot] = Way(population, law.Facts.Find(from)!, law.Facts.Find(to)!);
        }

        var (numbers, tables) = days.GetValue(day, d => new OfDay(layout, d));
        return new Frame(columns, ways, numbers, tables);
    }

    /// <param name="rows">By entity the first row and the one after the last.</param>
    /// <exception cref="OverflowException">A number left the range of 64 bits; it names the variable.</exception>
    public void Run(Frame frame, IReadOnlyDictionary<string, (int From, int To)> rows, GivenRows given)
    {
        var at = 0;
        try
        {
            for (; at < loops.Length; at++)
            {
                var loop = loops[at];
                var (from, to) = rows[loop.Entity];
                if (from < to)
                {
                    loop.Compute(frame, from, to);
                    given.Put(loop.Number, frame.Columns[loop.Values], loop.Branches < 0 ? null : frame.Columns[loop.Branches], from, to);
                }
            }
        }
        catch (OverflowException e)
        {
            throw new OverflowException($"A number of the means test left the range of 64 bits: {law.Ordered[at].FullName}.", e);
        }
    }

    /// <summary>Upwards the row above, downwards the first row below and one more.</summary>
    private static int[] Way(Population population, Entity from, Entity to)
    {
        if (to.IsBelow(from))
        {
            return population.Ranges(from, to);
        }

        var way = population[from].Parent;
        for (var at = from.Parent!; at != to; at = at.Parent!)
        {
            var step = population[at].Parent;
            way = Array.ConvertAll(way, row => step[row]);
        }

        return way;
    }

    /// <param name="Number">Of the variable in the order of the law.</param>
    /// <param name="Values">Slot.</param>
    /// <param name="Branches">Slot; -1 where the variable has no cases.</param>
    private sealed record Loop(int Number, string Entity, CompiledVariable Compute, int Values, int Branches);

    /// <summary>What a day alone decides, computed once.</summary>
    private sealed class OfDay
    {
        private readonly long[] numbers;
        private readonly CompiledTable[] tables;

        public OfDay(FrameLayout layout, LawDay day)
        {
            var codes = day.Law.Codes;
            (numbers, tables) = layout.On(new DayFacts(
                day.AsOf.DayNumber,
                parameter => PopulationBuilder.Kept(day.Of(parameter), codes),
                parameter => new CompiledTable((ParameterTable)day.Of(parameter), value => PopulationBuilder.Kept(value, codes))));
        }

        public void Deconstruct(out long[] numbers, out CompiledTable[] tables) => (numbers, tables) = (this.numbers, this.tables);
    }
}

/// <summary>By number of the variable in the order of the law.</summary>
internal sealed record EvaluatedColumns(long[][] Values, long[]?[] Branches)
{
    public static EvaluatedColumns Of(Law law, Population population)
    {
        // Every value is written before it is read: nothing needs to be cleared.
        long[] Column(Variable variable) => GC.AllocateUninitializedArray<long>(population[variable.Entity].Count);
        return new EvaluatedColumns([.. law.Ordered.Select(Column)], [.. law.Ordered.Select(v => v.Branch is null ? null : Column(v))]);
    }

    public Evaluation Evaluation(Population population, LawDay day)
    {
        var columns = new Dictionary<Variable, (long[], long[]?)>(Values.Length);
        for (var i = 0; i < Values.Length; i++)
        {
            columns[day.Law.Ordered[i]] = (Values[i], Branches[i]);
        }

        return new Evaluation(population, day, columns);
    }
}
