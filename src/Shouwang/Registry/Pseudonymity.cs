using Shouwang.Platform.Security;

namespace Shouwang.Registry;

/// <summary>Pseudonyms of people: the floor knows numbers, not identity numbers.</summary>
public static class Pseudonymity
{
    /// <summary>The pseudonym under which the records store knows this person.</summary>
    public static UInt128 Of(this Pseudonyms pseudonyms, IdNumber id) => pseudonyms.OfBody(id.Body);
}
