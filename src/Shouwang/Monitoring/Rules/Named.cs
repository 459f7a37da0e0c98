using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>The values that an explanation shows: what the rule itself names, not what lies behind it.</summary>
internal static class Named
{
    public static IReadOnlyList<NamedValue> In(IEnumerable<Formula> roots, Entity own)
    {
        var found = new List<NamedValue>();
        foreach (var root in roots)
        {
            Collect(root, own, found);
        }

        return [.. found.DistinctBy(n => n.Key)];
    }

    private static void Collect(Formula formula, Entity own, List<NamedValue> found)
    {
        switch (formula)
        {
            case VariableValue v:
                found.Add(new NamedValue(Key(v.Variable.Entity, v.Variable.Name, own), v.Variable.Label, v));
                break;
            case FieldValue f:
                found.Add(new NamedValue(Key(f.Entity, f.Field.Name, own), f.Field.Label, f));
                break;
            case ParameterRef p:
                found.Add(new NamedValue($"p.{p.Parameter.Name.Split('.')[^1]}", p.Parameter.Label, p));
                break;
            case Aggregate a:
                found.Add(new NamedValue(a.Text, new Bilingual(a.Text, a.Text), a));
                break;
            default:
                foreach (var part in formula.Parts)
                {
                    Collect(part, own, found);
                }

                break;
        }
    }

    private static string Key(Entity entity, string name, Entity own) => entity == own ? name : $"{entity.Name}.{name}";
}
