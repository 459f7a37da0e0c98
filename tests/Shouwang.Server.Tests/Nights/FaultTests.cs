using System.Diagnostics;
using System.Text.Json;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Nights;

public sealed class FaultTests(Cities cities)
{
    private const int Kills = 52;

    [Fact]
    public async Task A_night_killed_at_fifty_random_moments_ends_in_the_state_of_one_that_never_was()
    {
        await cities.CityAsync();
        var inbox = cities.Fresh("inbox");
        // Text with manifests, a workbook and ZIPs are enough, and a night of them is short.
        foreach (var source in new[] { "ybj", "cl", "jyj", "ga" })
        {
            Cities.Copy(Path.Combine(cities.Deliveries, source), Path.Combine(inbox, source));
        }

        var untouched = await cities.FreshDataAsync();
        var watch = Stopwatch.StartNew();
        var clean = await new Shouwang(untouched).NightAsync(inbox);
        var whole = watch.Elapsed;
        var (rows, warnings) = (await RowsAsync(untouched), await WarningsAsync(untouched));
        var random = new Random(340699);
        var kills = 0;
        for (var round = 0; kills < Kills; round++)
        {
            Assert.True(round < Kills, "Most nights end before they are killed: the moments are chosen badly.");
            var data = await cities.FreshDataAsync();
            for (var i = 0; i < 4 && kills < Kills; i++)
            {
                using var night = new Shouwang(data);
                watch.Restart();
                var killed = await night.KilledNightAsync(inbox, whole * (0.3 + (0.65 * random.NextDouble())));
                kills += killed ? 1 : 0;
                // The first night may have had a busy machine: who ends before its moment shows how long a night is now.
                whole = killed || watch.Elapsed > whole ? whole : watch.Elapsed;
            }

            var end = await new Shouwang(data).NightAsync(inbox);
            Assert.Equal(clean.GetProperty("state_hash").GetString(), end.GetProperty("state_hash").GetString());
            Assert.Equal(rows, await RowsAsync(data));
            Assert.Equal(warnings, await WarningsAsync(data));
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(data, "archive"), "*.incoming"));
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_and_the_night_goes_on_when_there_is_room()
    {
        await cities.CityAsync();
        var clean = await new Shouwang(await cities.FreshDataAsync()).NightAsync(cities.Deliveries);
        var data = await cities.FreshDataAsync();
        var mount = cities.Fresh("small-disk");
        var program = Path.Combine(AppContext.BaseDirectory, "Shouwang.Server");
        // A small disk of our own, in a mount name space of our own; it grows between the two nights.
        var script = $"""
            set -e
            mount -t tmpfs -o size=14m none '{mount}'
            cp -r '{data}'/. '{mount}'
            cd '{Repository.Root}'
            code=0
            '{program}' night --in '{cities.Deliveries}' --data '{mount}' --as-of 2025-09-30 --settle 0 --lang en >/dev/null 2>'{mount}.err' || code=$?
            echo "first $code"
            mount -o remount,size=1g '{mount}'
            '{program}' night --in '{cities.Deliveries}' --data '{mount}' --as-of 2025-09-30 --settle 0 --json
            """;
        var start = new ProcessStartInfo("unshare", ["-Urm", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await errors);
        var (first, report) = (output[..output.IndexOf('\n')], JsonDocument.Parse(output[output.IndexOf('\n')..]).RootElement);
        Assert.Equal("first 1", first);
        Assert.Matches("(?i)disk|space|full", await File.ReadAllTextAsync(mount + ".err", TestContext.Current.CancellationToken));
        Assert.Equal(clean.GetProperty("state_hash").GetString(), report.GetProperty("state_hash").GetString());
    }

    private static async Task<long> RowsAsync(string data)
    {
        var (_, output, _) = await Shouwang.RunAsync("batches", "list", "--data", data, "--json");
        return JsonDocument.Parse(output).RootElement.EnumerateArray().Sum(b => b.GetProperty("rows").GetInt64());
    }

    // Rule, subject and amount of every warning, whatever its number.
    private static async Task<string> WarningsAsync(string data)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(data, "operational.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(line, char(10)) FROM (SELECT rule || ' ' || CASE scope WHEN 'person' THEN hex(person_id) ELSE subject END || ' ' || coalesce(amount, '') || ' ' || state AS line FROM monitoring_warning ORDER BY 1)";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
