using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary>
/// What a command changes, takes out or looks at, as the operator at the machine: written into the audit log, then done.
/// Nobody asks for rights here, so the log is all that stands between this account and the people in the register.
/// </summary>
internal sealed class CommandActs(string connection, TimeProvider clock)
{
    /// <param name="refusal">The reason where the work refused, else null.</param>
    /// <exception cref="AuditUnavailableException">The log could not be written, so nothing was done.</exception>
    public Task<TResult> RunAsync<TResult>(string action, AuditSubject subject, Func<CancellationToken, Task<TResult>> work, Func<TResult, string?>? refusal, CancellationToken cancel) =>
        WithLogAsync((acting, act) => acting.RunAsync(act, action, Told(subject), work, refusal, cancel));

    /// <summary>For work that begins with reading: see <see cref="Acting.RunBesideReadingAsync"/>.</summary>
    /// <exception cref="AuditUnavailableException">The log could not be written, so nothing was done.</exception>
    public Task<TResult> RunBesideReadingAsync<TResult>(string action, AuditSubject subject, string packHash, Func<Task, Task<TResult>> work, CancellationToken cancel) =>
        WithLogAsync((acting, act) => acting.RunBesideReadingAsync(act with { PackHash = packHash }, action, Told(subject), (written, _) => work(written), cancel: cancel));

    /// <summary>Somebody looks: it is in the log before anything is shown.</summary>
    /// <exception cref="AuditUnavailableException">The log could not be written: nothing may be shown.</exception>
    public Task LookAsync(CancellationToken cancel, params IEnumerable<(string Action, AuditSubject Subject)> looks) => WithLogAsync(async (acting, act) =>
    {
        foreach (var (action, subject) in looks)
        {
            await acting.RunAsync(act, action, Told(subject), _ => Task.FromResult(true), cancel: cancel);
        }

        return true;
    });

    private static AuditSubject Told(AuditSubject subject) => subject with { Id = AuditEntry.Writable(subject.Id) };

    private async Task<TResult> WithLogAsync<TResult>(Func<Acting, Act, Task<TResult>> run)
    {
        await using var log = AuditLog.Open(connection, clock);
        return await run(new Acting(log), Act.By(Who.Operator(AuditEntry.Writable(Globals.Who))));
    }
}
