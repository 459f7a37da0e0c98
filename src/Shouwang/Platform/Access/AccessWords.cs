using Shouwang.Platform.Text;

namespace Shouwang.Platform.Access;

/// <summary>The words of roles, purposes and rights for people.</summary>
public static class AccessWords
{
    public static Bilingual Of(Role role) => role switch
    {
        Role.CityOfficial => new("市级民政干部", "city official"),
        Role.CountyOfficial => new("县（区）民政干部", "county official"),
        Role.TownshipOfficial => new("乡镇（街道）干部", "township official"),
        Role.VillageOfficial => new("村（社区）干部", "village official"),
        Role.FieldWorker => new("一线工作人员", "field worker"),
        Role.JointReviewer => new("联审成员", "joint-review member"),
        Role.DepartmentOfficer => new("部门经办人", "department officer"),
        Role.BankGateway => new("银行接口", "bank gateway"),
        Role.Evaluator => new("第三方评估员", "third-party evaluator"),
        Role.SystemAdministrator => new("系统管理员", "system administrator"),
        Role.SecurityAdministrator => new("安全管理员", "security administrator"),
        Role.AuditAdministrator => new("审计管理员", "audit administrator"),
        _ => new("居民", "resident"),
    };

    public static Bilingual Of(Purpose purpose) => purpose switch
    {
        Purpose.Monitoring => new("动态监测", "monitoring"),
        Purpose.Assistance => new("救助帮扶", "assistance"),
        Purpose.Review => new("审核复核", "review"),
        Purpose.Supervision => new("监督检查", "supervision"),
        Purpose.Evaluation => new("评估", "evaluation"),
        _ => new("运行维护", "maintenance"),
    };

    public static Bilingual Of(Right right) => right switch
    {
        Right.OverviewSee => new("查看总览", "see the overview"),
        Right.WarningSee => new("查看预警", "see warnings"),
        Right.WarningAssign => new("派发预警", "assign warnings"),
        Right.WarningVerify => new("核实预警", "verify warnings"),
        Right.WarningClose => new("办结预警", "close warnings"),
        Right.WarningExport => new("导出预警", "export warnings"),
        Right.HouseholdSee => new("查看家庭", "see households"),
        Right.PersonReveal => new("查看完整个人信息", "reveal a person's particulars"),
        Right.ReviewSee => new("查看复核建议", "see reviews"),
        Right.ReviewDecide => new("决定复核建议", "decide reviews"),
        Right.SourceSee => new("查看数据来源", "see sources"),
        Right.SourceUpload => new("上传数据", "upload deliveries"),
        Right.SourceRepair => new("更正隔离数据", "repair quarantined rows"),
        Right.MatchDecide => new("判定是否同一人", "decide who is who"),
        Right.PackSee => new("查看政策包", "see packs"),
        Right.PackWhatIf => new("测算政策", "try rules"),
        Right.PackPropose => new("提出政策调整", "propose rules"),
        Right.PackApprove => new("批准政策调整", "approve rules"),
        Right.JobSee => new("查看任务", "see jobs"),
        Right.JobRun => new("运行任务", "run jobs"),
        Right.AuditSee => new("查看审计日志", "see the audit log"),
        Right.AuditVerify => new("验证审计日志", "verify the audit log"),
        Right.AccountSee => new("查看账号", "see accounts"),
        Right.AccountCreate => new("新建账号", "create accounts"),
        Right.AccountImport => new("导入账号", "import accounts"),
        Right.GrantGive => new("授权", "give roles"),
        Right.GrantRevoke => new("撤销授权", "revoke roles"),
        Right.SessionRevoke => new("结束他人登录", "end sessions"),
        Right.OwnSee => new("查看本人账号", "see the own account"),
        _ => new("更改本人账号", "change the own account"),
    };
}
