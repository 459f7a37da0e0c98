namespace Shouwang.Standards.Language.Compiled;

/// <summary>What compiled formulas read and write: columns of values, the way from rows to those above and below, parameters.</summary>
/// <param name="Columns">By slot: inputs, variables, branches.</param>
/// <param name="Ways">By slot: for each row the row above, or the first row below and one more.</param>
/// <param name="Parameters">By slot, as one number each.</param>
/// <param name="Tables">By slot.</param>
/// <param name="AsOf">Day number.</param>
internal sealed record Frame(long[][] Columns, int[][] Ways, long[] Parameters, CompiledTable[] Tables, long AsOf);

/// <summary>Computes one variable for the rows <c>[from, to)</c> of its entity.</summary>
internal delegate void CompiledVariable(Frame frame, int from, int to);

/// <summary>Gives out the slots of a <see cref="Frame"/>: whatever compiled formulas ask for gets one.</summary>
internal sealed class FrameLayout
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Below, string Above), int> ways = [];
    private readonly Dictionary<Parameter, int> parameters = [];
    private readonly Dictionary<Parameter, int> tables = [];

    public int ColumnCount => columns.Count;

    public IReadOnlyDictionary<Parameter, int> Parameters => parameters;

    public IReadOnlyDictionary<Parameter, int> Tables => tables;

    /// <summary>Slot → from which entity to which: upwards one row per row, downwards a range.</summary>
    public IReadOnlyDictionary<(string From, string To), int> Ways => ways;

    public int Of(Entity entity, EntityField field) => Slot(columns, $"{entity.Name}.{field.Name}");

    public int Of(Variable variable) => Slot(columns, $"={variable.FullName}");

    public int BranchOf(Variable variable) => Slot(columns, $"#{variable.FullName}");

    public int Of(Parameter parameter) => Slot(parameter.IsTable ? tables : parameters, parameter);

    public int Way(Entity from, Entity to) => Slot(ways, (from.Name, to.Name));

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
