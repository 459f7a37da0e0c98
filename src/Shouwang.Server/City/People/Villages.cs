namespace Shouwang.Server.City.People;

/// <summary>The places of the division tree that people live in.</summary>
internal sealed class Villages
{
    private Villages(IReadOnlyList<Village> all) => All = all;

    public IReadOnlyList<Village> All { get; }

    /// <summary>Reads <c>code,name,level,parent</c>. Places without inhabitants (虚拟社区) are left out.</summary>
    public static Villages Read(string file)
    {
        var names = new Dictionary<string, (string Name, string Level, string Parent)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',');
            names[cells[0]] = (cells[1], cells[2], cells[3]);
        }

        var all = new List<Village>();
        foreach (var (code, (name, level, parent)) in names.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            if (level == "village" && !name.Contains("虚拟", StringComparison.Ordinal))
            {
                var township = names[parent];
                var prefix = $"安徽省淮北市{names[township.Parent].Name}{township.Name}{Shouwang.Registry.Division.SpokenOf(name)}";
                all.Add(new Village(all.Count, long.Parse(code, System.Globalization.CultureInfo.InvariantCulture), parent, name.Contains("居", StringComparison.Ordinal), prefix));
            }
        }

        return new Villages(all);
    }

    /// <summary>Villages of so many townships, spread over the tree: a small city has few workers, each with one township.</summary>
    public IReadOnlyList<Village> OfTownships(int count)
    {
        var townships = All.Select(v => v.Township).Distinct().Order(StringComparer.Ordinal).ToList();
        var chosen = Enumerable.Range(0, Math.Min(count, townships.Count)).Select(i => townships[i * townships.Count / Math.Min(count, townships.Count)]).ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(v => chosen.Contains(v.Township))];
    }
}
