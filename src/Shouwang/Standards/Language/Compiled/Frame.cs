namespace Shouwang.Standards.Language.Compiled;

/// <summary>What compiled formulas read and write. Every value is one <see cref="long"/>, unknown its least.</summary>
/// <param name="Columns">By slot: inputs, variables, branches; one value per row of their entity.</param>
/// <param name="Ways">By slot: for each row the row above; downwards the first row below, and one more.</param>
/// <param name="OfDay">By slot: what does not depend on facts.</param>
/// <param name="Tables">By slot.</param>
internal sealed record Frame(long[][] Columns, int[][] Ways, long[] OfDay, CompiledTable[] Tables);

/// <summary>Computes one variable for the rows <c>[from, to)</c> of its entity.</summary>
internal delegate void CompiledVariable(Frame frame, int from, int to);

/// <summary>The day and its parameters, as numbers.</summary>
internal sealed record DayFacts(long AsOf, Func<Parameter, long> Parameter, Func<Parameter, CompiledTable> Table);

/// <summary>A number of the day, from the day's facts and from the numbers of earlier slots.</summary>
internal delegate long NumberOfDay(DayFacts facts, long[] earlier);

/// <summary>Gives out the slots of a <see cref="Frame"/>: whatever compiled formulas ask for gets one.</summary>
internal sealed class FrameLayout
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), int> ways = [];
    private readonly Dictionary<string, int> ofDay = new(StringComparer.Ordinal);
    private readonly List<NumberOfDay> numbers = [];
    private readonly Dictionary<Parameter, int> tables = [];
    private readonly Dictionary<(string Entity, string Field), int> inputs = [];

    public int ColumnCount => columns.Count;

    /// <summary>The inputs that some formula reads.</summary>
    public IReadOnlyDictionary<(string Entity, string Field), int> Inputs => inputs;

    /// <summary>From which entity to which: upwards one row per row, downwards a range.</summary>
    public IReadOnlyDictionary<(string From, string To), int> Ways => ways;

    public int Of(Entity entity, EntityField field)
    {
        var slot = Slot(columns, $"{entity.Name}.{field.Name}");
        inputs[(entity.Name, field.Name)] = slot;
        return slot;
    }

    public int Of(Variable variable) => Slot(columns, $"={variable.FullName}");

    public int BranchOf(Variable variable) => Slot(columns, $"#{variable.FullName}");

    public int Table(Parameter parameter) => Slot(tables, parameter);

    public int Way(Entity from, Entity to) => Slot(ways, (from.Name, to.Name));

    /// <param name="key">The same for the same number.</param>
    public int OfDay(string key, NumberOfDay number)
    {
        var slot = Slot(ofDay, key);
        if (slot == numbers.Count)
        {
            numbers.Add(number);
        }

        return slot;
    }

    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public (long[] Numbers, CompiledTable[] Tables) On(DayFacts facts)
    {
        var found = new long[numbers.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = numbers[i](facts, found);
        }

        return (found, [.. tables.OrderBy(t => t.Value).Select(t => facts.Table(t.Key))]);
    }

    private static int Slot<T>(Dictionary<T, int> slots, T key)
        where T : notnull
    {
        if (!slots.TryGetValue(key, out var slot))
        {
            slot = slots.Count;
            slots[key] = slot;
        }

        return slot;
    }
}
