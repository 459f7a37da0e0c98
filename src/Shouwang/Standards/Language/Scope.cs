using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>What a formula may speak of: its own entity, the pack's variables, and parameters (a rule's own first).</summary>
internal sealed record Scope(Entity Entity, Vocabulary Vocabulary, VariableCatalog Variables, IReadOnlyDictionary<string, Parameter> Parameters, string? Rule = null)
{
    public Parameter? Parameter(string name) => (Rule is null ? null : Parameters.GetValueOrDefault($"{Rule}.{name}")) ?? Parameters.GetValueOrDefault(name);

    /// <summary>Own entity and those above it.</summary>
    public bool Reaches(Entity other)
    {
        for (var e = Entity; e is not null; e = e.Parent)
        {
            if (e == other)
            {
                return true;
            }
        }

        // A row's person and household; its resident is another person.
        return Entity.Record is not null && other.Name is "person" or "household" && Entity.IsBelow(other);
    }
}

/// <summary>Where inside a formula we are: below an aggregate or not, and which unknown values are proven known here.</summary>
internal sealed record Place(Entity? Over, IReadOnlySet<string> Known)
{
    public static readonly Place Top = new(null, new HashSet<string>());

    public Place With(IEnumerable<string> known) => this with { Known = new HashSet<string>(Known.Concat(known)) };
}

/// <summary>The values proven known where a condition holds (or does not): <c>known(x) and x &gt; 5yuan</c>.</summary>
internal static class Proof
{
    public static string? KeyOf(Formula formula) => formula switch
    {
        FieldValue f => $"{f.Entity.Name}.{f.Field.Name}",
        VariableValue v => v.Variable.FullName,
        _ => null,
    };

    public static IEnumerable<string> Known(Formula condition, bool holds) => condition switch
    {
        IsKnown k when holds && KeyOf(k.Value) is { } key => [key],
        Not n => Known(n.Operand, !holds),
        Logic l when l.IsAnd == holds => Known(l.Left, holds).Concat(Known(l.Right, holds)),
        _ => [],
    };
}
