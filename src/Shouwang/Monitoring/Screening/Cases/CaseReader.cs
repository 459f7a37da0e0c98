using System.Security.Cryptography;
using System.Text;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening.Cases;

/// <summary>Reads <c>tests/**/*.yaml</c> of every layer. Faults go to the pack: an unknown key would silently test nothing.</summary>
internal sealed class CaseReader(Pack pack, RuleSet rules)
{
    // People and households of cases are numbered apart, so that a mistaken join shows.
    private const int FirstPerson = 1_000_000;

    private readonly List<PackCase> cases = [];
    private List<CaseRow> rows = [];
    private HashSet<string> delivered = [];
    private int nextPerson = FirstPerson;
    private int nextLine;

    public IReadOnlyList<PackCase> Read()
    {
        // What lies in tests/standards are cases of the means test.
        foreach (var root in pack.Read("tests").Where(r => !r.File.Replace('\\', '/').Contains("tests/standards/", StringComparison.Ordinal)))
        {
            foreach (var at in root.Items())
            {
                ReadCase(at);
            }
        }

        return cases;
    }

    private void ReadCase(PackNode at)
    {
        rows = [];
        delivered = new HashSet<string>(at.Words("delivered"), StringComparer.Ordinal);
        nextLine = 0;
        var name = at.TextOf("name");
        if (at.Optional("rule") is { } rule)
        {
            KnownRule(rule, rule.Text());
        }

        var asOf = at.Required("as_of") is { } day ? (DateOnly?)ValueReader.Read(day, FormulaType.Date) : null;
        var household = at.Optional("household");
        var resident = at.Optional("resident");
        if ((household is null) == (resident is null))
        {
            at.Fault("case", "一个案例须写 household 或 resident 之一", "A case has either a household or a resident");
        }

        var number = household is not null ? ReadHousehold(household) : resident is not null ? ReadResident(resident) : 0;
        var expected = (at.Required("expect")?.Entries() ?? []).Select(e => ReadExpected(e.Key, e.KeyAt, e.Value)).OfType<Expectation>().ToList();
        at.NoOthers();
        if (asOf is { } known)
        {
            cases.Add(new PackCase(at.File, at.Line, name, known, number, rows, delivered, expected));
        }
    }

    private int ReadHousehold(PackNode at)
    {
        var number = cases.Count + 1;
        var values = Inputs(at, rules.Vocabulary.Household);
        values["household"] = (long)number;
        rows.Add(new CaseRow("in_household", values));
        foreach (var person in at.OptionalItems("person"))
        {
            var personNumber = nextPerson++;
            var inputs = Inputs(person, rules.Vocabulary.Person);
            inputs["person"] = (long)personNumber;
            inputs["household"] = (long)number;
            rows.Add(new CaseRow("in_person", inputs));
            ReadBelow(person, personNumber, rules.Vocabulary.Entities.Values.Where(e => e.Parent == rules.Vocabulary.Person || e.Record is not null));
        }

        at.NoOthers();
        return number;
    }

    private int ReadResident(PackNode at)
    {
        var number = nextPerson++;
        ReadBelow(at, number, rules.Vocabulary.Entities.Values.Where(e => e.Record is not null));
        return number;
    }

    private void ReadBelow(PackNode at, int person, IEnumerable<Entity> entities)
    {
        foreach (var entity in entities)
        {
            foreach (var item in at.OptionalItems(entity.Name))
            {
                var values = entity.Record is null ? Inputs(item, entity) : Fields(item, entity.Record);
                values["person"] = (long)person;
                rows.Add(new CaseRow(entity.Relation, values));
                if (entity.Record is null)
                {
                    item.NoOthers();
                }
                else
                {
                    delivered.Add(entity.Name);
                }
            }
        }

        at.NoOthers();
    }

    private static Dictionary<string, object?> Inputs(PackNode at, Entity entity)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in entity.Fields.Values)
        {
            var given = at.Optional(field.Name);
            values[field.Name] = given is not null ? ValueReader.Read(given, field.Type) : field.Default;
            if (given is null && field is { Default: null, Type.MayBeUnknown: false })
            {
                at.Fault("missing", $"缺少“{field.Name}”", $"'{field.Name}' is missing");
            }
        }

        return values;
    }

    private Dictionary<string, object?> Fields(PackNode at, RecordType record)
    {
        var line = ++nextLine;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["batch"] = 1L, ["line"] = (long)line };
        foreach (var field in record.Fields)
        {
            values[field.Name] = at.Optional(field.Name) is { } given ? Value(given, field) : Omitted(at, field, line);
        }

        at.NoOthers();
        return values;
    }

    private static object? Value(PackNode at, RecordField field) => field.Type == FieldType.Hash
        ? Hashed(at.Text())
        : ValueReader.Read(at, field.Type switch
        {
            FieldType.Date or FieldType.Month => FormulaType.Date,
            FieldType.Money => FormulaType.Money,
            FieldType.Bool => FormulaType.Bool,
            FieldType.Code => new FormulaType(ValueKind.Text, Codes: [.. field.Values.Keys]),
            _ => FormulaType.Int,
        });

    /// <summary>A case need not name what its rule does not read; dates and codes have no neutral value.</summary>
    private static object? Omitted(PackNode at, RecordField field, int line)
    {
        if (field.Optional)
        {
            return null;
        }

        switch (field.Type)
        {
            case FieldType.Money or FieldType.Int or FieldType.Division:
                return 0L;
            case FieldType.Bool:
                return false;
            case FieldType.Hash:
                return (long)-line;
            default:
                at.Fault("missing", $"缺少“{field.Name}”", $"'{field.Name}' is missing");
                return null;
        }
    }

    private static long Hashed(string text) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private WarningRule? KnownRule(PackNode at, string id)
    {
        var rule = rules.Rules.GetValueOrDefault(id);
        if (rule is null && !rules.Faulty.Contains(id))
        {
            at.Fault("unknown", $"没有编号为“{id}”的规则", $"No rule '{id}'");
        }

        return rule;
    }

    private Expectation? ReadExpected(string id, PackNode keyAt, PackNode value)
    {
        var rule = KnownRule(keyAt, id);
        if (value.IsText)
        {
            value.Word("none");
            return rule is null ? null : new Expectation(id, 0, null, null);
        }

        var count = value.IntOf("count");
        Severity? severity = value.Optional("severity") is { } s ? Enum.Parse<Severity>(s.Word("red", "orange", "yellow", "blue"), ignoreCase: true) : null;
        var amount = value.Optional("amount") is { } a ? (long?)ValueReader.Read(a, rule?.Amount?.Type.Known ?? FormulaType.Money) : null;
        value.NoOthers();
        return rule is null ? null : new Expectation(id, count, severity, amount);
    }
}
