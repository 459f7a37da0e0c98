using System.Globalization;
using System.Text;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>Writes files as one feed of the pack wants them; any cell may be written otherwise.</summary>
internal sealed class GivenFeed(SourceCatalog catalog, string source, string feed)
{
    public SourceFeed Feed { get; } = catalog.Sources[source].Feeds.Single(f => f.Name == feed);

    public Encoding Encoding => Feed.Encoding == FileEncoding.Gb18030 ? Encoding.GetEncoding("gb18030") : new UTF8Encoding(false);

    public string Path(string period, string suffix = "") =>
        $"{source}/{Feed.FilePattern.Replace("{period}", period, StringComparison.Ordinal)}{suffix}.{Feed.Format.ToString().ToLowerInvariant()}";

    public string Header => string.Join(Feed.Delimiter, Feed.Columns.Select(c => c.Title));

    public IReadOnlyList<string> Cells(int person, params (string Column, string Text)[] others) => others.FirstOrDefault(o => Feed.Columns.All(c => c.Title != o.Column)) is { Column: { } unknown }
        ? throw new ArgumentException($"{Feed.Name} has no column {unknown}")
        : [.. Feed.Columns.Select(c => others.Any(o => o.Column == c.Title) ? others.First(o => o.Column == c.Title).Text : Usual(c, person))];

    /// <summary>A line about the n-th person, everything in order but for the cells given.</summary>
    public string Line(int person, params (string Column, string Text)[] others) => string.Join(Feed.Delimiter, Cells(person, others));

    public byte[] File(IEnumerable<string> lines, string? trailer = null) => Encode(Text(lines, trailer));

    public string Text(IEnumerable<string> lines, string? trailer = null) =>
        string.Concat(lines.Prepend(Header).Concat(trailer is null ? [] : [trailer]).Select(l => l + (Feed.Crlf ? "\r\n" : "\n")));

    public byte[] Encode(string text) => [.. Feed.Encoding == FileEncoding.Utf8Bom ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.GetBytes(text)];

    /// <summary>The trailer line of rows whose amounts sum to so many fen.</summary>
    public string Trailer(int rows, long fen) => string.Join(Feed.Delimiter, Feed.TrailerMark, rows.ToString(CultureInfo.InvariantCulture), Amount(fen));

    public string Amount(long fen) => Feed.Unit switch
    {
        MoneyUnit.Fen => fen.ToString(CultureInfo.InvariantCulture),
        MoneyUnit.Wan => (fen / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture),
        _ => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
    };

    private string Usual(SourceColumn column, int person) => column switch
    {
        { Identity: IdentityPart.Id } => GivenDeliveries.Id(person),
        { Identity: IdentityPart.Name } => $"张三{person}",
        { Identity: not null } or { Ignored: true } => "",
        { Field.Type: FieldType.Date or FieldType.Month } => new DateOnly(2025, 9, 1).ToString(Feed.DateFormat, CultureInfo.InvariantCulture),
        { Field.Type: FieldType.Money } => Amount(12_300),
        { Field.Type: FieldType.Hash } => $"N{person:00000}",
        { Field.Type: FieldType.Division } => "340602001",
        { Field.Type: FieldType.Bool } => column.Map.Count > 0 ? column.Map.Keys.First() : "1",
        { Field.Type: FieldType.Code } => column.Map.Count > 0 ? column.Map.Keys.First() : column.Field.Values.Keys.First(),
        _ => (column.Min ?? 1).ToString(CultureInfo.InvariantCulture),
    };
}
