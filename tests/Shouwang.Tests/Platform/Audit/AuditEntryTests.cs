using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

/// <summary>The log keeps no personal data: what looks like a number of a person is refused before it is written.</summary>
public sealed class AuditEntryTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("34069919881231002X")]
    [InlineData("340699198812310021")]
    [InlineData("340699881231002")]
    [InlineData("３４０６９９１９８８１２３１００２１")]
    [InlineData("340699 19881231 0021")]
    [InlineData("340699-19881231-002x")]
    [InlineData("abc340699198812310021")]
    [InlineData("张三340699198812310021号")]
    [InlineData("6217001234567890123")]
    [InlineData("13800000001")]
    [InlineData("+8613800000001")]
    public async Task A_number_of_a_person_is_refused_in_every_field(string number)
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();
        var entry = GivenAudit.Entry(1);
        AuditEntry[] wrong =
        [
            entry with { Subject = new("person", number) }, entry with { Detail = $$"""{"id":"{{number}}"}""" }, entry with { Detail = $$"""{"a":[{"b":"{{Escaped(number)}}"}]}""" },
            entry with { Detail = $$"""{"{{number}}":1}""" }, entry with { Purpose = number }, entry with { Case = number }, entry with { Session = number }, entry with { Unit = number },
            entry with { Role = number }, entry with { ActorName = number }, entry with { Actor = number }, entry with { PackHash = number },
        ];

        foreach (var one in wrong)
        {
            var refused = await Assert.ThrowsAsync<AuditEntryException>(() => log.AppendAsync(one, Cancel));
            Assert.DoesNotContain(number, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, await log.AppendAsync(entry, Cancel));
    }

    [Theory]
    [InlineData("0190aaaa-bbbb-7ccc-8ddd-123456789012")]
    [InlineData("01234567890123456789abcdefabcdef")]
    [InlineData("12345678-1234-7123-8123-123456789012")]
    [InlineData("W2026-000123")]
    [InlineData("340604003003")]
    [InlineData("11340600MB1234567X")]
    [InlineData("340699********0017")]
    [InlineData("2026-03-02T09:30:00.123456Z")]
    public async Task An_id_and_a_public_number_are_taken(string id)
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();

        Assert.Equal(1, await log.AppendAsync(GivenAudit.Entry(1) with { Subject = new("case", id), Detail = $$"""{"id":"{{id}}"}""" }, Cancel));
    }

    [Fact]
    public async Task What_cannot_be_written_as_it_is_is_refused()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();
        var entry = GivenAudit.Entry(1);
        AuditEntry[] wrong =
        [
            entry with { Action = "reveal" }, entry with { Action = "Person.Reveal" }, entry with { Action = "" }, entry with { Actor = "" }, entry with { Subject = new("Person 1", "1") },
            entry with { Purpose = "a\0b" }, entry with { Purpose = "a\nb" }, entry with { Purpose = "\uD800" }, entry with { Purpose = new string('x', 401) },
            entry with { Detail = "not json" }, entry with { Detail = "[1]" }, entry with { Detail = $$"""{"a":"{{new string('x', 4000)}}"}""" }, entry with { PackHash = "ABC" },
        ];

        foreach (var one in wrong)
        {
            await Assert.ThrowsAsync<AuditEntryException>(() => log.AppendAsync(one, Cancel));
        }

        Assert.Equal(0, (await audit.Trail.ListAsync(new(), 0, 1, Cancel)).Total);
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
}
