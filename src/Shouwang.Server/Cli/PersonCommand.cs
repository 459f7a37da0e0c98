using System.CommandLine;
using Shouwang.Monitoring.Nights;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary><c>person</c>: all that is known of one person or household.</summary>
internal static class PersonCommand
{
    public static Command Make()
    {
        var who = new Argument<string?>("who") { Description = "人员 uuid、户编号/序号（H1/2）或户编号；不接受身份证号 / the person's uuid, HOUSEHOLD/INDEX (H1/2) or a household's code; never an identity number", Arity = ArgumentArity.ZeroOrOne };
        var fromInput = new Option<bool>("--id-from-stdin") { Description = "从标准输入读一个身份证号（不留在命令历史中）/ read one identity number from standard input, which no shell history keeps" };
        var reveal = new Option<bool>("--reveal") { Description = "显示完整身份证号（个人信息）/ show whole identity numbers (personal data)" };
        var asOf = Globals.AsOf();
        var person = new Command("person", "一人或一户：登记、来文记录、预警 / one person or household: register, delivered rows, warnings") { who, fromInput, reveal, asOf };
        person.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (parsed.GetValue(who) is null != parsed.GetValue(fromInput))
            {
                terminal.Error("请给出一人或一户，或用 --id-from-stdin 从标准输入读身份证号。", "Name a person or household, or read an identity number with --id-from-stdin.");
                return 2;
            }

            // Refused even where it would work: the next person at this machine reads the shell's history.
            if (IdNumber.TryParse(parsed.GetValue(who), out _))
            {
                terminal.Error("身份证号不能写在命令行上，它会留在命令历史中：请用 --id-from-stdin。", "An identity number must not stand on the command line, where the shell keeps it: use --id-from-stdin.");
                return 2;
            }

            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            using var store = place.OpenStore();
            var found = new OnePerson(db, store, place.Pseudonyms);
            var page = new PersonPage(terminal, book, place.Sources, Globals.Day(parsed, asOf, place.Clock), parsed.GetValue(reveal));
            var looks = new PersonLooks(place, parsed.GetValue(reveal));
            return parsed.GetValue(fromInput) ? await ShowIdAsync(terminal, found, page, looks, cancel) : await ShowAsync(terminal, found, page, looks, db, parsed.GetValue(who)!.Trim(), cancel);
        });
        return person;
    }

    private static async Task<int> ShowIdAsync(Terminal terminal, OnePerson found, PersonPage page, PersonLooks looks, CancellationToken cancel)
    {
        var line = await Console.In.ReadLineAsync(cancel);
        if (!IdNumber.TryParse(line, out var id, out var fault))
        {
            terminal.Error($"标准输入中没有正确的身份证号（{Platform.Data.Words<IdNumberFault>.Of(fault)}）。", $"Standard input has no valid identity number ({Platform.Data.Words<IdNumberFault>.Of(fault)}).");
            return 2;
        }

        var view = await found.OfIdAsync(id, cancel);
        if (view is { Person: null, Rows.Count: 0, Warnings.Count: 0 })
        {
            terminal.Error("名册、记录和预警中都没有这个人。", "Neither register nor records nor warnings know this person.");
            return 2;
        }

        await looks.AtAsync(view, id, cancel);
        page.Show(view);
        return 0;
    }

    private static async Task<int> ShowAsync(Terminal terminal, OnePerson found, PersonPage page, PersonLooks looks, Platform.Data.ShouwangDb db, string who, CancellationToken cancel)
    {
        if (await PersonReference.FindAsync(db, who, cancel) is { } id && await found.OfPersonAsync(id, cancel) is { } person)
        {
            await looks.AtAsync(person, null, cancel);
            page.Show(person);
            return 0;
        }

        if (await found.OfHouseholdAsync(who, cancel) is { } household)
        {
            await looks.AtAsync(household, cancel);
            page.Show(household);
            return 0;
        }

        terminal.Error("名册中没有这个人或这一户。", "The register has no such person or household.");
        return 2;
    }
}
