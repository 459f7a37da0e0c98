using System.Text;

namespace Shouwang.Platform.Data;

/// <summary>The written form of an enum's names, the same in our files, packs and databases: <c>DibaoIndividual</c> is <c>dibao_individual</c>; flags are joined by semicolons.</summary>
public static class Words<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>().ToDictionary(value => value, value => Words.Of(value.ToString()));
    private static readonly Dictionary<string, TEnum> ByWord = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    private static readonly bool IsFlags = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false);

    /// <summary>All words, as a sentence for a fault.</summary>
    public static string All { get; } = string.Join('|', ByWord.Keys);

    /// <exception cref="InvalidOperationException">The value has no name.</exception>
    public static string Of(TEnum value)
    {
        if (ByValue.TryGetValue(value, out var word))
        {
            return word;
        }

        return IsFlags
            ? string.Join(';', ByValue.Where(pair => Convert.ToInt64(pair.Key) != 0 && value.HasFlag(pair.Key)).Select(pair => pair.Value))
            : throw new InvalidOperationException($"{typeof(TEnum).Name} has no such value.");
    }

    /// <exception cref="FormatException">No such word.</exception>
    public static TEnum Parse(string word) => TryParse(word, out var value) ? value : throw new FormatException($"Not one of {All}.");

    public static bool TryParse(string word, out TEnum value)
    {
        if (ByWord.TryGetValue(word, out value) || !IsFlags)
        {
            return ByWord.ContainsKey(word);
        }

        var sum = 0L;
        foreach (var part in word.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!ByWord.TryGetValue(part, out var flag))
            {
                return false;
            }

            sum |= Convert.ToInt64(flag);
        }

        value = (TEnum)Enum.ToObject(typeof(TEnum), sum);
        return true;
    }
}

/// <summary>Turns the names of C# into the written form of files and databases.</summary>
public static class Words
{
    /// <summary><c>AnnualIncome</c> → <c>annual_income</c>.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }
}
