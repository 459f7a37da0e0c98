using Shouwang.Server.City.Files;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Records;

/// <summary>
/// A delivered row whose content is known beforehand. Values follow the record type's fields: days as day numbers,
/// money in fen, codes as the index in the sorted list, hashes as a number that becomes a text; see <see cref="Unknown"/>.
/// </summary>
internal sealed class CityRow
{
    public const long Unknown = long.MinValue;

    public required FeedPlan Feed { get; init; }

    public required PeriodPlan Period { get; init; }

    public required Person Person { get; init; }

    public required long[] Values { get; init; }

    /// <summary>What stands in the identity columns instead of the person's own; null for the usual.</summary>
    public Identity? Identity { get; set; }

    /// <summary>False where the row stays in doubt or unmatched: no rule may see it.</summary>
    public bool Counts => Identity is null or { Expected: "matched" };

    public long this[string field] => Values[Feed.Fields[field]];

    public string? Code(string field) => Feed.Fields.CodeText(field, this[field]);

    public DateOnly? Day(string field) => this[field] == Unknown ? null : DateOnly.FromDayNumber((int)this[field]);
}

/// <summary>A changed identity and what matching must make of it. An empty text stands for an empty cell, null for the person's own.</summary>
/// <param name="Expected">matched, doubt or none.</param>
internal sealed record Identity(IdStyle Id, string Expected, string How)
{
    public string? Name { get; init; }

    public DateOnly? Birth { get; init; }
}
