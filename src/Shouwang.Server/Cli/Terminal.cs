using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Spectre.Console;

namespace Shouwang.Server.Cli;

/// <summary>
/// Where a command speaks: tables and progress bars on a terminal, plain lines into a pipe, one JSON document with
/// <c>--json</c>. Chinese unless asked otherwise. Progress goes to standard error, results to standard output.
/// </summary>
internal sealed class Terminal
{
    private static readonly JsonSerializerOptions JsonForm = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
            new JsonText<DivisionCode>(code => code.Text),
            new JsonText<Month>(month => month.ToString()),
        },
    };

    private readonly IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public Terminal(string language, bool json)
    {
        Language = language;
        Json = json;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }

    public string Language { get; }

    public bool Json { get; }

    public string Say(string zh, string en) => Language.StartsWith("zh", StringComparison.Ordinal) ? zh : en;

    public string Say(Bilingual text) => text.In(Language);

    /// <summary>A sentence for people; silent with <c>--json</c>.</summary>
    public void Line(string zh = "", string en = "")
    {
        if (!Json)
        {
            Console.Out.WriteLine(Say(zh, en));
        }
    }

    public void Error(string zh, string en) => Console.Error.WriteLine(Say(zh, en));

    /// <summary>The result for machines; silent without <c>--json</c>.</summary>
    public void Document(object value)
    {
        if (Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonForm));
        }
    }

    /// <summary>A table; right-aligned columns are marked by a leading <c>&gt;</c> in their title.</summary>
    public void Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Json)
        {
            return;
        }

        if (Console.IsOutputRedirected)
        {
            Console.Out.WriteLine(string.Join('\t', titles.Select(t => t.TrimStart('>'))));
            foreach (var row in rows)
            {
                Console.Out.WriteLine(string.Join('\t', row));
            }

            return;
        }

        var all = rows.ToList();
        if (!TableLayout.Fits(titles, all, AnsiConsole.Profile.Width))
        {
            foreach (var line in TableLayout.Blocks(titles, all))
            {
                AnsiConsole.WriteLine(line);
            }

            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in titles)
        {
            var column = new TableColumn(title.TrimStart('>').EscapeMarkup());
            table.AddColumn(title.StartsWith('>') ? column.RightAligned() : column);
        }

        foreach (var row in all)
        {
            table.AddRow([.. row.Select(c => c.EscapeMarkup())]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Runs a long step with a bar on a terminal, and a line at its start and at every tenth elsewhere.</summary>
    public async Task<T> ProgressAsync<T>(string zh, string en, Func<IProgress<(double Share, string Note)>, Task<T>> work)
    {
        var title = Say(zh, en);
        if (Json)
        {
            return await work(new Silent());
        }

        if (Console.IsErrorRedirected)
        {
            await Console.Error.WriteLineAsync($"{title} …");
            return await work(new Lines(title));
        }

        return await errors.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(title.EscapeMarkup());
                return await work(new Bar(task, title));
            });
    }

    private sealed class Silent : IProgress<(double, string)>
    {
        public void Report((double, string) value)
        {
        }
    }

    private sealed class Lines(string title) : IProgress<(double Share, string Note)>
    {
        private int tenth;

        public void Report((double Share, string Note) value)
        {
            var now = (int)(value.Share * 10);
            if (now > Interlocked.Exchange(ref tenth, Math.Max(now, tenth)))
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} {value.Share:P0} {value.Note}"));
            }
        }
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<(double Share, string Note)>
    {
        public void Report((double Share, string Note) value)
        {
            task.Value = value.Share * 100;
            task.Description = $"{title} {value.Note}".EscapeMarkup();
        }
    }
}
