using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>How the facts of one entity stand in a file, in the database and in a population: made of the pack's <c>facts.yaml</c>, nothing of it is code.</summary>
internal sealed class FactForm
{
    /// <summary>Its value has a column of its own, for lists and counts.</summary>
    public const string Source = "source";

    // What the register says is not asked a second time (docs/standards.md section 3).
    private static readonly string[] OfHousehold = ["division", "urban", "former_poor"];
    private static readonly string[] OfPerson = ["role", "birth", "male", "labour", "stage"];

    private readonly Dictionary<string, string> codes;

    private FactForm(Entity entity, bool belongsToPerson, IReadOnlyList<EntityField> inputs)
    {
        Entity = entity;
        BelongsToPerson = belongsToPerson;
        Inputs = inputs;
        SourceInput = inputs.FirstOrDefault(i => i.Name == Source);
        Names = [.. inputs.Select(i => Encoding.UTF8.GetBytes(i.Name))];
        codes = inputs.SelectMany(i => i.Type.Codes ?? []).Distinct(StringComparer.Ordinal).ToDictionary(c => c, c => $"\"{JsonEncodedText.Encode(c)}\"", StringComparer.Ordinal);
    }

    public Entity Entity { get; }

    /// <summary>Otherwise to a household.</summary>
    public bool BelongsToPerson { get; }

    /// <summary>A household or a person itself: each has one row at most.</summary>
    public bool IsOwner => Entity.Name is "household" or "person";

    /// <summary>Without those that the register knows.</summary>
    public IReadOnlyList<EntityField> Inputs { get; }

    /// <summary>Null where the entity has none.</summary>
    public EntityField? SourceInput { get; }

    public string Key => BelongsToPerson ? "id_number" : "household";

    /// <summary>Input names as UTF-8, in the order of <see cref="Inputs"/>.</summary>
    private byte[][] Names { get; }

    /// <returns>Null where no facts of this name can be kept: it is no entity, a group, or stands below something else than a household or person.</returns>
    public static FactForm? Of(Vocabulary facts, string name)
    {
        if (facts.Find(name) is not { IsGroup: false } entity)
        {
            return null;
        }

        var above = entity.Parent is { IsGroup: true } group ? group.Parent : entity.Parent;
        var isPerson = entity == facts.Person;
        if (entity != facts.Household && !isPerson && above != facts.Household && above != facts.Person)
        {
            return null;
        }

        var known = entity == facts.Household ? OfHousehold : isPerson ? OfPerson : [];
        return new FactForm(entity, isPerson || above == facts.Person, [.. entity.Fields.Values.Where(f => !known.Contains(f.Name))]);
    }

    public static IEnumerable<FactForm> All(Vocabulary facts) => facts.Entities.Keys.Select(name => Of(facts, name)).OfType<FactForm>();

    /// <summary>Without a value the formulas would read something that nobody said.</summary>
    public static bool MustBeGiven(EntityField input) => input is { Default: null, Type.MayBeUnknown: false, Trials.Count: 0 };

    /// <summary>The inputs as <see cref="Fact.Inputs"/> keeps them.</summary>
    public string Json(IReadOnlyList<(EntityField Input, object Value)> given, StringBuilder text)
    {
        text.Clear().Append('{');
        foreach (var (input, value) in given)
        {
            text.Append(text.Length > 1 ? "," : "").Append('"').Append(input.Name).Append("\":");
            _ = value switch
            {
                bool flag => text.Append(flag ? "true" : "false"),
                long number => text.Append(CultureInfo.InvariantCulture, $"{number}"),
                DateOnly day => text.Append(CultureInfo.InvariantCulture, $"\"{day:yyyy-MM-dd}\""),
                string code => text.Append(codes[code]),
                _ => throw new ArgumentException(value.GetType().Name, nameof(given)),
            };
        }

        return text.Append('}').ToString();
    }

    /// <summary>Reads inputs back as a population keeps them.</summary>
    /// <param name="set">Takes the input and its value.</param>
    /// <returns>What the pack no longer knows: an input, or a code of one; null where everything was read.</returns>
    public Bilingual? Read(ReadOnlySpan<byte> json, CodeNumbers numbers, Action<EntityField, long> set)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var next = 0;
        Bilingual? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Inputs stand in the order of the pack, so the next one is nearly always the right one.
            var at = Find(ref reader, next);
            reader.Read();
            if (at < 0)
            {
                unknown = new("政策包已没有的字段", "an input that the pack no longer has");
                continue;
            }

            next = at + 1;
            if (Value(ref reader, Inputs[at], numbers) is { } value)
            {
                set(Inputs[at], value);
            }
            else
            {
                unknown = new($"{Inputs[at].Label.Zh}：政策包已没有的取值", $"{Inputs[at].Name}: a value that the pack no longer has");
            }
        }

        return unknown;
    }

    private int Find(ref Utf8JsonReader reader, int from)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var at = (from + i) % Names.Length;
            if (reader.ValueTextEquals(Names[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private static long? Value(ref Utf8JsonReader reader, EntityField input, CodeNumbers numbers) => (reader.TokenType, input.Type.Kind) switch
    {
        (JsonTokenType.True, ValueKind.Bool) => 1,
        (JsonTokenType.False, ValueKind.Bool) => 0,
        (JsonTokenType.Number, ValueKind.Int or ValueKind.Money or ValueKind.Rate) => reader.GetInt64(),
        (JsonTokenType.String, ValueKind.Date) => DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber,
        (JsonTokenType.String, ValueKind.Text) when reader.GetString() is { } code && input.Type.Codes!.Contains(code) => numbers[code],
        _ => null,
    };
}
