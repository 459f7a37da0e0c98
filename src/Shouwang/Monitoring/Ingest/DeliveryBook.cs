using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Writes down what arrived and when it first did: a rebuild repeats the arrivals in that order.</summary>
internal sealed class DeliveryBook
{
    private readonly Lock writing = new();
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

    /// <summary>From any thread, as soon as the file is in the archive: the next <see cref="Save"/> writes all that came meanwhile at once.</summary>
    public void Add(Delivery delivery)
    {
        lock (added)
        {
            if (known.Add((delivery.Sha256, delivery.Folder, delivery.Name)))
            {
                added.Add(delivery);
            }
        }
    }

    /// <summary>On return everything that was added before the call is safe.</summary>
    public void Save()
    {
        lock (writing)
        {
            List<Delivery> now;
            lock (added)
            {
                now = [.. added];
                added.Clear();
            }

            if (now.Count > 0)
            {
                db.BulkUpsert(now);
            }
        }
    }
}
