using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Registry.Import;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;
using Shouwang.Standards.Reviews;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Standards.Reviews;

/// <summary>
/// A county under the law of Huaibei (a line of 9,048 yuan) whose register and facts are files, written anew for each import.
/// A pension of 9,047.99 yuan a year makes a dibao household of one with one yuan a month.
/// </summary>
internal sealed class GivenCounty : IDisposable
{
    private static readonly Lazy<(Law Law, ExitTerms? Exits)> Huaibei = new(() =>
    {
        var pack = Pack.Open(Repository.File("packs", "cn-ah-huaibei"));
        var law = Law.Read(pack)!;
        var exits = ExitTerms.Read(pack, law);
        pack.RefuseFaults();
        return (law, exits);
    });

    private readonly TempFolder folder = new();
    private readonly TestDatabase database;

    public GivenCounty(TestDatabase database) => this.database = database;

    public static Law Law => Huaibei.Value.Law;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 9, 30, 20, 0, 0, TimeSpan.Zero));

    public TestDatabase Database => database;

    public List<string> Households { get; } = ["household,division,address,phone,grid,urban,former_poor,annual_income,annual_rigid,employed_expected"];

    public List<string> Members { get; } = ["id_number,name,household,role,sex,labour,stage,from,to"];

    public List<string> Categories { get; } = ["id_number,category,from,to"];

    public List<string> Benefits { get; } = ["id_number,kind,amount,from,to,account,holder_id"];

    public List<string> Incomes { get; } = ["id_number,on,from,kind,source,amount"];

    public static string Id(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"34069919600101{number:000}");
        return body + IdNumber.CheckCharacter(body);
    }

    /// <summary>A person alone, whose household is known as H and the number.</summary>
    public GivenCounty Alone(int number, string? category = null, string? paid = null)
    {
        Households.Add($"H{number},340604003003,百善社区{number}号,,,0,0,,,");
        Members.Add($"{Id(number)},人{number},H{number},0,{(number % 2 == 1 ? 1 : 2)},lost,none,2020-01-01,");
        if (category is not null)
        {
            Categories.Add($"{Id(number)},{category},2022-01-01,");
        }

        if (paid is not null)
        {
            Benefits.Add($"{Id(number)},dibao,{paid},2022-02,,6217{number},");
        }

        return this;
    }

    public GivenCounty WithPension(int number, string amount, string on = "2025-08-31")
    {
        Incomes.RemoveAll(line => line.StartsWith(Id(number), StringComparison.Ordinal));
        Incomes.Add($"{Id(number)},{on},rsj,pension,checked,{amount}");
        return this;
    }

    public string Fact(string name, params string[] lines)
    {
        Directory.CreateDirectory(folder.File("facts"));
        return folder.Write($"facts/{name}.csv", string.Join('\n', lines) + "\n");
    }

    public async Task<FactSummary> ImportAsync()
    {
        foreach (var (name, lines) in new[] { ("households", Households), ("members", Members), ("categories", Categories), ("benefits", Benefits) })
        {
            folder.Write($"{name}.csv", string.Join('\n', lines) + "\n");
        }

        folder.Write("workers.csv", "worker,name,township\n");
        folder.Write("grids.csv", "grid,division,worker\n");
        folder.Write("tags.csv", "household,tag,kind,causes,from,to\n");
        if (Incomes.Count > 1)
        {
            Fact("income", [.. Incomes]);
        }

        await using var db = database.Open();
        var register = await new RegisterImport(db).RunAsync(folder.Path, Xunit.TestContext.Current.CancellationToken);
        Xunit.Assert.Empty(register.Faults);
        return await new FactImport(db, Law.Facts, Clock).RunAsync(folder.Path, true, Xunit.TestContext.Current.CancellationToken);
    }

    public async Task<ReassessSummary> NightAsync(string day)
    {
        await using var db = database.Open();
        return await new ReassessRegister(db, Law, Huaibei.Value.Exits, Clock).RunAsync(DateOnly.Parse(day, CultureInfo.InvariantCulture), Xunit.TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<ReviewRow>> ReviewsAsync(string household = "H1")
    {
        await using var db = database.Open();
        return (await new ListReviews(db).RunAsync(new ReviewFilter(Household: household), 0, null, Xunit.TestContext.Current.CancellationToken)).Rows;
    }

    public async Task<ReviewRefusal?> DecideAsync(ReviewState decision, string note, string household = "H1")
    {
        await using var db = database.Open();
        return await new DecideReview(db, Clock).RunAsync(new(household, decision, note, "审核员"), Xunit.TestContext.Current.CancellationToken);
    }

    public void Dispose() => folder.Dispose();
}
