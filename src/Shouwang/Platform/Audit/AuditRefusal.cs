using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>An entry that must not be written; the reason names the field and never repeats what stands in it.</summary>
public sealed class AuditEntryException(string name, Bilingual reason) : Exception
{
    public string Field => name;

    public Bilingual Reason => reason;

    /// <summary>In the language of the current user interface.</summary>
    public override string Message => $"{name}: {reason}";
}

/// <summary>The audit log cannot be written or read. What was to be audited must not happen, and what was to be shown must not be sent.</summary>
public sealed class AuditUnavailableException(Exception? cause = null) : Exception(null, cause)
{
    public Bilingual Reason { get; } = new(
        $"审计日志写不进去，因此没有执行：{cause?.Message ?? "日志已关闭"}",
        $"The audit log cannot be written, so nothing was done: {cause?.Message ?? "it is closed"}");

    /// <summary>In the language of the current user interface.</summary>
    public override string Message => Reason.ToString();
}
