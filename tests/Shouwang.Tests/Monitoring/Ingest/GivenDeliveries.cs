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

    public GivenDeliveries(ShouwangDb db, RegisterSnapshot? register = null)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        this.db = db;
        Inbox = folder.File("inbox");
        Directory.CreateDirectory(Inbox);
        var pack = Pack.Open(Repository.File("packs", "cn-ah-huaibei"));
        Catalog = SourceCatalog.Read(pack);
        pack.RefuseFaults();
        Archive = new Archive(folder.File("archive"));
        keys = KeyRing.OpenOrCreate(folder.File("keys"));
        Sealing = new Sealing(keys);
        pseudonyms = new Pseudonyms(keys);
        Register = register ?? new RegisterSnapshot([], [], [], [], [], []);
        Clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Open();
    }

    public string Inbox { get; }

    public SourceCatalog Catalog { get; }

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

    private void Open()
    {
        Store = RecordStore.Open(folder.File("records.duckdb"), Catalog.Records, 2);
        Session = IngestSession.Open(Store, keys, Sealing, pseudonyms, Register, (delivered, registered) => delivered == registered, Clock);
    }
}
