using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Exits;

/// <summary>The periods of leaving: <c>exit: {fade_out: …, watch: …}</c> of <c>standards/exit.yaml</c> names their parameters.</summary>
public sealed class ExitTerms
{
    private readonly Parameter fadeOut;
    private readonly Parameter watch;

    private ExitTerms(Parameter fadeOut, Parameter watch) => (this.fadeOut, this.watch) = (fadeOut, watch);

    /// <summary>Faults go to the pack.</summary>
    /// <returns>Null where the pack says nothing of exits, or where that has faults.</returns>
    public static ExitTerms? Read(Pack pack, Law law)
    {
        var at = pack.Read("standards").Select(root => root.Optional("exit")).LastOrDefault(exit => exit is not null);
        if (at is null)
        {
            return null;
        }

        var fadeOut = Months(at.Required("fade_out"), law);
        var watch = Months(at.Required("watch"), law);
        at.NoOthers();
        return fadeOut is null || watch is null ? null : new ExitTerms(fadeOut, watch);
    }

    /// <summary>By the law in force on the day of confirmation, as known on another.</summary>
    /// <exception cref="ParameterNotInForceException">A period has no value then.</exception>
    public FadeOut After(DateOnly confirmedOn, DateOnly knownOn) =>
        FadeOut.After(confirmedOn, (int)(long)fadeOut.On(confirmedOn, knownOn).Value, (int)(long)watch.On(confirmedOn, knownOn).Value);

    private static Parameter? Months(PackNode? at, Law law)
    {
        var found = at is null ? null : law.Parameters.GetValueOrDefault(at.Text());
        if (at is not null && found is not { IsTable: false, Type.Kind: ValueKind.Int, Least: >= 0 })
        {
            at.Fault("unknown", $"没有名为“{at.Text()}”的月数参数", $"No parameter '{at.Text()}' with a number of months");
            return null;
        }

        return found;
    }
}
