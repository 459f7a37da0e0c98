using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Shouwang.Monitoring.Sources;
using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>Writes one delivered file with its manifest and its truth.</summary>
internal sealed class FileMaker(Population people, ulong seed, DateOnly asOf, string outFolder, ResidentWatch watch, Action<int> written)
{
    /// <summary>The time that stands in archives.</summary>
    public static readonly DateTimeOffset Stamp = new(2025, 10, 8, 9, 0, 0, TimeSpan.Zero);

    static FileMaker() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>First of a month between 12 and 24 months back: days after it are outside of the yearly windows.</summary>
    public static long Old(DateOnly asOf) => new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(-18).DayNumber;

    /// <param name="changed">For a correction: which rows differ from the first delivery, and how.</param>
    public FileTruth Make(PeriodPlan period, int fileNumber, string revision = "", Action<long, long[]>? changed = null)
    {
        var feed = period.Feed.Feed;
        var stem = period.Stem + revision;
        var name = stem + (feed.Format switch { FileFormat.Xlsx => ".xlsx", FileFormat.Zip => ".zip", _ => ".csv" });
        var folder = Directory.CreateDirectory(Path.Combine(outFolder, "deliveries", period.Feed.Source.Code)).FullName;
        var path = Path.Combine(folder, name);
        var truth = new FileTruth { Source = period.Feed.Source.Code, Feed = feed.Name, File = name, Period = period.Text };
        var encoding = feed.Encoding == FileEncoding.Gb18030 && feed.Format != FileFormat.Xlsx ? Encoding.GetEncoding("GB18030") : new UTF8Encoding(false);
        var writer = new RowWriter(feed, period.Feed.Fields, people, encoding);
        var faults = Fault.Of(feed, period.Feed.Fields, writer.Cells);
        var rows = new FileRows(period, people, seed, fileNumber, Old(asOf), faults, feed.Record.Name == "settlement" ? watch : null);
        using var subjects = new SubjectFile(Path.Combine(outFolder, "truth", "subjects", stem + ".csv"));
        var hash = feed.Format == FileFormat.Xlsx ? Workbook() : Delimited();
        if (feed.Manifest)
        {
            WriteManifest(path, truth, hash);
        }

        return truth;

        string Workbook()
        {
            var sink = new XlsxSink(feed, period.Feed.Fields, writer);
            rows.Write(Tracked(period, truth, subjects, changed, (row, line) => sink.Row(row, line)));
            sink.Save(path);
            return feed.Manifest ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : "";
        }

        string Delimited()
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            using var zip = feed.Format == FileFormat.Zip ? new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true) : null;
            using var entry = zip is null ? null : EntryOf(zip, stem + ".csv").Open();
            using var sink = new CsvSink(feed, entry ?? file, writer);
            rows.Write(Tracked(period, truth, subjects, changed, (row, line) => sink.Row(row, line)));
            if (feed.TrailerMark is not null)
            {
                sink.Trailer(truth.Rows, truth.AmountFen ?? 0);
            }

            return sink.Finish();
        }
    }

    private static ZipArchiveEntry EntryOf(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Stamp;
        return entry;
    }

    private Action<OutRow> Tracked(PeriodPlan period, FileTruth truth, SubjectFile subjects, Action<long, long[]>? changed, Func<OutRow, long, string?> write)
    {
        var amount = period.Feed.Feed.Record.Amount is { } field ? period.Feed.Fields[field.Name] : -1;
        truth.AmountFen = amount >= 0 ? 0 : null;
        return row =>
        {
            var line = truth.Rows + 2L;
            changed?.Invoke(line, row.Values);
            var fault = write(row, line);
            truth.Rows++;
            if (amount >= 0 && row.Values[amount] != CityRow.Unknown)
            {
                truth.AmountFen += row.Values[amount];
            }

            subjects.Add(fault == "no_identity" ? -1 : row.Who.Ordinal);
            if (fault is not null)
            {
                truth.Spoilt.Add((line, fault));
            }
            else if (row.Unlinked)
            {
                truth.Unlinked.Add(Unlinked(period.Feed.Feed, row, line));
            }

            if (truth.Rows % 50_000 == 0)
            {
                written(50_000);
            }
        };
    }

    private UnlinkedTruth Unlinked(SourceFeed feed, in OutRow row, long line)
    {
        var (id, says) = (people.Id(row.Who.Ordinal), RowIdentity.Of(feed, people, row.Who));
        if (row.Who.Identity is { } identity)
        {
            return new(line, id, identity.Expected, identity.How, says);
        }

        return row.Who.Style == IdStyle.Fifteen
            ? new(line, id, "matched", "id_15", says)
            : new(line, id, "none", row.Who.Style == IdStyle.Empty ? "resident_no_id" : "resident_mistyped_id", says);
    }

    private static void WriteManifest(string path, FileTruth truth, string hash)
    {
        var text = JsonSerializer.Serialize(new { rows = truth.Rows, amount_fen = truth.AmountFen ?? 0, sha256 = hash });
        File.WriteAllText(path + ".manifest.json", text + "\n");
    }
}
