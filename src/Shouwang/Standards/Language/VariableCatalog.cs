using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>All variables of a pack. A later layer's variable of the same name replaces the earlier one.</summary>
public sealed class VariableCatalog
{
    private readonly SortedDictionary<string, Variable> all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PackNode Value, FormulaType Declared)> open = new(StringComparer.Ordinal);
    private readonly Vocabulary vocabulary;
    private readonly IReadOnlyDictionary<string, Parameter> parameters;

    internal VariableCatalog(Vocabulary vocabulary, IReadOnlyDictionary<string, Parameter> parameters)
    {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
    }

    public IReadOnlyCollection<Variable> All => all.Values;

    public Variable? Find(Entity entity, string name)
    {
        var found = all.GetValueOrDefault($"{entity.Name}.{name}");
        Check(found);
        return found;
    }

    internal void Add(string name, PackNode at, PackNode value, Pack pack)
    {
        var parts = name.Split('.');
        if (parts.Length != 2 || vocabulary.Find(parts[0]) is not { } entity)
        {
            at.Fault("unknown", $"变量名应写作“对象.名称”，如 person.age；现为“{name}”", $"A variable is named 'entity.name', such as person.age; found '{name}'");
            return;
        }

        if (entity.Fields.ContainsKey(parts[1]) || parts[1] == "as_of")
        {
            at.Fault("twice", $"“{name}”已是输入，不能再定义为变量", $"'{name}' is an input already and cannot be a variable");
            return;
        }

        var word = value.TextOf("type");
        var type = FormulaType.OfWord(word.TrimEnd('?'));
        if (type is null)
        {
            value.Optional("type")?.Word([.. FormulaType.Words, .. FormulaType.Words.Select(w => w + "?")]);
            type = FormulaType.Refused;
        }

        var label = value.BothOf("label");
        var cite = value.Optional("cite");
        if (cite is not null)
        {
            pack.CheckCitation(cite);
        }

        foreach (var own in value.OptionalItems("cases").Select(c => c.Optional("cite")).OfType<PackNode>())
        {
            pack.CheckCitation(own);
        }

        all[name] = new Variable(entity, parts[1], type with { MayBeUnknown = word.EndsWith('?') }, label, at) { Cite = cite?.Text() };
        open[name] = (value, all[name].Type);
    }

    /// <summary>Checks every formula, then looks for circles.</summary>
    internal void CheckAll()
    {
        foreach (var variable in all.Values)
        {
            Check(variable);
        }

        Circles.Refuse(all.Values);
    }

    /// <summary>The codes of a text variable come from its formula, so a formula may be needed before its turn.</summary>
    private void Check(Variable? variable)
    {
        if (variable is null || !open.Remove(variable.FullName, out var waiting))
        {
            return;
        }

        var formula = FormulaOf(variable, waiting.Value);
        waiting.Value.NoOthers();
        variable.Formula = formula;
        variable.Type = formula is null ? FormulaType.Refused : variable.Type with { Codes = formula.Type.Codes };
    }

    private Formula? FormulaOf(Variable variable, PackNode value)
    {
        var scope = new Scope(variable.Entity, vocabulary, this, parameters);
        if (value.Optional("cases") is { } cases)
        {
            if (value.Optional("formula") is { } both)
            {
                both.Fault("twice", "formula 与 cases 只能写一个", "Either formula or cases, not both");
            }

            return Cases.Check(scope, cases, variable);
        }

        if (value.Required("formula") is not { } at)
        {
            return null;
        }

        variable.Written = [at.Text()];
        return Checker.Check(scope, at) is { } formula ? Checker.Fits(formula, variable.Type, at) : null;
    }
}
