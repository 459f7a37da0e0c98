using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The words of a warning's life for people.</summary>
public static class WarningTexts
{
    public static Bilingual Of(WarningState state) => state switch
    {
        WarningState.New => new("新增", "New"),
        WarningState.Assigned => new("已派单", "Assigned"),
        WarningState.Verifying => new("核查中", "Being verified"),
        WarningState.Verified => new("已核实", "Verified"),
        _ => new("已办结", "Closed"),
    };

    public static Bilingual Of(WarningOutcome outcome) => outcome switch
    {
        WarningOutcome.Help => new("需要帮扶", "Help"),
        WarningOutcome.Refer => new("转有关部门", "Refer"),
        WarningOutcome.Review => new("复核待遇", "Review"),
        WarningOutcome.NoIssue => new("无需处理", "No issue"),
        _ => new("数据有误", "Data error"),
    };

    public static Bilingual Of(EscalationLevel level) => level switch
    {
        EscalationLevel.Township => new("乡镇（街道）", "Township"),
        EscalationLevel.County => new("县（区）", "County"),
        _ => new("市", "City"),
    };

    public static Bilingual Of(SuppressionReason reason) => reason switch
    {
        SuppressionReason.OpenMerged => new("并入未办结的同类预警", "Merged into the open warning of the same rule"),
        SuppressionReason.SilentDays => new("办结不久，静默期内", "Closed a short while ago: still silent"),
        _ => new("正在申请相应救助", "An application is under way"),
    };

    public static Bilingual Of(HitScope scope) => scope switch
    {
        HitScope.Person => new("个人", "Person"),
        HitScope.Household => new("家庭", "Household"),
        _ => new("普通居民", "Resident"),
    };
}
