using Microsoft.AspNetCore.Http;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Shell;

/// <summary>What a page or endpoint does on somebody's behalf: asked of the rights, written into the audit log, then done.</summary>
internal sealed class Acts(Viewer viewer, Acting acting, IHttpContextAccessor accessor)
{
    private CancellationToken Cancel => accessor.HttpContext?.RequestAborted ?? default;

    /// <summary>Something is changed or taken out. Without the right nothing happens and the attempt is in the log.</summary>
    /// <param name="refusal">The reason where the work refused, else null.</param>
    /// <param name="purpose">Where the right asks for one.</param>
    /// <returns>Whether the right was there, and what the work returned.</returns>
    /// <exception cref="AuditUnavailableException">The log could not be written, so nothing was done.</exception>
    public async Task<(bool May, TResult? Result)> DoAsync<TResult>(Right right, Target target, string action, AuditSubject subject, Func<CancellationToken, Task<TResult>> work, Func<TResult, string?>? refusal = null, Purpose? purpose = null)
    {
        var decision = viewer.Decide(right, target, purpose);
        // Codes of households are what an office makes them, and some are as long as numbers of people.
        subject = subject with { Id = AuditEntry.Writable(subject.Id) };
        var act = Act.By(viewer.Who, decision);
        if (!decision.IsAllowed)
        {
            await acting.DenyAsync(act, action, subject, decision.Outcome.ToString().ToLowerInvariant(), Cancel);
            return (false, default);
        }

        return (true, await acting.RunAsync(act, action, subject, work, refusal, Cancel));
    }

    /// <summary>Somebody looks at a household, person or warning: it is in the log before the page is sent.</summary>
    /// <exception cref="AuditUnavailableException">The log could not be written: the page must not be sent.</exception>
    public Task LookAsync(Right right, Target target, string action, AuditSubject subject) =>
        DoAsync(right, target, action, subject, _ => Task.FromResult(true));
}
