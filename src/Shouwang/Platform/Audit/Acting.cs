using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shouwang.Platform.Audit;

/// <summary>
/// Runs what must not happen unseen: every changing use case, and every reveal of a protected field. The attempt is in the
/// log before the work begins; where the log cannot be written, the work is not begun. A refusal and a failure follow in an
/// entry of their own, which names the attempt.
/// <code>
/// var refusal = await acting.RunAsync(act, "review.decide", new("household", code), c => decide.RunAsync(command, c), r => r?.Code, cancel);
/// var number  = await acting.RunAsync(act, "person.reveal", AuditSubject.Person(id), _ => Task.FromResult(person.IdNumber.Reveal()), cancel: cancel);
/// </code>
/// </summary>
public sealed class Acting(AuditLog log)
{
    // The log is read by people: Chinese stays Chinese.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="work">What is done; its result is handed back as it is.</param>
    /// <param name="refusal">A short word for the reason where the result is a refusal, else null. Omit it where the work cannot refuse.</param>
    /// <exception cref="AuditEntryException">Act or subject hold what must not stand in the log; nothing was done.</exception>
    /// <exception cref="AuditUnavailableException">Nothing was done; or it was refused, and that could not be written.</exception>
    public Task<TResult> RunAsync<TResult>(
        Act act, string action, AuditSubject subject, Func<CancellationToken, Task<TResult>> work, Func<TResult, string?>? refusal = null, CancellationToken cancel = default) =>
        RunBesideReadingAsync(
            act, action, subject,
            async (written, cancel) =>
            {
                await written;
                return await work(cancel);
            },
            refusal, cancel);

    /// <summary>As <see cref="RunAsync"/>, for long work that begins with reading: the entry is written meanwhile.</summary>
    /// <param name="work">Is given the task of the entry, and awaits it before it changes or shows anything: where the log cannot be written, that throws.</param>
    /// <exception cref="AuditEntryException">As for <see cref="RunAsync"/>.</exception>
    /// <exception cref="AuditUnavailableException">As for <see cref="RunAsync"/>.</exception>
    public async Task<TResult> RunBesideReadingAsync<TResult>(
        Act act, string action, AuditSubject subject, Func<Task, CancellationToken, Task<TResult>> work, Func<TResult, string?>? refusal = null, CancellationToken cancel = default)
    {
        var writing = log.AppendAsync(act.Entry(action, subject, AuditResult.Allowed, Json(("why", act.Why))), cancel);
        TResult result;
        try
        {
            result = await work(writing, cancel);
        }
        catch (Exception error)
        {
            // A failure names its attempt; without one nothing was done, and there is nothing to add.
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (writing.IsCompletedSuccessfully)
            {
                await TryAppendFailureAsync(act.Entry(action, subject, AuditResult.Failed, Json(("attempt", await writing), ("error", error.GetType().Name))));
            }

            throw;
        }

        var attempt = await writing;
        if (refusal?.Invoke(result) is { } reason)
        {
            await log.AppendAsync(act.Entry(action, subject, AuditResult.Denied, Json(("attempt", attempt), ("reason", reason))), CancellationToken.None);
        }

        return result;
    }

    /// <summary>Records that somebody was turned away before the work was even tried: no permission, no case, another territory.</summary>
    /// <returns>The number of the entry.</returns>
    /// <exception cref="AuditUnavailableException">It could not be written.</exception>
    public Task<long> DenyAsync(Act act, string action, AuditSubject subject, string reason, CancellationToken cancel = default) =>
        log.AppendAsync(act.Entry(action, subject, AuditResult.Denied, Json(("reason", reason), ("why", act.Why))), cancel);

    // The attempt is in the log already, and the caller must see the error of the work, not that of the log.
    private async Task TryAppendFailureAsync(AuditEntry entry)
    {
        try
        {
            await log.AppendAsync(entry, CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
        }
    }

    private static string Json(params (string Name, object Value)[] fields)
    {
        var told = fields.Where(field => field.Value is not "").ToDictionary(field => field.Name, field => field.Value);
        return told.Count == 0 ? "" : JsonSerializer.Serialize(told, Readable);
    }
}
