using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>An override of <c>what-if</c> that cannot be: no such parameter, or no value of its type.</summary>
public sealed class UnknownOverrideException(Bilingual reason) : Exception(reason.En)
{
    public Bilingual Reason => reason;
}

/// <summary>The parameters that count on one day, with what somebody wants to try in their place.</summary>
internal sealed class ParameterDay
{
    private readonly DateOnly day;
    private readonly Dictionary<string, object> overrides = new(StringComparer.Ordinal);

    /// <param name="overrides">Full parameter name → value as a pack writes it: <c>A02.threshold</c> → <c>8000</c>.</param>
    /// <exception cref="UnknownOverrideException">An override names no parameter or is no value of it.</exception>
    public ParameterDay(RuleSet rules, DateOnly day, IReadOnlyDictionary<string, string> overrides)
    {
        this.day = day;
        foreach (var (name, text) in overrides)
        {
            if (!rules.Parameters.TryGetValue(name, out var parameter) || parameter.IsTable)
            {
                throw new UnknownOverrideException(new($"没有名为“{name}”的参数可改", $"No parameter named '{name}' to change"));
            }

            var value = ValueReader.Parse(text, parameter.Type) ?? throw new UnknownOverrideException(new($"“{text}”不是{parameter.Type.Zh}", $"'{text}' is no {parameter.Type.En}"));

            // What the checker proved of the pack's own values must stay true: divisors, windows, bounds of who is looked at.
            if (value is long number && parameter.Least is { } least && Math.Sign(number) < Math.Sign(least))
            {
                throw new UnknownOverrideException(new($"参数“{name}”应大于零", $"Parameter '{name}' must stay above zero"));
            }

            this.overrides[name] = value;
        }
    }

    public object Of(Parameter parameter) => overrides.GetValueOrDefault(parameter.Name) ?? parameter.On(day).Value;

    public bool Has(Parameter parameter) => overrides.ContainsKey(parameter.Name) || parameter.Covers(day);
}
