using Shouwang.Platform.Text;

namespace Shouwang.Platform.Data;

/// <summary>What is wrong with one field of one of our own files. The reason never repeats the value: it may be a person's.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Line">Physical line from 1, the header being line 1; 0 where the whole file is meant.</param>
/// <param name="Field">The column's name; empty where the whole line is meant.</param>
public sealed record FileFault(string File, int Line, string Field, Bilingual Reason)
{
    public string In(string language) => Field.Length == 0 ? $"{File}:{Line}: {Reason.In(language)}" : $"{File}:{Line}: {Field}: {Reason.In(language)}";

    /// <summary>In the language of the current user interface.</summary>
    public override string ToString() => In(System.Globalization.CultureInfo.CurrentUICulture.Name);
}

/// <summary>A file of ours cannot be used; <see cref="Faults"/> names every place, not only the first.</summary>
public sealed class FileFaultException(IReadOnlyList<FileFault> faults) : Exception
{
    public IReadOnlyList<FileFault> Faults { get; } = faults;

    /// <summary>A line for each fault, in the language of the current user interface.</summary>
    public override string Message => string.Join(Environment.NewLine, Faults);

    internal static void ThrowIfAny(IReadOnlyList<FileFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new FileFaultException(faults);
        }
    }
}
