using Shouwang.Platform.Text;

namespace Shouwang.Registry.Import;

/// <summary>
/// Lays the spells of a folder over the stored ones. A lane holds what may not overlap: a person's memberships, a person's
/// classes, a household's tag, a person's benefit of one kind. In a lane a spell is known by its first day.
/// A stored spell that the folder does not name stays; only an open one ends the day before a newer one begins.
/// </summary>
/// <param name="lane">The lane of a spell.</param>
/// <param name="ending">The same spell with another last day.</param>
/// <param name="fault">Takes the line and the reason.</param>
internal sealed class SpellMerge<TSpell, TLane>(Func<TSpell, TLane> lane, Func<TSpell, DateOnly, TSpell> ending, Action<int, Bilingual> fault)
    where TSpell : class, ISpell
    where TLane : notnull
{
    private readonly Dictionary<TLane, List<Entry>> lanes = [];

    /// <summary>The spells to write: new ones and changed ones.</summary>
    public List<TSpell> Merge(IEnumerable<TSpell> stored, IEnumerable<(TSpell Spell, int Line)> delivered)
    {
        foreach (var spell in stored)
        {
            Lane(spell).Add(new Entry { Spell = spell, Stored = spell });
        }

        foreach (var (spell, line) in delivered)
        {
            Lay(spell, line);
        }

        foreach (var entries in lanes.Values)
        {
            Settle(entries);
        }

        return [.. lanes.Values.SelectMany(entries => entries).Where(entry => !entry.Spell.Equals(entry.Stored)).Select(entry => entry.Spell)];
    }

    private List<Entry> Lane(TSpell spell)
    {
        var key = lane(spell);
        if (!lanes.TryGetValue(key, out var entries))
        {
            lanes.Add(key, entries = []);
        }

        return entries;
    }

    private void Lay(TSpell spell, int line)
    {
        if (spell.Period.EndsBeforeItBegins)
        {
            fault(line, new("结束日期早于开始日期", "ends before it begins"));
            return;
        }

        var entries = Lane(spell);
        var known = entries.Find(entry => entry.Spell.Period.From == spell.Period.From);
        if (known is null)
        {
            entries.Add(new Entry { Spell = spell, Line = line });
        }
        else if (known.Line > 0)
        {
            fault(line, new($"同一人或同一户在第 {known.Line} 行已有开始日期相同的记录", $"the same person or household has an entry with this first day on line {known.Line}"));
        }
        else
        {
            (known.Spell, known.Line) = (spell, line);
        }
    }

    private void Settle(List<Entry> entries)
    {
        entries.Sort((a, b) => a.Spell.Period.From.CompareTo(b.Spell.Period.From));
        for (var i = 1; i < entries.Count; i++)
        {
            var (earlier, later) = (entries[i - 1], entries[i]);
            if (!earlier.Spell.Period.Overlaps(later.Spell.Period))
            {
                continue;
            }

            if (earlier.Spell.Period.To is null && (earlier.Line == 0 || later.Line == 0))
            {
                earlier.Spell = ending(earlier.Spell, later.Spell.Period.From.AddDays(-1));
            }
            else
            {
                fault(Math.Max(earlier.Line, later.Line), Clash(earlier, later));
            }
        }
    }

    private static Bilingual Clash(Entry earlier, Entry later) => earlier.Line > 0 && later.Line > 0
        ? new($"与第 {Math.Min(earlier.Line, later.Line)} 行时间重叠：此类记录应前后相接", $"overlaps in time with line {Math.Min(earlier.Line, later.Line)}: such entries follow one another")
        : new("与名册中已结束的一条记录时间重叠", "overlaps in time with an entry of the register that has ended");

    private sealed class Entry
    {
        public required TSpell Spell { get; set; }

        /// <summary>As it stands in the database; null where it is new.</summary>
        public TSpell? Stored { get; init; }

        /// <summary>Its line in the folder; 0 where the folder does not name it.</summary>
        public int Line { get; set; }
    }
}
