using Shouwang.Server.City.Files;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Scenarios;

/// <summary>Warnings that arise only if a row without a usable id is matched, and some that must not, for the row stays in doubt.</summary>
internal static class UnlinkedCases
{
    public static void Write(Book book)
    {
        book.Rule("A06", 8)
            .Hit("unlinked: no id; name, phone and address agree", s => Listed(s, new(IdStyle.Empty, "matched", "no_id_name_phone_address")))
            .Hit("unlinked: mistyped id; name, phone and address agree", s => Listed(s, new(IdStyle.Mistyped, "matched", "mistyped_id_name_phone_address")))
            .Hit("unlinked: id of 15 digits", s => Listed(s, new(IdStyle.Fifteen, "matched", "id_15")))
            .Near("unlinked: the id is valid, the name is another's", s => Listed(s, new(IdStyle.Plain, "doubt", "other_name") { Name = "诸葛明" }));
        book.Rule("A01", 8)
            .Hit("unlinked: no id; name and phone agree", s => Admitted(s, new(IdStyle.Empty, "matched", "no_id_name_phone")))
            .Hit("unlinked: mistyped id; name and phone agree", s => Admitted(s, new(IdStyle.Mistyped, "matched", "mistyped_id_name_phone")))
            .Near("unlinked: the id is valid, the name is another's", s => Admitted(s, new(IdStyle.Plain, "doubt", "other_name") { Name = "司马春梅" }))
            .Near("unlinked: the id is valid, the name is another's; twice", s => Admitted(s, new(IdStyle.Plain, "doubt", "other_name") { Name = "上官婷婷" }));
        book.Rule("A07", 4)
            .Hit("unlinked: no id; name, phone and address agree", s =>
            {
                var p = s.Single("marginal", 44, "lost");
                return Unlink(p, s.Certificate(p, 4, 2, s.Ago(9), s.AsOf.AddYears(10)), new(IdStyle.Empty, "matched", "no_id_name_phone_address"));
            });
        book.Rule("B11", 4)
            .Hit("unlinked: no id; name, birth date and address agree", s =>
            {
                var p = s.Single("dibao", s.Between(24, 40));
                return Unlink(p, s.Row(p, "hukou", ("on", s.Ago(12)), ("kind", "marriage")), new(IdStyle.Empty, "matched", "no_id_name_birth_address"));
            });
        book.Rule("A20", 4)
            .Hit("unlinked: no id; name and birth date agree", s =>
            {
                var child = s.Child(13, "junior");
                s.Family("dibao", [s.Adult(42), child]);
                return Unlink(child, s.Row(child, "schooling", ("on", s.Ago(29)), ("stage", "junior"), ("grade", 2), ("status", "dropout")), new(IdStyle.Empty, "matched", "no_id_name_birth"));
            });
        book.Rule("B05", 2)
            .Near("unlinked: no id, only a name", s =>
            {
                var p = s.Single("dibao", 38, "ordinary");
                return Unlink(p, s.Row(p, "business", ("on", s.Ago(300)), ("status", "active")), new(IdStyle.Empty, "doubt", "no_id_name"));
            });
    }

    private static Person Listed(Scene s, Identity identity)
    {
        var p = s.Single("dibao", s.Between(30, 58));
        return Unlink(p, s.Row(p, "disease", ("on", s.Ago(s.Between(0, 29))), ("code", "cancer")), identity);
    }

    private static Person Admitted(Scene s, Identity identity)
    {
        var p = s.Single("dibao", s.Between(30, 58), incomeKnown: false);
        return Unlink(p, s.Inpatient(p, s.Ago(s.Between(0, 29)), s.Yuan(6100, 9000)), identity);
    }

    private static Person Unlink(Person person, CityRow? row, Identity identity)
    {
        if (row is not null)
        {
            row.Identity = identity;
        }

        return person;
    }
}
