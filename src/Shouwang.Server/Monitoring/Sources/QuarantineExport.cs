using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;
using Shouwang.Server.Cli;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>The rows of a source that were set aside, as a file for the sender: file, line and reason; the content stays sealed.</summary>
internal static class QuarantineExport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/sources/{Code}/quarantine.csv", SendAsync).WithMetadata(new NeedsAttribute(Right.SourceSee));

    /// <summary>What the address asks for; what it writes wrongly does not narrow.</summary>
    public static QuarantineFilter Filter(string source, Address address) => new(
        source,
        int.TryParse(address["batch"], NumberStyles.None, CultureInfo.InvariantCulture, out var batch) ? batch : null,
        Words<RowFault>.TryParse(address["reason"], out _) ? address["reason"] : null);

    private static async Task<IResult> SendAsync(string code, Office office, Viewer viewer, Address address, Tongue tongue, RecordsDoor door, Acts acts, CancellationToken cancel)
    {
        var target = Target.OfSource(code);
        if (!office.Place.Sources.Sources.ContainsKey(code) || !viewer.Decide(Right.SourceSee, target).IsAllowed)
        {
            return Results.NotFound();
        }

        // In the log before a line of it is read.
        var (_, (rows, reason)) = await acts.DoAsync(
            Right.SourceSee, target, "source.export", new AuditSubject("source", code),
            _ => door.EnterAsync(store => Task.FromResult(Quarantine.List(store, Filter(code, address))), cancel), read => read.Reason is null ? null : "records_in_use");
        if (rows is null)
        {
            return Results.Text(reason is null ? "" : tongue[reason], statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var file = new MemoryStream();
        QuarantineSheet.Write(file, text => tongue[text], rows.Select(row => (row, "")));
        return Results.File(file.ToArray(), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"quarantine-{code}-{office.Today:yyyyMMdd}.csv"));
    }
}
