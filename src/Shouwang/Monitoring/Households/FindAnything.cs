using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Households;

/// <param name="Title">Number, code or name.</param>
/// <param name="IdNumber">Of a person; prints masked.</param>
/// <param name="Household">Code of the household to open; null for a warning about a resident.</param>
/// <param name="Warning">Number of the warning to open; null for people and households.</param>
public sealed record Found(string Title, IdNumber? IdNumber, string? Household, string? Warning, string? Division);

/// <summary>Finds people by name, the whole id or its last four characters, households by code, warnings by number.</summary>
public sealed class FindAnything(ShouwangDb db)
{
    /// <param name="places">Where the searcher may look; empty finds nothing.</param>
    /// <param name="most">Of each kind.</param>
    public async Task<IReadOnlyList<Found>> RunAsync(string text, IReadOnlyList<DivisionCode> places, int most = 20, CancellationToken cancel = default)
    {
        var asked = Widths.Fold(text).Trim().ToUpperInvariant();
        var typed = text.Trim();
        if (asked.Length < 2)
        {
            return [];
        }

        var households = await db.Households().AsNoTracking().WhereIn(home => (string)(object)home.Division, places).Where(home => home.Code.StartsWith(asked) || home.Code.StartsWith(typed)).OrderBy(home => home.Code).Take(most)
            .Select(home => new { home.Code, home.Division }).ToListAsync(cancel);
        var warnings = await db.Warnings().AsNoTracking().WhereIn(warning => warning.Division, places).Where(warning => warning.Number.StartsWith(asked)).OrderBy(warning => warning.Number).Take(most)
            .Select(warning => new { warning.Number, warning.Division }).ToListAsync(cancel);
        return
        [
            .. households.Select(home => new Found(home.Code, null, home.Code, null, home.Division.Text)),
            .. await PeopleAsync(typed, asked, places, most, cancel),
            .. warnings.Select(warning => new Found(warning.Number, null, null, warning.Number, warning.Division)),
        ];
    }

    private async Task<List<Found>> PeopleAsync(string name, string asked, IReadOnlyList<DivisionCode> places, int most, CancellationToken cancel)
    {
        var people = db.Persons().AsNoTracking();
        if (IdNumber.TryParse(asked, out var id))
        {
            people = people.Where(person => person.IdNumber == id);
        }
        else if (asked.Length == 4 && asked.AsSpan(0, 3).ContainsAnyExceptInRange('0', '9') is false)
        {
            people = people.Where(person => ((string)(object)person.IdNumber).EndsWith(asked));
        }
        else
        {
            people = people.Where(person => person.Name.StartsWith(name));
        }

        var homes = db.Households().AsNoTracking().WhereIn(home => (string)(object)home.Division, places);
        var found = await people.Join(db.Memberships().Where(member => member.To == null), person => person.Id, member => member.PersonId, (person, member) => new { person, member.HouseholdId })
            .Join(homes, one => one.HouseholdId, home => home.Id, (one, home) => new { one.person.Name, one.person.IdNumber, home.Code, home.Division })
            .OrderBy(one => one.Name).ThenBy(one => one.Code).Take(most).ToListAsync(cancel);
        return [.. found.Select(one => new Found(one.Name, one.IdNumber, one.Code, null, one.Division.Text))];
    }
}
