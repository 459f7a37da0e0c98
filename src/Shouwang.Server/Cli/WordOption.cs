using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Cli;

/// <summary>Options whose values are words of our files (<c>no_issue</c>), or days.</summary>
internal static class WordOption
{
    public static Option<T?> One<T>(string name, string description, bool required = false)
        where T : struct, Enum => new(name)
    {
        Description = $"{description} ({Words<T>.All})",
        Required = required,
        CustomParser = result => Parse<T>(result, name).Select(value => (T?)value).FirstOrDefault(),
    };

    /// <summary>Several words, repeated or joined by commas.</summary>
    public static Option<T[]> Several<T>(string name, string description)
        where T : struct, Enum => new(name)
    {
        Description = $"{description} ({Words<T>.All})",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result => Parse<T>(result, name),
    };

    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = $"{description} (yyyy-MM-dd)",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name}: yyyy-MM-dd, '{text}'");
            return null;
        },
    };

    private static T[] Parse<T>(ArgumentResult result, string name)
        where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (Words<T>.TryParse(word.ToLowerInvariant(), out var value))
            {
                found.Add(value);
            }
            else
            {
                result.AddError($"{name}: {Words<T>.All}, '{word}'");
            }
        }

        return [.. found];
    }
}
