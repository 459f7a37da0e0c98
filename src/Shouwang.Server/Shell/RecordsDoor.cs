using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Shell;

/// <summary>The way to the records store: one process at a time has it open, a night longer than a page, and of the pages one at a time.</summary>
internal sealed class RecordsDoor(Office office)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Opens the store for the work and closes it after.</summary>
    /// <returns>What the work returned; or why the store could not be opened.</returns>
    public async Task<(T? Value, Bilingual? Reason)> EnterAsync<T>(Func<RecordStore, Task<T>> work, CancellationToken cancel = default)
    {
        if (!await one.WaitAsync(Patience, cancel))
        {
            return (default, new("记录库正被另一项试算或匹配使用，请稍后再试。", "Another trial or match is using the records store: try again in a while."));
        }

        try
        {
            using var store = office.Place.OpenStore();
            return (await work(store), null);
        }
        catch (RecordStoreInUseException)
        {
            return (default, new("记录库正被夜间任务使用，请稍后再看。", "A night is using the records store: look again in a while."));
        }
        finally
        {
            one.Release();
        }
    }
}
