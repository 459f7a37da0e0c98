using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Writes down what arrived and when it first did: a rebuild repeats the arrivals in that order.</summary>
internal sealed class DeliveryBook
{
    private readonly ShouwangDb db;
    private readonly HashSet<(string Sha256, string Folder, string Name)> known;
    private readonly List<Delivery> added = [];

    private DeliveryBook(ShouwangDb db, HashSet<(string, string, string)> known)
    {
        this.db = db;
        this.known = known;
    }

    public static async Task<DeliveryBook> ReadAsync(ShouwangDb db, CancellationToken cancel)
    {
        var all = await db.Deliveries().AsNoTracking().Select(d => new { d.Sha256, d.Folder, d.Name }).ToListAsync(cancel);
        return new DeliveryBook(db, [.. all.Select(d => (d.Sha256, d.Folder, d.Name))]);
    }

    public void Add(Delivery delivery)
    {
        if (known.Add((delivery.Sha256, delivery.Folder, delivery.Name)))
        {
            added.Add(delivery);
        }
    }

    public void Save()
    {
        if (added.Count > 0)
        {
            db.BulkUpsert(added);
            added.Clear();
        }
    }
}
