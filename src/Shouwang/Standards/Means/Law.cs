using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>
/// The means test of a pack: every file below <c>standards/</c> of every layer, read, checked and put in order. The one
/// checked meaning that SQL and delegates are made of.
/// </summary>
public sealed class Law
{
    internal Law(Pack pack, string hash, Vocabulary facts, VariableCatalog variables, IReadOnlyDictionary<string, Parameter> parameters, IReadOnlyList<Variable> ordered, Outcome outcome)
    {
        Pack = pack;
        Hash = hash;
        Facts = facts;
        Variables = variables;
        Parameters = parameters;
        Ordered = ordered;
        Outcome = outcome;
        Codes = CodeNumbers.Of(facts, ordered, parameters.Values);
        Used = [.. ordered.SelectMany(v => v.Formula!.All().Concat(v.Branch?.All() ?? [])).Select(ParameterOf).OfType<Parameter>().Distinct().OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    public Pack Pack { get; }

    /// <summary>SHA-256 of the flattened pack, tests left out (<see cref="Pack.Hash"/>).</summary>
    public string Hash { get; }

    /// <summary>The entities of <c>standards/facts.yaml</c>: household, person, income, groups, …</summary>
    public Vocabulary Facts { get; }

    public VariableCatalog Variables { get; }

    public IReadOnlyDictionary<string, Parameter> Parameters { get; }

    /// <summary>Every variable after those that it needs.</summary>
    public IReadOnlyList<Variable> Ordered { get; }

    /// <summary>The parameters that some variable reads: on a day without a value of one of them nothing is assessed.</summary>
    public IReadOnlyList<Parameter> Used { get; }

    public Outcome Outcome { get; }

    public CodeNumbers Codes { get; }

    /// <summary>Reads and checks. Faults go to the pack: ask <see cref="Pack.RefuseFaults"/> before use.</summary>
    /// <returns>Null where the pack has no means test at all (no <c>standards/outcome.yaml</c>), or where it was refused.</returns>
    public static Law? Read(Pack pack) => new LawReader(pack).Read();

    /// <summary>The law of one day as it was known on another.</summary>
    /// <exception cref="ParameterNotInForceException">A parameter that is used has no value then.</exception>
    public LawDay On(DateOnly asOf, DateOnly knownOn) => new(this, asOf, knownOn);

    private static Parameter? ParameterOf(Formula formula) => formula switch
    {
        ParameterRef p => p.Parameter,
        Lookup l => l.Parameter,
        _ => null,
    };
}

/// <summary>The law in force on the day that is assessed, as it was known on another day.</summary>
public sealed class LawDay
{
    private readonly Dictionary<Parameter, ParameterValue> values;

    internal LawDay(Law law, DateOnly asOf, DateOnly knownOn)
    {
        Law = law;
        AsOf = asOf;
        KnownOn = knownOn;
        values = law.Used.ToDictionary(p => p, p => p.On(asOf, knownOn));
    }

    public Law Law { get; }

    public DateOnly AsOf { get; }

    public DateOnly KnownOn { get; }

    /// <summary>bool, long (int; fen; parts per million), DateOnly, string or <see cref="ParameterTable"/>.</summary>
    public object Of(Parameter parameter) => values[parameter].Value;

    /// <summary>With its citation and days, for the explanation.</summary>
    public ParameterValue ValueOf(Parameter parameter) => values[parameter];
}
