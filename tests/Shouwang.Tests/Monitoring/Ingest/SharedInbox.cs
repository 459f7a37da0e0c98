using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>One inbox and store for the tests of a class; each delivers into a period of its own.</summary>
public sealed class SharedInbox : IDisposable
{
    private readonly ShouwangDb db;
    private DateOnly day = new(2001, 1, 1);

    public SharedInbox(Databases databases)
    {
        db = databases.FreshAsync(DatabaseKind.Sqlite).GetAwaiter().GetResult().Open();
        Given = new GivenDeliveries(db);
    }

    internal GivenDeliveries Given { get; }

    /// <summary>A period that no other test has used.</summary>
    internal string NextPeriod()
    {
        day = day.AddDays(1);
        return day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    }

    /// <summary>Delivers and takes the file away again, whatever became of it.</summary>
    internal Batch Deliver(string path, byte[] bytes, string? manifest = null)
    {
        var file = Given.Put(path, bytes);
        if (manifest is not null)
        {
            File.WriteAllText(file + ".manifest.json", manifest);
        }

        try
        {
            return Given.Ingest().Batches.Single();
        }
        finally
        {
            Directory.Delete(Given.Inbox, recursive: true);
            Directory.CreateDirectory(Given.Inbox);
        }
    }

    /// <summary>Nothing of the batch may be in the store.</summary>
    internal long RowsOf(Batch batch) =>
        Given.Catalog.Records.Find(batch.Record) is { } record ? Given.Store.Scalar($"SELECT count(*) FROM {record.Table} WHERE batch = {batch.Number}") : 0;

    public void Dispose()
    {
        Given.Dispose();
        db.Dispose();
    }
}
