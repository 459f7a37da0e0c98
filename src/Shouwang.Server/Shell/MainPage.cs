using Shouwang.Platform.Access;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Shell;

/// <summary>The main pages in the order of the navigation, each with the right that it needs.</summary>
internal sealed record MainPage(string Address, Bilingual Name, Right Right)
{
    public static readonly IReadOnlyList<MainPage> All =
    [
        new("/", new("总览", "Overview"), Right.OverviewSee),
        new("/warnings", new("预警", "Warnings"), Right.WarningSee),
        new("/households", new("家庭", "Households"), Right.HouseholdSee),
        new("/reviews", new("复核", "Reviews"), Right.ReviewSee),
        new("/matches", new("匹配", "Matching"), Right.MatchDecide),
        new("/sources", new("来源", "Sources"), Right.SourceSee),
        new("/packs", new("政策包", "Packs"), Right.PackSee),
        new("/accounts", new("账号", "Accounts"), Right.AccountSee),
        new("/audit", new("审计", "Audit"), Right.AuditSee),
    ];

    /// <summary>Where somebody begins who may not see the overview.</summary>
    public static string FirstFor(Viewer viewer) => All.FirstOrDefault(page => viewer.Can(page.Right))?.Address ?? "/account";
}
