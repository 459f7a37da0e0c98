using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Exits;

/// <summary>The periods of leaving: <c>exit: {fade_out: …, watch: …, when: …}</c> of <c>standards/exit.yaml</c> names their parameters.</summary>
public sealed class ExitTerms
{
    private readonly Parameter fadeOut;
    private readonly Parameter watch;

    private ExitTerms(Parameter fadeOut, Parameter watch, Variable? when) => (this.fadeOut, this.watch, When) = (fadeOut, watch, when);

    /// <summary>Whether a household that leaves fades out: it does where income has risen, not where property fails. Null where the pack does not say.</summary>
    public Variable? When { get; }

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
        var whenAt = at.Optional("when");
        var when = whenAt is null ? null : law.Variables.All.FirstOrDefault(v => v.FullName == whenAt.Text() && v.Entity == law.Facts.Household && v.Type == FormulaType.Bool);
        if (whenAt is not null && when is null)
        {
            whenAt.Fault("unknown", $"家庭没有名为“{whenAt.Text()}”的“是否”变量", $"No yes-or-no variable '{whenAt.Text()}' of the household");
        }

        at.NoOthers();
        return fadeOut is null || watch is null ? null : new ExitTerms(fadeOut, watch, when);
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
