using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Warnings;

/// <summary>
/// <c>suppression: [{on: 2025-05-05, amount: 10400, severity: orange, closed: 2025-05-12}, {on: 2025-06-05, amount: 11200, …}]</c>
/// with <c>expect: {answers: [new, silent, …]}</c>: hits of one rule on one person, day by day, and what each means.
/// </summary>
public sealed class SuppressionCases(WarningSettings settings, WorkingDays calendar) : ICaseKind
{
    private static readonly Guid Somebody = Guid.Parse("0190aaaa-0000-7000-8000-00000000000a");

    public string Key => "suppression";

    public IReadOnlyList<(string What, string Expected, string Found)>? Judge(PackNode given, PackNode expect)
    {
        var hits = given.Items().Select(Read).ToList();
        var answers = expect.Words("answers");
        expect.NoOthers();
        if (answers.Count != hits.Count)
        {
            expect.Fault("case", $"answers 应有 {hits.Count} 项", $"answers must have {hits.Count} entries");
        }

        if (hits.Any(h => h is null) || answers.Count != hits.Count)
        {
            return null;
        }

        Warning? last = null;
        var lines = new List<(string, string, string)>();
        foreach (var (hit, answer) in hits.Zip(answers))
        {
            lines.Add((ValueText.Day(hit!.Finding.AsOf), answer, Words<HitAnswer>.Of(Answer(hit, ref last))));
        }

        return lines;
    }

    private HitAnswer Answer(Given hit, ref Warning? last)
    {
        var answer = last?.AnswerTo(hit.Finding, settings) ?? HitAnswer.New;
        if (answer is HitAnswer.New or HitAnswer.RaiseAgain)
        {
            last = Warning.Raise(hit.Finding, 1, Guid.CreateVersion7(), Place.Of(null, null, "W1"), settings.DueOn(hit.Finding.Severity, hit.Finding.AsOf, calendar), last, At(hit.Finding.AsOf));
        }
        else if (answer == HitAnswer.Merge)
        {
            last!.Merge(hit.Finding, settings, calendar, At(hit.Finding.AsOf));
        }

        if (hit.ClosedOn is { } day && last!.IsOpen)
        {
            last.CloseWith(WarningOutcome.NoIssue, "已核实", At(day));
        }

        return answer;
    }

    private static Given? Read(PackNode at)
    {
        var on = (DateOnly?)(at.Required("on") is { } o ? ValueReader.Read(o, FormulaType.Date) : null);
        var amount = at.Optional("amount") is { } a ? (long?)ValueReader.Read(a, FormulaType.Money) : null;
        var severity = at.WordOf("severity", "red", "orange", "yellow", "blue");
        var closed = at.Optional("closed") is { } c ? (DateOnly?)ValueReader.Read(c, FormulaType.Date) : null;
        at.NoOthers();
        var hit = new RaisedHit("case", HitScope.Person, Somebody, null, Somebody.ToString("N"), severity, amount, [], null);
        return on is { } day ? new Given(Finding.Of([hit], day, "case")[0], closed) : null;
    }

    private static Stamp At(DateOnly day) => new("case", new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.FromHours(8)));

    private sealed record Given(Finding Finding, DateOnly? ClosedOn);
}
