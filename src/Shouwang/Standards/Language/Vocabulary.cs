using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;

namespace Shouwang.Standards.Language;

/// <summary>Every entity that formulas may speak of: the register's, <c>resident</c> and one per record type.</summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, Entity> entities = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Entity> Entities => entities;

    public Entity? Find(string name) => entities.GetValueOrDefault(name);

    public Entity Household => entities["household"];

    public Entity Person => entities["person"];

    public Entity Resident => entities["resident"];

    /// <summary>What warning rules speak of: <c>monitoring/registry.yaml</c> of every layer and the record types. Faults go to the pack.</summary>
    public static Vocabulary Read(Pack pack, RecordCatalog records)
    {
        var vocabulary = new Vocabulary();
        foreach (var root in pack.Read("monitoring/registry.yaml"))
        {
            vocabulary.ReadEntities(root);
            root.NoOthers();
        }

        vocabulary.AddMissing();
        var nothing = new Dictionary<string, EntityField>(StringComparer.Ordinal);
        vocabulary.entities["resident"] = new Entity("resident", new("未登记居民", "Resident"), null, null, nothing);
        foreach (var record in records.Types.Values)
        {
            vocabulary.AddRecord(record);
        }

        return vocabulary;
    }

    /// <summary>What the means test speaks of: the <c>entities</c> of the given files, groups included. Faults go to the pack.</summary>
    internal static Vocabulary Read(IEnumerable<PackNode> roots)
    {
        var vocabulary = new Vocabulary();
        foreach (var root in roots)
        {
            vocabulary.ReadEntities(root);
        }

        vocabulary.AddMissing();
        return vocabulary;
    }

    private void AddMissing()
    {
        var nothing = new Dictionary<string, EntityField>(StringComparer.Ordinal);
        entities.TryAdd("household", new Entity("household", new("家庭", "Household"), null, null, nothing));
        entities.TryAdd("person", new Entity("person", new("家庭成员", "Member"), Household, null, nothing));
    }

    private void ReadEntities(PackNode root)
    {
        foreach (var (name, at, value) in root.OptionalEntries("entities"))
        {
            if (value.Optional("group") is { } of)
            {
                ReadGroup(name, at, of, value);
            }
            else
            {
                ReadEntity(name, at, value);
            }
        }
    }

    /// <summary>A group takes the place of what it groups, which then stands below it.</summary>
    private void ReadGroup(string name, PackNode at, PackNode of, PackNode value)
    {
        var label = value.BothOf("label");
        var keys = value.Required("by")?.Items().ToList() ?? [];
        value.NoOthers();
        if (Find(of.Text()) is not { Parent: { } parent } grouped || grouped.IsGroup)
        {
            of.Fault("unknown", $"没有可以分组的对象“{of.Text()}”", $"No entity '{of.Text()}' that could be grouped");
            return;
        }

        if (parent.IsGroup || entities.ContainsKey(name))
        {
            at.Fault("twice", parent.IsGroup ? $"“{grouped.Name}”已由“{parent.Name}”分组" : $"对象“{name}”重复", parent.IsGroup ? $"'{grouped.Name}' is grouped by '{parent.Name}' already" : $"Entity '{name}' stands twice");
            return;
        }

        foreach (var key in keys.Where(k => grouped.Fields.GetValueOrDefault(k.Text()) is not { Type.MayBeUnknown: false, Trials.Count: 0 }))
        {
            key.Fault("unknown", $"“{grouped.Name}”没有总是已知的输入“{key.Text()}”", $"'{grouped.Name}' has no input '{key.Text()}' that is always known");
        }

        var fields = keys.Select(k => grouped.Fields.GetValueOrDefault(k.Text())).OfType<EntityField>().ToDictionary(f => f.Name, StringComparer.Ordinal);
        var group = new Entity(name, label, parent, null, fields) { By = [.. fields.Keys] };
        entities[name] = group;
        entities[grouped.Name] = grouped with { Parent = group };
    }

    private void AddRecord(RecordType record)
    {
        var fields = record.Fields.Where(f => f.Type != FieldType.Hash).ToDictionary(f => f.Name, f => new EntityField(f.Name, TypeOf(f), f.Type, f.Label, null), StringComparer.Ordinal);
        entities.TryAdd(record.Name, new Entity(record.Name, record.Label, null, record, fields));
    }

    private void ReadEntity(string name, PackNode at, PackNode value)
    {
        var parentAt = value.Optional("in");
        var parent = parentAt is null ? null : Find(parentAt.Text());
        if (parentAt is not null && parent is null)
        {
            parentAt.Fault("unknown", $"没有名为“{parentAt.Text()}”的对象", $"No entity named '{parentAt.Text()}'");
        }

        var fields = new Dictionary<string, EntityField>(StringComparer.Ordinal);
        foreach (var (field, _, input) in value.OptionalEntries("inputs"))
        {
            fields[field] = ReadInput(field, input);
        }

        if (!entities.TryAdd(name, new Entity(name, value.BothOf("label"), parent, null, fields)))
        {
            at.Fault("twice", $"对象“{name}”重复", $"Entity '{name}' stands twice");
        }

        value.NoOthers();
    }

    private static EntityField ReadInput(string name, PackNode at)
    {
        var word = at.WordOf("type", "bool", "int", "money", "rate", "date", "code");
        var codes = at.Words("values");
        var optional = at.Flag("optional");
        var trialsAt = at.Optional("unknown");
        if (optional && trialsAt is not null)
        {
            trialsAt.Fault("unknown_value", "optional 与 unknown 只能写一个：前者由公式处理，后者由系统试算", "Either optional (the formula deals with it) or unknown (the system tries values), not both");
        }

        var type = FormulaType.OfWord(word)! with { MayBeUnknown = optional, Codes = word == "code" ? codes : null };
        if (word == "code" && codes.Count == 0)
        {
            at.Fault("values", "代码型输入应列出全部取值", "A code input lists all its values");
        }

        var given = at.Optional("default");
        var value = given is null ? null : ValueReader.Read(given, type);
        var field = new EntityField(name, type, Enum.Parse<FieldType>(word == "rate" ? "Money" : word, ignoreCase: true), at.BothOf("label"), value)
        {
            Trials = trialsAt is null ? [] : [.. trialsAt.Items().Select(t => ValueReader.Read(t, type)).OfType<object>()],
        };
        at.NoOthers();
        return field;
    }

    private static FormulaType TypeOf(RecordField field) => field.Type switch
    {
        FieldType.Date or FieldType.Month => FormulaType.Date,
        FieldType.Money => FormulaType.Money,
        FieldType.Bool => FormulaType.Bool,
        FieldType.Code => new FormulaType(ValueKind.Text, Codes: [.. field.Values.Keys]),
        _ => FormulaType.Int,
    } with { MayBeUnknown = field.Optional };
}
