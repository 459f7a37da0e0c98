using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Shouwang.Tests.Given;

/// <summary>
/// A private PostgreSQL in a temporary folder, on a free port of the loopback. Its keeper is a shell that waits for the
/// end of its standard input: when the tests end, or die in whatever way, it stops the server and deletes the folder.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Keeper = """
        trap '' INT TERM HUP
        bin=$1 folder=$2 port=$3; shift 3
        "$@" "$bin/postgres" -D "$folder/data" -p "$port" \
          -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
          -c max_connections=500 -c shared_buffers=64MB -c logging_collector=off >"$folder/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT "$server" 2>/dev/null
        wait "$server" 2>/dev/null
        rm -rf "$folder"
        """;

    private readonly Process keeper;
    private readonly string folder;

    private PostgresServer(Process keeper, string folder, int port)
    {
        this.keeper = keeper;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string Connection(string database) => $"Host=127.0.0.1;Port={Port};Username=shouwang;Database={database};Include Error Detail=true;Connection Idle Lifetime=3;Connection Pruning Interval=1";

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        var bin = FindBinaries(UsualFolders());
        var folder = Directory.CreateTempSubdirectory("shouwang-postgres-").FullName;
        string[] asUser = Environment.UserName == "root" ? HandOver(folder) : [];
        await RunAsync([.. asUser, Path.Combine(bin, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "shouwang", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        var port = FreePort();
        var keeper = Start(["sh", "-c", Keeper, "keeper", bin, folder, $"{port}", .. asUser], redirectInput: true);
        var server = new PostgresServer(keeper, folder, port);
        await server.WaitUntilReadyAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    // PostgreSQL refuses to run as root, so root hands the folder to another user and steps down.
    private static string[] HandOver(string folder)
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToDictionary(fields => fields[0], fields => (Id: fields[2], Group: fields[3]));
        var user = users.TryGetValue("postgres", out var postgres) ? postgres : users["nobody"];
        RunAsync(["chown", user.Id, folder]).GetAwaiter().GetResult();
        return ["setpriv", $"--reuid={user.Id}", $"--regid={user.Group}", "--clear-groups", "--reset-env", "--"];
    }

    /// <exception cref="InvalidOperationException">None of the folders has the programs; the message says what to install.</exception>
    internal static string FindBinaries(IEnumerable<string> folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException("测试需要 PostgreSQL。The tests need PostgreSQL (initdb, postgres): apt-get install -y postgresql, or put its bin folder on the PATH.");

    // Debian keeps the server's programs off the PATH, one folder a version; the newest first.
    private static IEnumerable<string> UsualFolders()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions.OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0)
            .Select(path => Path.Combine(path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string[] command)
    {
        using var process = Start(command, redirectInput: false);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} … {command[^1]} failed: {await output}{errors}");
        }
    }

    private static Process Start(string[] command, bool redirectInput)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = !redirectInput,
            RedirectStandardError = !redirectInput,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
            catch (NpgsqlException error)
            {
                var log = File.Exists(Path.Combine(folder, "log")) ? await File.ReadAllTextAsync(Path.Combine(folder, "log")) : "";
                await DisposeAsync();
                throw new InvalidOperationException($"PostgreSQL did not start within 30 seconds: {log}", error);
            }
        }
    }
}
