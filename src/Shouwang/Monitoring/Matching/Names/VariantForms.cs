using System.Text;

namespace Shouwang.Monitoring.Matching;

/// <summary>Which characters are one character written differently: traditional, variant and once-abolished forms, from a table of the pack.</summary>
public sealed class VariantForms
{
    private readonly int[] plain = new int[0x10000];
    private readonly Dictionary<int, int> rare = [];

    private VariantForms()
    {
    }

    /// <summary>No variants: every character stands for itself.</summary>
    public static VariantForms None { get; } = new();

    /// <summary>How many forms the table folds.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a table with the columns <c>variant,standard,…</c>, one character each.</summary>
    /// <exception cref="MatchingDataException">A line is not two single, different characters.</exception>
    public static VariantForms Load(string path)
    {
        var forms = new VariantForms();
        var line = 0;
        foreach (var text in File.ReadLines(path, Encoding.UTF8))
        {
            line++;
            if (line == 1 || text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            var cells = text.Split(',');
            if (cells.Length < 2 || Single(cells[0]) is not { } variant || Single(cells[1]) is not { } standard || variant == standard)
            {
                throw new MatchingDataException(path, line, "variant", "需要两个不同的单字 · expected two different single characters: variant,standard");
            }

            forms.Add(variant, standard);
        }

        return forms;
    }

    /// <summary>The standard form of a character, or the character itself.</summary>
    public int Fold(int character)
    {
        if (character < 0x10000)
        {
            var standard = plain[character];
            return standard == 0 ? character : standard;
        }

        return rare.TryGetValue(character, out var folded) ? folded : character;
    }

    private void Add(int variant, int standard)
    {
        Count++;
        if (variant < 0x10000)
        {
            plain[variant] = standard;
        }
        else
        {
            rare[variant] = standard;
        }
    }

    private static int? Single(string cell) =>
        Rune.DecodeFromUtf16(cell, out var rune, out var used) == System.Buffers.OperationStatus.Done && used == cell.Length
            ? rune.Value
            : null;
}
