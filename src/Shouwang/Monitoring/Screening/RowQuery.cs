using System.Text;
using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// Writes the query that gives one row per person, household or resident with all the values that some formulas need,
/// and no others: inputs and aggregates below, variables layer by layer above.
/// </summary>
internal sealed class RowQuery(Vocabulary vocabulary, Columns columns, AggregateTables tables)
{
    /// <param name="of">Person, household or resident.</param>
    /// <param name="needed">Formulas over such a row.</param>
    /// <param name="when">A condition that rows must be able to fulfil: people without the rows it asks for are left out.</param>
    public string Write(Entity of, IEnumerable<Formula> needed, Formula? when = null)
    {
        var parts = Closure(needed);
        var present = when is null ? [] : Possible.Needed(when).Select(tables.Of).ToHashSet();
        var sql = Base(of, parts, present);
        var layers = parts.OfType<VariableValue>().Select(v => v.Variable).Distinct().ToLookup(v => Depth(v, []));
        foreach (var layer in layers.OrderBy(l => l.Key))
        {
            var values = layer.OrderBy(v => v.FullName, StringComparer.Ordinal).Select(v => $"{columns.Sql.Write(v.Formula!)} AS {v.Entity.Name[0]}v_{v.Name}");
            sql = $"SELECT x.*, {string.Join(", ", values)}\nFROM ({sql}) x";
        }

        return sql;
    }

    /// <summary>Inputs, variables and aggregates that stand in the row, also those behind its variables; not what aggregates go through.</summary>
    public List<Formula> Closure(IEnumerable<Formula> needed)
    {
        var found = new List<Formula>();
        var seen = new HashSet<Variable>();
        var open = new Stack<Formula>(needed);
        while (open.TryPop(out var next))
        {
            switch (next)
            {
                case VariableValue v when columns.IsRow(v.Variable.Entity):
                    open.Push(v.Variable.Formula!);
                    break;
                case VariableValue v:
                    if (seen.Add(v.Variable))
                    {
                        found.Add(v);
                        open.Push(v.Variable.Formula!);
                    }

                    break;
                case FieldValue f when columns.IsRow(f.Entity):
                    break;
                case FieldValue or Aggregate:
                    found.Add(next);
                    break;
                default:
                    foreach (var part in next.Parts)
                    {
                        open.Push(part);
                    }

                    break;
            }
        }

        return found;
    }

    private static int Depth(Variable variable, HashSet<Variable> path) =>
        1 + variable.Formula!.All().OfType<VariableValue>().Where(v => !InAggregate(variable.Formula, v)).Select(v => Depth(v.Variable, path)).DefaultIfEmpty(0).Max();

    private static bool InAggregate(Formula formula, Formula part) => formula.All().OfType<Aggregate>().Any(a => a.All().Any(p => ReferenceEquals(p, part)));

    private string Base(Entity of, List<Formula> parts, IReadOnlySet<string> present)
    {
        var alias = of.Name[0];
        var select = new List<string>();
        var joins = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var field in parts.OfType<FieldValue>().DistinctBy(f => Columns.Input(f.Entity, f.Field)).OrderBy(f => Columns.Input(f.Entity, f.Field), StringComparer.Ordinal))
        {
            select.Add($"{Columns.Taken(field.Entity.Name[..1], field.Field)} AS {Columns.Input(field.Entity, field.Field)}");
        }

        foreach (var aggregate in parts.OfType<Aggregate>().DistinctBy(columns.NameOf).OrderBy(columns.NameOf, StringComparer.Ordinal))
        {
            var (name, table) = (columns.NameOf(aggregate), tables.Of(aggregate));
            var key = aggregate.Scope == vocabulary.Household ? "household" : "person";
            joins.Add($"{(present.Contains(table) ? "JOIN" : "LEFT JOIN")} {table} ON {table}.{key} = {alias}.{key}");
            select.Add($"{Columns.OverNothing(aggregate.Kind, $"{table}.{name}")} AS {name}");
        }

        var (keys, relation) = of == vocabulary.Household ? ("h.household", "in_household h") : of == vocabulary.Person ? ("p.person, p.household", "in_person p") : ("r.person", "s_candidate r");
        var sql = new StringBuilder($"SELECT {keys}");
        select.ForEach(s => sql.Append(", ").Append(s));
        sql.Append("\nFROM ").Append(relation);
        if (of == vocabulary.Person && parts.OfType<FieldValue>().Any(f => f.Entity == vocabulary.Household))
        {
            sql.Append("\nJOIN in_household h ON h.household = p.household");
        }

        foreach (var join in joins)
        {
            sql.Append('\n').Append(join);
        }

        return sql.ToString();
    }
}
