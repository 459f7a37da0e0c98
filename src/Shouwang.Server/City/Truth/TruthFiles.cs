using Money = Shouwang.Registry.Money;
using Shouwang.Server.City.Files;
using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Scenarios;

namespace Shouwang.Server.City.Truth;

/// <summary>Writes <c>truth/*.csv</c> in the forms of docs/night.md section 7.</summary>
internal sealed class TruthFiles(Population people, string folder)
{
    public void Warnings(IReadOnlyList<Expected> expected, IReadOnlyList<Intent> intents)
    {
        var hits = intents.Where(i => i.Hit).ToLookup(i => (i.Rule, (object?)i.Person ?? i.Household));
        var why = intents.Where(i => i.Hit).ToLookup(i => i.Household);
        using var file = Open("warnings.csv", "rule", "scope", "id_number", "household", "severity", "amount", "why");
        foreach (var warning in expected)
        {
            var reason = hits[(warning.Rule, (object?)warning.Person ?? warning.Household)].FirstOrDefault()?.Why
                ?? why[warning.Household].Select(i => $"follows from {i.Rule}: {i.Why}").FirstOrDefault() ?? "follows from a near miss of another rule";
            var amount = warning.Amount is { } value ? warning.Counts ? $"{value}" : new Money(value).ToPlainString() : "";
            file.Row(warning.Rule, warning.Scope, IdOf(warning.Person), warning.Household?.Code, warning.Severity, amount, reason);
        }
    }

    public void NearMisses(IReadOnlyList<Intent> intents)
    {
        using var file = Open("near_misses.csv", "rule", "scope", "id_number", "household", "why");
        foreach (var near in intents.Where(i => !i.Hit))
        {
            var scope = near.Household is null ? "resident" : near.Person is null ? "household" : "person";
            file.Row(near.Rule, scope, IdOf(near.Person), near.Household?.Code, near.Why);
        }
    }

    public void Files(IReadOnlyList<FileTruth> files)
    {
        using var all = Open("files.csv", "source", "feed", "file", "period", "rows", "spoilt", "unlinked", "amount_fen");
        using var spoilt = Open("spoilt.csv", "source", "feed", "file", "line", "fault");
        using var unlinked = Open("unlinked.csv", "source", "feed", "file", "line", "id_number", "expected", "how");
        foreach (var file in files)
        {
            all.Row(file.Source, file.Feed, file.File, file.Period, file.Rows, file.Spoilt.Count, file.Unlinked.Count, file.AmountFen);
            foreach (var (line, fault) in file.Spoilt)
            {
                spoilt.Row(file.Source, file.Feed, file.File, line, fault);
            }

            foreach (var row in file.Unlinked)
            {
                unlinked.Row(file.Source, file.Feed, file.File, row.Line, row.Id, row.Expected, row.How);
            }
        }
    }

    /// <summary>Two labelled files for <c>match evaluate</c>: the rows that the scored model must decide, and everybody in the register.</summary>
    public void Matching(IReadOnlyList<FileTruth> files, IEnumerable<Household> households)
    {
        string[] header = ["id_number", "name", "sex", "birth", "phone", "address", "township"];
        using (var rows = Open("match_rows.csv", header))
        {
            foreach (var row in files.SelectMany(f => f.Unlinked).Where(row => row.IsScored))
            {
                var says = row.Says;
                rows.Row(row.Id, says.Name, null, says.Birth, says.Phone, says.Address, says.Township);
            }
        }

        using var register = Open("match_register.csv", header);
        foreach (var (home, m) in households.SelectMany(h => h.Members.Select(m => (h, m))))
        {
            register.Row(people.Id(m.Ordinal), people.NameText(m.Ordinal), m.Male ? 1 : 2, people.Birth(m.Ordinal), home.Phone, home.Address, RowIdentity.TownshipOf(people, m.Ordinal));
        }
    }

    /// <summary>Two million lines: written without strings.</summary>
    public void People()
    {
        Directory.CreateDirectory(folder);
        using var stream = new FileStream(Path.Combine(folder, "people.csv"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var buffer = new RowBuffer();
        var names = new Names.Bytes(new System.Text.UTF8Encoding(false));
        Span<char> id = stackalloc char[18];
        buffer.Put("ordinal,id_number,name,registered\n".AsSpan());
        for (var i = 0; i < people.Count; i++)
        {
            buffer.PutNumber(i);
            buffer.Put((byte)',');
            people.WriteId(i, id);
            buffer.Put((ReadOnlySpan<char>)id);
            buffer.Put((byte)',');
            buffer.Advance(names.Write(people.Name(i), buffer.Free));
            buffer.Put((byte)',');
            buffer.Put((byte)(i < people.Registered ? '1' : '0'));
            buffer.Put((byte)'\n');
            if (buffer.NearlyFull)
            {
                stream.Write(buffer.Written);
                buffer.Clear();
            }
        }

        stream.Write(buffer.Written);
    }

    private CsvText Open(string name, params string[] header) => new(Path.Combine(folder, name), header);

    private string IdOf(People.Person? person) => person is null ? "" : people.Id(person.Ordinal);
}
