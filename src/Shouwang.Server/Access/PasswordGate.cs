namespace Shouwang.Server.Access;

/// <summary>
/// Passwords are slow to check on purpose: half of the cores at most do so at a time, else a burst of guesses would stop the office.
/// Guesses at one account come one after the other, so that each is counted before the next.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private readonly SemaphoreSlim cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly SemaphoreSlim[] accounts = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> RunAsync<T>(string account, Func<Task<T>> check, CancellationToken cancel)
    {
        var own = accounts[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(account) % accounts.Length];
        await own.WaitAsync(cancel);
        try
        {
            await cores.WaitAsync(cancel);
            try
            {
                return await check();
            }
            finally
            {
                cores.Release();
            }
        }
        finally
        {
            own.Release();
        }
    }

    public void Dispose()
    {
        cores.Dispose();
        foreach (var account in accounts)
        {
            account.Dispose();
        }
    }
}
