namespace Shouwang.Monitoring.Matching;

/// <summary>A file given to the matcher cannot be read as it is. The message names file, line and field and holds no value of the file.</summary>
public sealed class MatchingDataException(string file, long line, string field, string reason)
    : Exception($"{file}:{line}: {field}: {reason}")
{
    public string File { get; } = file;

    /// <summary>Line in the file, from 1; 0 where the file as a whole is meant.</summary>
    public long Line { get; } = line;

    public string Field { get; } = field;

    public string Reason { get; } = reason;
}
