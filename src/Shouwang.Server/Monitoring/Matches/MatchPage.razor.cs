using Microsoft.AspNetCore.Components;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring.Matches;

/// <summary>One row beside those whom it may be about, and the decision whose it is.</summary>
public sealed partial class MatchPage
{
    private MatchCase? one;
    private string? problem;

    [Inject] internal MatchBook Book { get; set; } = null!;

    [Inject] internal Viewer Viewer { get; set; } = null!;

    [Inject] internal Acts Acts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Parameter] public string Number { get; set; } = "";

    [SupplyParameterFromForm] private string? Person { get; set; }

    [SupplyParameterFromForm] private string? Why { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var found = (await Book.NowAsync()).Cases.FirstOrDefault(doubt => doubt.Number == Number);
        if (found is null || !Viewer.Decide(Right.MatchDecide, Target.In(found.Place)).IsAllowed)
        {
            Navigation.NotFound();
            return;
        }

        // Before anything of it is sent.
        await Acts.LookAsync(Right.MatchDecide, Target.In(found.Place), "match.see", new("match", found.Number));
        one = found;
    }

    private string Agreement(MatchCandidate candidate, string field) =>
        candidate.Explanation.Lines.FirstOrDefault(line => line.Field == field) is { Field: not null } line ? $"[{T[MatchWords.Level(line.Level)]}]" : "";

    private async Task DecideAsync()
    {
        if (one is null)
        {
            return;
        }

        var chosen = one.Candidates.FirstOrDefault(candidate => candidate.Person.ToString() == Person);
        if (chosen is null && Person != "nobody")
        {
            problem = T["请选择这一行是谁的。", "Choose whose row it is."];
            return;
        }

        var (may, answer) = await Acts.DoAsync(
            Right.MatchDecide, Target.In(one.Place), "match.decide", new AuditSubject("match", one.Number),
            _ => Book.DecideAsync(one, chosen?.Person, Why ?? "", Viewer.Account), done => done.Code);
        if (may && answer is { Code: null })
        {
            Navigation.NavigateTo("/matches?done=1");
            return;
        }

        problem = answer?.Problem is { } said ? T[said] : T["您的账号没有这项权限。", "Your account has no right to this."];
    }
}
