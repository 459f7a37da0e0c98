using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>The inbox as a file: what the filter shows, all pages of it.</summary>
internal static class WarningExports
{
    private const int Most = 100_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/warnings/export.csv", (Viewer viewer, Office office, Address address, Tongue tongue, ShouwangDb db, Acts acts, CancellationToken cancel) => SendAsync("csv", viewer, office, address, tongue, db, acts, cancel))
            .WithMetadata(new NeedsAttribute(Right.WarningExport));
        app.MapGet("/warnings/export.xlsx", (Viewer viewer, Office office, Address address, Tongue tongue, ShouwangDb db, Acts acts, CancellationToken cancel) => SendAsync("xlsx", viewer, office, address, tongue, db, acts, cancel))
            .WithMetadata(new NeedsAttribute(Right.WarningExport));
    }

    private static async Task<IResult> SendAsync(string form, Viewer viewer, Office office, Address address, Tongue tongue, ShouwangDb db, Acts acts, CancellationToken cancel)
    {
        // In the log before a line of it is read.
        var (may, listing) = await acts.DoAsync(Right.WarningExport, Target.Page, $"warning.export.{form}", AuditSubject.None, _ => new ListWarnings(db).RunAsync(new(WarningQuery.Filter(viewer, office, address) with { Places = viewer.Narrowed(Right.WarningExport, address["place"]) ?? [] }, Take: Most), cancel));
        if (!may)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var sheet = new WarningSheet(tongue.English ? "en" : "zh", office.Book.Settings, office.Book.Names, office.Today);
        var file = new MemoryStream();
        if (form == "xlsx")
        {
            sheet.WriteXlsx(file, listing!.Rows);
        }
        else
        {
            sheet.WriteCsv(file, listing!.Rows);
        }

        var type = form == "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        return Results.File(file.ToArray(), type, string.Create(CultureInfo.InvariantCulture, $"warnings-{office.Today:yyyyMMdd}.{form}"));
    }
}
