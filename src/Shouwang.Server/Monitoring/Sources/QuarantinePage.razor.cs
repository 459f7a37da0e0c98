using Microsoft.AspNetCore.Components;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Access;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Monitoring.Sources;

/// <summary>The rows of one source that were set aside, with the reason and without their content.</summary>
public sealed partial class QuarantinePage
{
    private SourceContract? source;
    private Bilingual? reason;
    private int total;
    private IReadOnlyList<QuarantinedRow> rows = [];
    private IReadOnlyDictionary<RowFault, int> counts = new Dictionary<RowFault, int>();

    [Parameter] public string Code { get; set; } = "";

    private QuarantineFilter Filter => QuarantineExport.Filter(Code, Address);

    private RowFault? Wanted => Filter.Code is { } word ? FaultTexts.RowFaultOf(word) : null;

    // The file holds what the page shows, all pages of it.
    private string Narrowed => Address.With(("page", null))[Address.Path.Length..];

    protected override async Task OnInitializedAsync()
    {
        if (!Office.Place.Sources.Sources.TryGetValue(Code, out var found) || !Viewer.Decide(Right.SourceSee, Target.OfSource(Code)).IsAllowed)
        {
            Navigation.NotFound();
            return;
        }

        (_, reason) = await Door.EnterAsync(store => Task.FromResult(Read(store)));
        source = found;
    }

    private bool Read(RecordStore store)
    {
        counts = Quarantine.CountByReason(store, Code);
        rows = Quarantine.List(store, Filter, 20, (Address.Page - 1) * 20);
        total = Filter.Batch is null ? counts.Where(one => Wanted is null || one.Key == Wanted).Sum(one => one.Value) : Quarantine.List(store, Filter).Count;
        return true;
    }
}
