namespace Shouwang.Platform.Data;

/// <summary>What is wrong with one field of one of our own files. The reason never repeats the value: it may be a person's.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Line">Physical line from 1, the header being line 1; 0 where the whole file is meant.</param>
/// <param name="Field">The column's name; empty where the whole line is meant.</param>
public sealed record FileFault(string File, int Line, string Field, string Reason)
{
    public override string ToString() => Field.Length == 0 ? $"{File}:{Line}: {Reason}" : $"{File}:{Line}: {Field}: {Reason}";
}

/// <summary>A file of ours cannot be used; <see cref="Faults"/> names every place, not only the first.</summary>
public sealed class FileFaultException(IReadOnlyList<FileFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<FileFault> Faults { get; } = faults;

    internal static void ThrowIfAny(IReadOnlyList<FileFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new FileFaultException(faults);
        }
    }
}
