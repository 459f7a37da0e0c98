using System.Text;
using Microsoft.Extensions.Time.Testing;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;
using Shouwang.Registry;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>An inbox, an archive and a records store under one temporary folder, with the contracts of Huaibei.</summary>
internal sealed class GivenDeliveries : IDisposable
{
    public const string HukouHeader = "GMSFHM,XM,CSRQ,BDRQ,BDLB,HJDZ,PCSMC";

    private readonly TempFolder folder = new();
    private readonly ShouwangDb db;
    private readonly KeyRing keys;
    private readonly Pseudonyms pseudonyms;

    /// <param name="pack">Another pack than that of Huaibei.</param>
    public GivenDeliveries(ShouwangDb db, RegisterSnapshot? register = null, string? pack = null)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        this.db = db;
        Inbox = folder.File("inbox");
        Directory.CreateDirectory(Inbox);
        Catalog = Read(pack ?? Repository.File("packs", "cn-ah-huaibei"));
        Archive = new Archive(folder.File("archive"));
        keys = KeyRing.OpenOrCreate(folder.File("keys"));
        Sealing = new Sealing(keys);
        pseudonyms = new Pseudonyms(keys);
        Register = register ?? new RegisterSnapshot([], [], [], [], [], []);
        Clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Open();
    }

    public string Inbox { get; }

    /// <summary>Where everything of the test lies: inbox, archive, keys and store.</summary>
    public string Folder => folder.Path;

    public SourceCatalog Catalog { get; private set; }

    public Archive Archive { get; }

    public Sealing Sealing { get; }

    public RegisterSnapshot Register { get; }

    public FakeTimeProvider Clock { get; }

    public RecordStore Store { get; private set; } = null!;

    public IngestSession Session { get; private set; } = null!;

    public Quarantine Quarantine => new(db, Catalog, Archive, Clock);

    /// <summary>Closes the store and opens it anew, as another process would find it.</summary>
    public void Reopen()
    {
        Session.Dispose();
        Store.Dispose();
        Open();
    }

    /// <summary>The contracts have changed.</summary>
    public void Follow(string pack)
    {
        Catalog = Read(pack);
        Reopen();
    }

    /// <summary>Deletes the store and makes it anew from the archive and the operational database.</summary>
    public IReadOnlyList<Batch> Rebuild()
    {
        Session.Dispose();
        Store.Dispose();
        foreach (var file in Directory.GetFiles(folder.Path, "records.duckdb*"))
        {
            File.Delete(file);
        }

        Open();
        return new RebuildStore(db, Catalog, Archive, Clock).RunAsync(Session, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    public GivenFeed Feed(string source, string feed) => new(Catalog, source, feed);

    /// <summary>One file arrives and is taken in.</summary>
    public Batch Deliver(string path, byte[] bytes)
    {
        Put(path, bytes);
        return Ingest().Batches.Single();
    }

    public async Task<Batch> DecideAsync(Batch batch, bool accept)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var (decided, refusal) = await new DecideBatch(db, Catalog, Archive, Clock).RunAsync(new(batch.Number, accept, "已与来源单位核对", "test"), Session, CancellationToken.None);
        Clock.Advance(TimeSpan.FromMinutes(1));
        return decided ?? throw new InvalidOperationException(refusal!.Code);
    }

    public string Put(string path, string text, string encoding = "gb18030") => Put(path, Encoding.GetEncoding(encoding).GetBytes(text));

    public string Put(string path, byte[] bytes)
    {
        var file = Path.Combine(Inbox, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Some hundred good lines of the police's hukou feed, so that a bad line or two stay below the 2 % limit.</summary>
    public static IEnumerable<string> GoodLines(int count) => Enumerable.Range(1, count).Select(i => $"{Id(i)},张三{i},,202509{(i % 30) + 1:00},5,某村{i}号,");

    public static string Id(int sequence)
    {
        var body = $"34069919{(sequence % 90) + 10:00}0101{sequence % 1000:000}";
        return body + IdNumber.CheckCharacter(body);
    }

    public Batch Hukou(IEnumerable<string> lines, string period = "20250930", string newline = "\r\n")
    {
        Put($"ga/ga_hukou_{period}.csv", string.Concat(lines.Prepend(HukouHeader).Select(l => l + newline)));
        return Ingest().Batches.Single();
    }

    public IngestSummary Ingest() =>
        new IngestDeliveries(db, Catalog, Archive, Clock) { Settle = TimeSpan.Zero }.RunAsync(Inbox, Session, null, CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose()
    {
        Session.Dispose();
        Store.Dispose();
        Sealing.Dispose();
        pseudonyms.Dispose();
        folder.Dispose();
    }

    private static SourceCatalog Read(string folder)
    {
        var pack = Pack.Open(folder);
        var catalog = SourceCatalog.Read(pack);
        pack.RefuseFaults();
        return catalog;
    }

    private void Open()
    {
        Store = RecordStore.Open(folder.File("records.duckdb"), Catalog.Records, 2);
        Session = IngestSession.Open(Store, keys, Sealing, pseudonyms, Register, (delivered, registered) => delivered == registered, Clock);
    }
}
