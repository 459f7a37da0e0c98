using Microsoft.AspNetCore.Http;
using Shouwang.Platform.Access;
using Shouwang.Registry;

namespace Shouwang.Server.Shell;

/// <summary>Who looks at a page: what he may do, and at which part of the city he looks. Every page asks here; the answer is that of <see cref="AccessRules"/>.</summary>
internal sealed class Viewer(Office office, IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Who Who => (Who?)accessor.HttpContext?.Items[typeof(Who)] ?? throw new InvalidOperationException("A page asked who looks at it, and nobody is signed in.");

    public bool IsSignedIn => accessor.HttpContext?.Items.ContainsKey(typeof(Who)) == true;

    public string Account => Who.Name;

    private DateOnly Day => office.Today;

    /// <summary>Whether he may do it anywhere.</summary>
    public bool Can(Right right) => IsSignedIn && Decide(right, Target.Page).IsAllowed;

    public AccessDecision Decide(Right right, Target target, Purpose? purpose = null) => AccessRules.Decide(Who, right, target, new AccessContext(Day, purpose));

    /// <param name="division">12 digits; null lies in the city's own queue.</param>
    public bool May(Right right, string? division, string? worker = null) => Decide(right, TargetOf(division, worker)).IsAllowed;

    /// <summary>The places that he sees; several where he has several grants, none where he has none.</summary>
    public IReadOnlyList<DivisionCode> Places(Right right) => [.. Who.TerritoriesOf(right, Day).Select(t => DivisionCode.Parse(t.Text))];

    /// <summary>The widest of his places: where a page begins. Null where he has none.</summary>
    public DivisionCode? Home(Right right) => Places(right) is { Count: > 0 } places ? places.OrderBy(p => p.Level).ThenBy(p => p).First() : null;

    /// <summary>The place asked for, if it is one that he sees; else all that he sees. Null: it is none of his.</summary>
    public IReadOnlyList<DivisionCode>? Narrowed(Right right, string? asked)
    {
        var places = Places(right);
        if (string.IsNullOrEmpty(asked))
        {
            return places;
        }

        return DivisionCode.TryParse(asked, out var place) && office.Divisions.Find(place) is not null && places.Any(p => p.Contains(place)) ? [place] : null;
    }

    /// <summary>His worker's code where he sees only what is assigned to it; null where he sees his whole territory.</summary>
    public string? OnlyWorker(Right right) => Who.SeesOnlyAssigned(right, Day) ? Who.WorkerCode ?? "-" : null;

    public Target TargetOf(string? division, string? worker) => Target.In(Territory.Parse(DivisionCode.TryParse(division, out var code) ? code.Prefix : office.City.Code.Prefix), worker);
}
