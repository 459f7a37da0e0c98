using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Households;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Server.Cli;
using Shouwang.Server.Parts;
using Shouwang.Server.Shell;
using Shouwang.Standards.Assessments;

namespace Shouwang.Server.Monitoring.Households;

/// <summary>A household's whole story; every look at it, and every number that is shown whole, is in the audit log first.</summary>
public sealed partial class HouseholdPage
{
    private HouseholdStory? story;
    private IReadOnlyList<Timeline.Step> chain = [];
    private string? worker;
    private (Guid Person, string Number)? revealed;
    private string? note;

    [Inject] private ShouwangDb Db { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] internal Acts Acts { get; set; } = null!;

    [Parameter] public string Code { get; set; } = "";

    [SupplyParameterFromForm(FormName = "reveal")] private string? Person { get; set; }

    [SupplyParameterFromForm(FormName = "reveal")] private string? For { get; set; }

    private string Head => story!.Members.FirstOrDefault(m => !m.HasLeft && m.Membership.Role == HouseholdRole.Head)?.Person.Name ?? "";

    private IEnumerable<(Person Person, Benefit Benefit)> Paid => story!.Members.SelectMany(m => m.Benefits.Where(b => b.Period.Contains(Office.Today)).Select(b => (m.Person, b)));

    protected override async Task OnInitializedAsync()
    {
        var found = await new ShowHousehold(Db).RunAsync(Code);
        // A field worker sees the households of which he has a warning.
        var mine = found?.Warnings.Select(w => w.WorkerCode).FirstOrDefault(w => w is not null && w == Viewer.Who.WorkerCode) ?? found?.Worker?.Code;
        if (found is null || !Viewer.May(Right.HouseholdSee, found.Household.Division.Text, mine))
        {
            Navigation.NotFound();
            return;
        }

        await Acts.LookAsync(Right.HouseholdSee, Viewer.TargetOf(found.Household.Division.Text, mine), "household.see", new("household", found.Household.Code));
        story = found;
        worker = mine;
        chain = [.. Steps(found).OrderByDescending(s => s.On).Select(s => new Timeline.Step(T.Day(s.On), s.What, s.Who, s.Why))];
    }

    // One number, once: it is in the log before it is in the page, and gone when the page is loaded again.
    private async Task RevealAsync()
    {
        if (story?.Members.FirstOrDefault(m => m.Person.Id.ToString() == Person) is not { } member || !Words<Purpose>.TryParse(For ?? "", out var purpose))
        {
            note = T["请选择人和用途。", "Choose the person and the purpose."];
            return;
        }

        var (may, number) = await Acts.DoAsync(
            Right.PersonReveal, Viewer.TargetOf(story.Household.Division.Text, worker), "person.reveal", AuditSubject.Person(member.Person.Id), _ => Task.FromResult(member.Person.IdNumber.Reveal()), purpose: purpose);
        if (may)
        {
            revealed = (member.Person.Id, number!);
        }
        else
        {
            note = T["您的授权不允许为此用途查看证件号。", "Your grants do not let you see the number for this purpose."];
        }
    }

    private IEnumerable<Purpose> Purposes => Viewer.Who.Grants.Where(g => g.IsInForce(Office.Today)).Select(g => g.Purpose).Distinct();

    private IEnumerable<(DateOnly On, string What, string Who, string Why)> Steps(HouseholdStory of)
    {
        foreach (var member in of.Members)
        {
            foreach (var spell in member.Person.Categories)
            {
                yield return (spell.From, T[$"{member.Person.Name}：进入{RegisterText.Of(spell.Category).Zh}", $"{member.Person.Name}: enters {RegisterText.Of(spell.Category).En}"], "", "");
                if (spell.To is { } last && last <= Office.Today)
                {
                    yield return (last, T[$"{member.Person.Name}：退出{RegisterText.Of(spell.Category).Zh}", $"{member.Person.Name}: leaves {RegisterText.Of(spell.Category).En}"], "", "");
                }
            }

            foreach (var benefit in member.Benefits)
            {
                yield return (benefit.From.FirstDay, T[$"{member.Person.Name}：开始发放{RegisterText.Of(benefit.Kind).Zh} {benefit.Amount} 元/月", $"{member.Person.Name}: {RegisterText.Of(benefit.Kind).En} {benefit.Amount} yuan a month begins"], "", "");
            }
        }

        foreach (var warning in of.Warnings)
        {
            yield return (warning.RaisedOn, T[$"预警 {warning.Number}：{Office.Book.NameOf(warning.Rule).Zh}", $"Warning {warning.Number}: {Office.Book.NameOf(warning.Rule).En}"], warning.WorkerName ?? "", "");
            if (warning.VerifiedOn is { } verified)
            {
                yield return (verified, T[$"{warning.Number} 核实：{WarningTexts.Of(warning.Outcome!.Value).Zh}", $"{warning.Number} verified: {WarningTexts.Of(warning.Outcome!.Value).En}"], warning.WorkerName ?? "", warning.OutcomeReason ?? "");
            }

            if (warning.ClosedOn is { } closed)
            {
                yield return (closed, T[$"{warning.Number} 办结", $"{warning.Number} closed"], "", "");
            }
        }
    }

    private string Outcome(StoredAssessment kept) => kept.Document.Answer == Answer.Undetermined
        ? T["待定", "Undetermined"]
        : T[$"{LabelOf(kept).Zh}，每月 {new Money(kept.Document.Monthly!.Value)} 元", $"{LabelOf(kept).En}, {new Money(kept.Document.Monthly!.Value)} yuan a month"];

    private static Bilingual LabelOf(StoredAssessment kept) => kept.Law.Labels.GetValueOrDefault(kept.Document.Category!) ?? new(kept.Document.Category!, kept.Document.Category!);

    private static string Masked(string phone) => phone.Length < 7 ? new string('*', phone.Length) : $"{phone[..3]}****{phone[^4..]}";
}
