using Shouwang.Platform.Packs;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Cases;

/// <summary>
/// <c>exit: {confirmed: 2025-03-20}</c> with <c>expect: {last_full: 2025-03, fade_from: 2025-04, fade_to: 2025-09, payments: 6,
/// exited_on: 2025-10-01, watched_to: 2026-09-30, on: {2025-04-01: fading_out}}</c>.
/// </summary>
public sealed class ExitCases(ExitTerms terms) : ICaseKind
{
    public string Key => "exit";

    public IReadOnlyList<(string What, string Expected, string Found)>? Judge(PackNode given, PackNode expect)
    {
        var confirmed = Day(given.Required("confirmed"));
        var knownOn = Day(given.Optional("known_on"));
        given.NoOthers();
        if (confirmed is not { } day)
        {
            return null;
        }

        var lines = new List<(string, string, string)>();
        if (Found(day, knownOn ?? day) is not { } fadeOut)
        {
            lines.Add(("expect_error", expect.TextOf("expect_error"), ParameterOf(day, knownOn ?? day)));
            return lines;
        }

        var found = new Dictionary<string, string>
        {
            ["last_full"] = $"{fadeOut.LastFullMonth}",
            ["fade_from"] = fadeOut.Payments == 0 ? "none" : $"{fadeOut.Months.First()}",
            ["fade_to"] = fadeOut.Payments == 0 ? "none" : $"{fadeOut.Months.Last()}",
            ["payments"] = $"{fadeOut.Payments}",
            ["exited_on"] = ValueText.Day(fadeOut.ExitedOn),
            ["watched_to"] = ValueText.Day(fadeOut.WatchedTo),
        };
        lines.AddRange(found.Where(f => expect.Optional(f.Key) is not null).Select(f => (f.Key, expect.TextOf(f.Key), f.Value)));
        foreach (var (_, keyAt, value) in expect.OptionalEntries("on"))
        {
            if (Day(keyAt) is { } on)
            {
                lines.Add((ValueText.Day(on), value.Text(), Platform.Data.Words<ExitState>.Of(fadeOut.On(on))));
            }
        }

        expect.NoOthers();
        return lines;
    }

    private FadeOut? Found(DateOnly confirmed, DateOnly knownOn)
    {
        try
        {
            return terms.After(confirmed, knownOn);
        }
        catch (ParameterNotInForceException)
        {
            return null;
        }
    }

    private string ParameterOf(DateOnly confirmed, DateOnly knownOn)
    {
        try
        {
            terms.After(confirmed, knownOn);
            return "";
        }
        catch (ParameterNotInForceException e)
        {
            return e.Parameter;
        }
    }

    private static DateOnly? Day(PackNode? at) => at is null ? null : (DateOnly?)ValueReader.Read(at, FormulaType.Date);
}
