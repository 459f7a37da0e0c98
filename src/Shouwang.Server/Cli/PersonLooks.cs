using System.Globalization;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Audit;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>Who looked at whom with <c>person</c>, and whose whole number was shown: in the audit log before anything is printed.</summary>
internal sealed class PersonLooks(Workplace place, bool reveal)
{
    /// <param name="asked">The number that was typed: who is not registered goes by its pseudonym, as in warnings.</param>
    public Task AtAsync(OnePersonView view, IdNumber? asked, CancellationToken cancel)
    {
        var subject = view.Person is { } person ? AuditSubject.Person(person.Id)
            : new("resident", place.Pseudonyms.Of(asked!.Value).ToString("x32", CultureInfo.InvariantCulture));
        return place.Acts.LookAsync(cancel, [("person.see", subject), .. Reveals(subject)]);
    }

    public Task AtAsync(OneHouseholdView view, CancellationToken cancel) => place.Acts.LookAsync(
        cancel, [("household.see", new("household", view.Household.Code)), .. Reveals([.. view.Members.Select(member => AuditSubject.Person(member.Person!.Id))])]);

    private IEnumerable<(string, AuditSubject)> Reveals(params AuditSubject[] subjects) => reveal ? subjects.Select(subject => ("person.reveal", subject)) : [];
}
