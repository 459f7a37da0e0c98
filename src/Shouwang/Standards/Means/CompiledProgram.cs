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
    private readonly (int Entity, string Field, int Slot)[] inputs;
    private readonly (int From, int To, int Slot)[] ways;
    private readonly ConditionalWeakTable<LawDay, OfDay> days = [];

    /// <param name="missing">For facts of which some are missing although formulas take them as known.</param>
    public CompiledProgram(Law law, bool missing)
    {
        this.law = law;
        loops = [.. law.Ordered.Select((v, i) => new Loop(
            i,
            PopulationShape.NumberOf(law, v.Entity.Name),
            FormulaCompiler.Compile(v, layout, text => law.Codes[text], missing),
            layout.Of(v),
            v.Branch is null ? -1 : layout.BranchOf(v)))];
        inputs = [.. layout.Inputs.Select(i => (PopulationShape.NumberOf(law, i.Key.Entity), i.Key.Field, i.Value))];
        ways = [.. layout.Ways.Select(w => (PopulationShape.NumberOf(law, w.Key.From), PopulationShape.NumberOf(law, w.Key.To), w.Value))];
        TakenAsKnown = [.. layout.Inputs.Where(i => !law.Facts.Find(i.Key.Entity)!.Fields[i.Key.Field].Type.MayBeUnknown).Select(i => (PopulationShape.NumberOf(law, i.Key.Entity), i.Value))];
    }

    /// <summary>The inputs that formulas take as known, by number of their entity and slot.</summary>
    public IReadOnlyList<(int Entity, int Slot)> TakenAsKnown { get; }

    /// <exception cref="OverflowException">A number of the law itself left the range of 64 bits.</exception>
    public Frame FrameOf(PopulationShape shape, LawDay day, EvaluatedColumns evaluated)
    {
        var columns = new long[layout.ColumnCount][];
        foreach (var (entity, field, slot) in inputs)
        {
            columns[slot] = shape[entity].Inputs[field];
        }

        foreach (var loop in loops)
        {
            columns[loop.Values] = evaluated.Values[loop.Number];
            if (loop.Branches >= 0)
            {
                columns[loop.Branches] = evaluated.Branches[loop.Number]!;
            }
        }

        var found = new int[ways.Length][];
        foreach (var (from, to, slot) in ways)
        {
            found[slot] = shape.Way(from, to);
        }

        var (numbers, tables) = days.GetValue(day, d => new OfDay(layout, d));
        return new Frame(columns, found, numbers, tables);
    }

    /// <param name="rows">By number of the entity the first row and the one after the last.</param>
    /// <exception cref="OverflowException">A number left the range of 64 bits; it names the variable.</exception>
    public void Run(Frame frame, (int From, int To)[] rows, GivenRows given)
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

    /// <param name="Number">Of the variable in the order of the law.</param>
    /// <param name="Entity">Number.</param>
    /// <param name="Values">Slot.</param>
    /// <param name="Branches">Slot; -1 where the variable has no cases.</param>
    private sealed record Loop(int Number, int Entity, CompiledVariable Compute, int Values, int Branches);

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
