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

/// <summary>An entry could not be written, or nobody knows. What was to be audited must not happen, and what was to be shown must not be sent.</summary>
public sealed class AuditUnavailableException(Bilingual why, Exception? cause = null) : Exception(null, cause)
{
    public Bilingual Reason { get; } = new($"审计日志写不进去，因此没有执行：{why.Zh}", $"The audit log cannot be written, so nothing was done: {why.En}");

    /// <summary>In the language of the current user interface.</summary>
    public override string Message => Reason.ToString();

    internal static AuditUnavailableException Because(Exception cause) =>
        cause as AuditUnavailableException ?? new AuditUnavailableException(new(cause.Message, cause.Message), cause);
}

/// <summary>A row is not as we write rows, so it cannot be shown; the verifier says what is wrong.</summary>
public sealed class AuditUnreadableException(long seq) : Exception
{
    public Bilingual Reason { get; } = new($"审计日志第 {seq} 行不是本系统写的，无法显示；请运行 audit verify。", $"Row {seq} of the audit log is not as this program writes rows and cannot be shown: run audit verify.");

    /// <summary>In the language of the current user interface.</summary>
    public override string Message => Reason.ToString();
}
