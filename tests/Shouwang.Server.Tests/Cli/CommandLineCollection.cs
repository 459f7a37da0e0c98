using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>Commands write to the one console of the process, so they are tested one after the other, alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CommandLineCollection : ICollectionFixture<NightBefore>
{
    public const string Name = "command line";
}

/// <summary>The office as the first night left it, kept to be copied: each test gets its own.</summary>
public sealed class NightBefore : IAsyncLifetime
{
    private GivenOffice office = null!;

    public async ValueTask InitializeAsync()
    {
        office = new GivenOffice();
        var imported = await office.SayAsync("register", "import", office.File("register"));
        var night = await office.NightAsync();
        Assert.Equal((0, 0), (imported.Code, night.Code));
        Assert.True(night.Json.GetProperty("conserved").GetBoolean());
    }

    public ValueTask DisposeAsync()
    {
        office.Dispose();
        return ValueTask.CompletedTask;
    }

    internal GivenOffice Office()
    {
        // A pooled connection may still hold part of the database in its write-ahead log.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var copy = new GivenOffice();
        foreach (var file in Directory.EnumerateFiles(office.File("data"), "*", SearchOption.AllDirectories))
        {
            var to = copy.File(Path.GetRelativePath(office.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }
}
