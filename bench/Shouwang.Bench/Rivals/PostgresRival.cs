using Npgsql;
using Shouwang.Bench.Report;
using Shouwang.Monitoring.Screening;
using Shouwang.Tests.Given;

namespace Shouwang.Bench.Rivals;

/// <summary>PostgreSQL: COPY of clean rows on as many connections as there are cores, ANALYZE, and the generated SQL.</summary>
internal sealed class PostgresRival : IRival, IAsyncDisposable
{
    private readonly PostgresServer? server;
    private readonly NpgsqlDataSource source;

    private PostgresRival(PostgresServer? server, string connection)
    {
        this.server = server;
        // What its users set for a job of this kind on such a machine; compiling (jit) costs more here than it saves.
        source = NpgsqlDataSource.Create(connection + ";Command Timeout=0;Options=-c work_mem=256MB -c temp_buffers=256MB -c maintenance_work_mem=256MB -c jit=off");
    }

    public string Name => "PostgreSQL";

    public string Version { get; private set; } = "";

    /// <param name="own">The user's own server, or null to start a private one.</param>
    public static async Task<PostgresRival> StartAsync(string? own)
    {
        var server = own is null ? await PostgresServer.StartAsync() : null;
        var rival = new PostgresRival(server, own ?? server!.Connection("postgres"));
        await using var connection = await rival.source.OpenConnectionAsync();
        rival.Version = connection.PostgreSqlVersion.ToString();
        return rival;
    }

    public async Task LoadAsync(Exported rows)
    {
        foreach (var relation in rows.Relations)
        {
            await ExecuteAsync(Ddl(relation));
        }

        var files = rows.Relations.SelectMany(r => r.Files.Select(f => (r.Table, File: f))).OrderByDescending(f => new FileInfo(f.File).Length);
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (f, _) =>
            await ExecuteAsync($"COPY {f.Table} FROM '{f.File}' (FORMAT csv)"));
        await ExecuteAsync("ANALYZE");
    }

    public ScreeningResult Screen(ScreeningPlan plan)
    {
        using var connection = source.OpenConnection();
        // PostgreSQL knows nothing of a new table until it is analysed, and plans badly; its users do this.
        return Screener.Run(connection, plan with { Stages = [.. plan.Stages.Select(s => s with { Sql = $"{s.Sql};\nANALYZE {s.Table}" })] });
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    // Unlogged: what can be loaded again need not be logged.
    private static string Ddl(ExportedRelation relation)
    {
        var columns = string.Join(", ", relation.Columns.Select(c => $"\"{c.Name}\" {c.Type}"));
        var table = $"DROP TABLE IF EXISTS {relation.Table} CASCADE; CREATE UNLOGGED TABLE {relation.Table}({columns});";
        return relation.IsRecords ? $"{table} CREATE VIEW {relation.Name} AS SELECT * FROM {relation.Table};" : table;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
