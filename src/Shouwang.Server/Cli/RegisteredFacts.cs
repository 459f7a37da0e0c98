using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Cli;

/// <summary>Register and facts as a command asks for them: those of the database, or of a folder.</summary>
/// <param name="Households">Code of each household of the population.</param>
/// <param name="Persons">Number of each person of the population.</param>
internal sealed record RegisteredFacts(Population Population, IReadOnlyList<string> Households, IReadOnlyList<IdNumber> Persons)
{
    public static Option<DirectoryInfo?> FolderOption() => new("--register")
    {
        Description = "名册文件夹（含 facts/），默认取库中名册 / folder of the register, with facts/; default: the database",
    };

    /// <exception cref="FileFaultException">The folder's files have faults.</exception>
    /// <exception cref="RefusedException">The database holds no facts.</exception>
    public static async Task<RegisteredFacts> ReadAsync(Terminal terminal, ParseResult parsed, Option<DirectoryInfo?> folder, Law law, DateOnly asOf, CancellationToken cancel)
    {
        if (parsed.GetValue(folder) is { } named)
        {
            var facts = await Task.Run(() => FolderFacts.Read(law, named.FullName, asOf), cancel);
            return new RegisteredFacts(facts.Population, facts.Households, facts.Persons);
        }

        using var place = Globals.Workplace(parsed);
        await using var db = await place.OpenDbAsync(cancel);
        if (!await db.Facts().AnyAsync(cancel))
        {
            throw new RefusedException(new(
                "库中没有家庭情况的事实：先用 register import 导入含 facts/ 的名册，或用 --register 指定文件夹。",
                "The database holds no facts of families: import a register with facts/ (register import), or name a folder with --register."));
        }

        var stored = await new LoadFacts(db, law).RunAsync(asOf, null, cancel);
        SayUnread(terminal, stored);
        var numbers = await db.Persons().AsNoTracking().Select(p => new { p.Id, p.IdNumber }).ToDictionaryAsync(p => p.Id, p => p.IdNumber, cancel);
        return new RegisteredFacts(stored.Population, [.. stored.Households.Select(h => h.Code)], [.. stored.Persons.Select(p => numbers[p])]);
    }

    /// <exception cref="RefusedException">There is no such household, nobody lives in it, or nothing is known of it.</exception>
    public static async Task<HouseholdFacts> OfHouseholdAsync(Terminal terminal, ParseResult parsed, Law law, string code, DateOnly asOf, CancellationToken cancel)
    {
        if (code.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || code.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || code.Contains(Path.DirectorySeparatorChar))
        {
            throw new RefusedException(new($"没有文件 {Path.GetFullPath(code)}。", $"No file {Path.GetFullPath(code)}."));
        }

        using var place = Globals.Workplace(parsed);
        await using var db = await place.OpenDbAsync(cancel);
        var household = await HouseholdAsync(db, code, cancel);
        await place.Acts.LookAsync(cancel, ("household.see", new("household", code)));
        var facts = await new LoadFacts(db, law).RunAsync(asOf, household, cancel);
        SayUnread(terminal, facts);
        if (facts.Persons.Count == 0)
        {
            throw new RefusedException(new($"{asOf:yyyy-MM-dd} “{code}”没有成员。", $"Nobody lives in '{code}' on {asOf:yyyy-MM-dd}."));
        }

        // Nothing is not zero.
        return facts.HasFacts[0] ? facts.Family(0) : throw new RefusedException(new($"“{code}”没有任何事实，无法核算。", $"Nothing is known of '{code}': it cannot be assessed."));
    }

    /// <exception cref="RefusedException">There is no such household.</exception>
    public static async Task<Guid> HouseholdAsync(ShouwangDb db, string code, CancellationToken cancel) =>
        (await db.Households().AsNoTracking().SingleOrDefaultAsync(h => h.Code == code, cancel))?.Id
        ?? throw new RefusedException(new($"名册中没有编号为“{code}”的家庭，也没有这个文件。", $"The register has no household '{code}', and there is no such file."));

    private static void SayUnread(Terminal terminal, RegisterFacts facts)
    {
        foreach (var unread in facts.Unread)
        {
            terminal.Error($"没有读入：{unread.Zh}", $"Not read: {unread.En}");
        }
    }
}
