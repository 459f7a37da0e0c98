using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>The words of the register for people.</summary>
internal static class RegisterText
{
    public static Bilingual Of(HouseholdCategory category) => category switch
    {
        HouseholdCategory.Destitute => new("特困", "destitute"),
        HouseholdCategory.Dibao => new("低保", "dibao"),
        HouseholdCategory.DibaoIndividual => new("单人低保", "dibao, individual"),
        HouseholdCategory.Marginal => new("低保边缘", "marginal"),
        HouseholdCategory.RigidExpenditure => new("刚性支出困难", "rigid expenditure"),
        _ => new("其他困难", "other hardship"),
    };

    public static Bilingual Of(LabourCapacity labour) => labour switch
    {
        LabourCapacity.Skilled => new("技能劳动力", "skilled"),
        LabourCapacity.Ordinary => new("普通劳动力", "ordinary"),
        LabourCapacity.Weak => new("弱（半）劳动力", "weak"),
        LabourCapacity.Lost => new("丧失劳动能力", "lost"),
        _ => new("无劳动能力", "none"),
    };

    public static Bilingual Of(BenefitKind kind) => kind switch
    {
        BenefitKind.Dibao => new("低保金", "dibao"),
        BenefitKind.DestituteLiving => new("特困基本生活费", "destitute living allowance"),
        BenefitKind.DestituteCare => new("特困照料护理费", "destitute care allowance"),
        BenefitKind.DisabledLiving => new("困难残疾人生活补贴", "living allowance of the disabled"),
        BenefitKind.DisabledCare => new("重度残疾人护理补贴", "care allowance of the severely disabled"),
        BenefitKind.Orphan => new("孤儿基本生活费", "orphan allowance"),
        BenefitKind.OldAge => new("高龄津贴", "old-age allowance"),
        _ => new("分类施保增发", "category top-up"),
    };

    public static Bilingual Of(MonitoredKind kind) => kind switch
    {
        MonitoredKind.UnstablePovertyExit => new("脱贫不稳定户", "unstable exit from poverty"),
        MonitoredKind.MarginalProne => new("边缘易致贫户", "marginal, prone to poverty"),
        _ => new("突发严重困难户", "sudden severe hardship"),
    };

    public static Bilingual Of(HouseholdRole role) => role switch
    {
        HouseholdRole.Head => new("户主", "head"),
        HouseholdRole.Spouse => new("配偶", "spouse"),
        HouseholdRole.Son => new("子", "son"),
        HouseholdRole.Daughter => new("女", "daughter"),
        HouseholdRole.Grandchild => new("孙子女", "grandchild"),
        HouseholdRole.Parent => new("父母", "parent"),
        HouseholdRole.Grandparent => new("祖父母", "grandparent"),
        HouseholdRole.Sibling => new("兄弟姐妹", "sibling"),
        _ => new("其他", "other"),
    };
}
