using System.Text;

namespace Shouwang.Monitoring.Matching;

/// <summary>The syllable, without tone, that a Chinese character is read as; one number per syllable, so that comparing needs no text.</summary>
internal static class Pinyin
{
    private const int FirstCharacter = 0x3400;
    private const int LastCharacter = 0x9FFF;

    // Syllables are numbered from here, above every code point, so that a syllable never equals a letter.
    private const int FirstSyllable = 0x200000;

    private static readonly List<string> Syllables = [];
    private static readonly Dictionary<string, int> Numbers = [];
    private static readonly ushort[] Main = new ushort[LastCharacter - FirstCharacter + 1];
    private static readonly Dictionary<int, int> Rare = [];
    private static readonly Dictionary<int, int> Surnames = [];

    static Pinyin()
    {
        Read(PinyinData.Readings, static (character, syllable) =>
        {
            if (character is >= FirstCharacter and <= LastCharacter)
            {
                Main[character - FirstCharacter] = (ushort)(syllable + 1);
            }
            else
            {
                Rare[character] = syllable;
            }
        });
        Read(PinyinData.Surnames, static (character, syllable) => Surnames[character] = syllable);
    }

    /// <summary>The syllable's number, or the character itself where no reading is known (a Latin letter, a digit).</summary>
    public static int Of(int character)
    {
        if (character is >= FirstCharacter and <= LastCharacter)
        {
            var syllable = Main[character - FirstCharacter];
            return syllable == 0 ? character : FirstSyllable + syllable - 1;
        }

        return character > LastCharacter && Rare.TryGetValue(character, out var rare) ? FirstSyllable + rare : character;
    }

    /// <summary>As <see cref="Of"/>, for the first character of a name: 单 is shan there, 解 xie, 查 zha.</summary>
    public static int OfSurname(int character) =>
        character >= FirstCharacter && Surnames.TryGetValue(character, out var syllable) ? FirstSyllable + syllable : Of(character);

    /// <summary>The syllable in letters, for people and tests; the character itself where it has no reading.</summary>
    public static string Spelt(int sound) => sound >= FirstSyllable ? Syllables[sound - FirstSyllable] : new Rune(sound).ToString();

    private static void Read(string table, Action<int, int> add)
    {
        var start = 0;
        var syllable = -1;
        for (var i = 0; i < table.Length; i++)
        {
            if (char.IsAsciiLetterLower(table[i]))
            {
                continue;
            }

            if (i > start)
            {
                syllable = Number(table[start..i]);
            }

            if (!char.IsWhiteSpace(table[i]))
            {
                var character = Rune.GetRuneAt(table, i);
                add(character.Value, syllable);
                i += character.Utf16SequenceLength - 1;
            }

            start = i + 1;
        }
    }

    private static int Number(string syllable)
    {
        if (!Numbers.TryGetValue(syllable, out var number))
        {
            Numbers[syllable] = number = Syllables.Count;
            Syllables.Add(syllable);
        }

        return number;
    }
}
