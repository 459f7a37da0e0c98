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

    /// <summary>Reads <c>monitoring/registry.yaml</c> of every layer. Faults go to the pack.</summary>
    public static Vocabulary Read(Pack pack, RecordCatalog records)
    {
        var vocabulary = new Vocabulary();
        foreach (var root in pack.Read("monitoring/registry.yaml"))
        {
            foreach (var (name, at, value) in root.OptionalEntries("entities"))
            {
                vocabulary.ReadEntity(name, at, value);
            }

            root.NoOthers();
        }

        var nothing = new Dictionary<string, EntityField>(StringComparer.Ordinal);
        vocabulary.entities.TryAdd("household", new Entity("household", new("家庭", "Household"), null, null, nothing));
        vocabulary.entities.TryAdd("person", new Entity("person", new("家庭成员", "Member"), vocabulary.Household, null, nothing));
        vocabulary.entities["resident"] = new Entity("resident", new("未登记居民", "Resident"), null, null, nothing);
        foreach (var record in records.Types.Values)
        {
            vocabulary.AddRecord(record);
        }

        return vocabulary;
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
        var type = FormulaType.OfWord(word)! with { MayBeUnknown = optional, Codes = word == "code" ? codes : null };
        if (word == "code" && codes.Count == 0)
        {
            at.Fault("values", "代码型输入应列出全部取值", "A code input lists all its values");
        }

        var given = at.Optional("default");
        var value = given is null ? null : ValueReader.Read(given, type);
        var field = new EntityField(name, type, Enum.Parse<FieldType>(word == "rate" ? "Money" : word, ignoreCase: true), at.BothOf("label"), value);
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
