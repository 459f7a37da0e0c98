namespace Shouwang.Server.City.Files;

/// <summary>A row without a certain person: whose it is, what matching must make of it, and what the row says of the person.</summary>
internal sealed record UnlinkedTruth(long Line, string Id, string Expected, string How, RowIdentity Says)
{
    /// <summary>A valid number needs no scored model, whoever's name stands beside it.</summary>
    public bool IsScored => How is not ("id_15" or "other_name");
}

/// <summary>What is true of one delivered file.</summary>
internal sealed class FileTruth
{
    public required string Source { get; init; }

    public required string Feed { get; init; }

    public required string File { get; init; }

    public required string Period { get; init; }

    public int Rows { get; set; }

    /// <summary>Sum of the amount field over all rows; a spoilt row carries nothing. Null where the record type has no amount.</summary>
    public long? AmountFen { get; set; }

    public List<(long Line, string Fault)> Spoilt { get; } = [];

    public List<UnlinkedTruth> Unlinked { get; } = [];
}
