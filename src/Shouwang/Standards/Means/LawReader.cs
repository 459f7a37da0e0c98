using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>Reads every YAML file below <c>standards/</c>: entities, parameters, variables, the outcome. A later layer replaces by name.</summary>
internal sealed class LawReader(Pack pack)
{
    private readonly SortedDictionary<string, Parameter> parameters = new(StringComparer.Ordinal);

    public Law? Read()
    {
        var roots = pack.Read("standards").ToList();
        var facts = Vocabulary.Read(roots);
        var variables = new VariableCatalog(facts, parameters);
        PackNode? outcomeAt = null;
        foreach (var root in roots)
        {
            foreach (var parameter in ParameterReader.Read(pack, root))
            {
                parameters[parameter.Name] = parameter;
            }

            foreach (var (name, at, value) in root.OptionalEntries("variables"))
            {
                variables.Add(name, at, value, pack);
            }

            outcomeAt = root.Optional("outcome") ?? outcomeAt;
            if (root.Optional("documents") is { } documents && pack.Reform is null)
            {
                documents.Fault("unknown_key", "依据文件写在 pack.yaml 的 documents 中", "Documents stand in pack.yaml");
            }

            // Read by whoever needs them: periods of exit, the merger of registers, where facts come from.
            root.Optional("exit");
            root.Optional("merger");
            root.Optional("from_records");
            root.NoOthers();
        }

        if (outcomeAt is null)
        {
            return null;
        }

        variables.CheckAll();
        var outcome = ReadOutcome(outcomeAt, facts, variables);
        return pack.Faults.Any || outcome is null ? null : new Law(pack, pack.Hash(), facts, variables, parameters, InOrder(variables.All), outcome);
    }

    private static Outcome? ReadOutcome(PackNode at, Vocabulary facts, VariableCatalog variables)
    {
        var find = new VariableFinder(facts, variables);
        var outside = at.TextOf("outside");
        var category = find.Of(at, "category", facts.Household, ValueKind.Text);
        var person = find.Of(at, "person_category", facts.Person, ValueKind.Text);
        var monitored = find.Of(at, "monitored", facts.Household, ValueKind.Text);
        var monthly = find.Of(at, "monthly", facts.Household, ValueKind.Money);
        var size = find.Of(at, "size", facts.Household, ValueKind.Int);
        var income = find.Of(at, "income", facts.Household, ValueKind.Money);
        var line = find.Of(at, "line", facts.Household, ValueKind.Money);
        var order = at.Words("order");
        var labels = at.OptionalEntries("labels").ToDictionary(e => e.Key, e => e.Value.Both(), StringComparer.Ordinal);
        var calibres = at.OptionalEntries("calibres").Select(e => (e.Key, Variable: find.At(e.Value, facts.Household, ValueKind.Money))).ToList();
        var lines = at.OptionalEntries("lines").Select(e => ReadLine(e.Key, e.Value, find, facts)).ToList();
        var benefits = at.OptionalEntries("benefits").Select(e => ReadBenefit(e.Key, e.Value, find)).ToList();
        at.NoOthers();
        if (category is null || person is null || monitored is null || monthly is null || size is null || income is null || line is null)
        {
            return null;
        }

        return new Outcome(
            category, outside, person, monitored, monthly, size, income, line, order, labels,
            calibres.Where(c => c.Variable is not null).ToDictionary(c => c.Key, c => c.Variable!, StringComparer.Ordinal),
            [.. lines.OfType<OutcomeLine>()],
            [.. benefits.OfType<OutcomeBenefit>()]);
    }

    private static OutcomeLine? ReadLine(string name, PackNode at, VariableFinder find, Vocabulary facts)
    {
        var label = at.BothOf("label");
        var distance = find.Of(at, "distance", facts.Household, ValueKind.Money);
        at.NoOthers();
        return distance is null ? null : new OutcomeLine(name, label, distance);
    }

    private static OutcomeBenefit? ReadBenefit(string kind, PackNode at, VariableFinder find)
    {
        var label = at.BothOf("label");
        var amount = find.Of(at, "amount", null, ValueKind.Money);
        var paidAs = new List<BenefitKind>();
        foreach (var word in at.OptionalItems("paid_as"))
        {
            if (Words<BenefitKind>.TryParse(word.Text(), out var known))
            {
                paidAs.Add(known);
            }
            else
            {
                word.Fault("word", $"名册没有待遇种类“{word.Text()}”：{Words<BenefitKind>.All}", $"The register has no kind of benefit '{word.Text()}': {Words<BenefitKind>.All}");
            }
        }

        at.NoOthers();
        return amount is null ? null : new OutcomeBenefit(kind, label, amount, paidAs.Count == 0 && Words<BenefitKind>.TryParse(kind, out var same) ? [same] : paidAs);
    }

    private static List<Variable> InOrder(IEnumerable<Variable> all)
    {
        var ordered = new List<Variable>();
        var done = new HashSet<Variable>();
        foreach (var variable in all)
        {
            Put(variable);
        }

        return ordered;

        void Put(Variable variable)
        {
            if (!done.Add(variable))
            {
                return;
            }

            foreach (var needed in variable.Formula!.All().OfType<VariableValue>())
            {
                Put(needed.Variable);
            }

            ordered.Add(variable);
        }
    }

    private sealed record VariableFinder(Vocabulary Facts, VariableCatalog Variables)
    {
        public Variable? Of(PackNode at, string key, Entity? of, ValueKind kind) => at.Required(key) is { } value ? At(value, of, kind) : null;

        /// <param name="of">Whose variable it must be; null for a household's or a person's.</param>
        public Variable? At(PackNode at, Entity? of, ValueKind kind)
        {
            var parts = at.Text().Split('.');
            var found = parts.Length == 2 && Facts.Find(parts[0]) is { } entity ? Variables.Find(entity, parts[1]) : null;
            if (found is null)
            {
                at.Fault("unknown", $"没有变量“{at.Text()}”", $"No variable '{at.Text()}'");
                return null;
            }

            var fits = (of is null ? found.Entity == Facts.Household || found.Entity == Facts.Person : found.Entity == of) && found.Type.Kind == kind && !found.Type.MayBeUnknown;
            if (!fits && !found.Type.IsRefused)
            {
                var (zh, en) = (new FormulaType(kind).Zh, new FormulaType(kind).En);
                at.Fault("type", $"“{at.Text()}”应是{of?.Label.Zh ?? "家庭或成员"}的{zh}，且总是已知", $"'{at.Text()}' must be a {en} of the {of?.Name ?? "household or person"} that is always known");
            }

            return fits ? found : null;
        }
    }
}
