using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>Codes as numbers, so that every value of a population is one <see cref="long"/>: the texts of a law in order.</summary>
public sealed class CodeNumbers
{
    private readonly Dictionary<string, long> numbers;
    private readonly string[] texts;

    private CodeNumbers(IEnumerable<string> all)
    {
        texts = [.. all.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        numbers = texts.Select((text, i) => (text, i)).ToDictionary(t => t.text, t => (long)t.i, StringComparer.Ordinal);
    }

    public long this[string text] => numbers[text];

    public string this[long number] => texts[number];

    public bool Has(string text) => numbers.ContainsKey(text);

    internal static CodeNumbers Of(Vocabulary facts, IEnumerable<Variable> variables, IEnumerable<Parameter> parameters) => new(
        facts.Entities.Values.SelectMany(e => e.Fields.Values).SelectMany(f => f.Type.Codes ?? [])
            .Concat(variables.SelectMany(v => v.Formula!.All().Concat(v.Branch?.All() ?? [])).SelectMany(TextsOf))
            .Concat(parameters.SelectMany(p => p.Values).SelectMany(v => TextsOf(v.Value))));

    private static IEnumerable<string> TextsOf(Formula formula) => formula switch
    {
        Constant { Value: string text } => [text],
        Membership m => m.Items.Select(i => i.Value).OfType<string>(),
        _ => [],
    };

    private static IEnumerable<string> TextsOf(object value) => value switch
    {
        string text => [text],
        ParameterTable table => table.Entries.SelectMany(e => e.Keys.Append(e.Value)).OfType<string>(),
        _ => [],
    };
}
