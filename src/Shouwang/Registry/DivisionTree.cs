using Shouwang.Platform.Data;

namespace Shouwang.Registry;

/// <summary>A place of the division tree.</summary>
public sealed record Division(DivisionCode Code, string Name, DivisionLevel Level, DivisionCode? Parent)
{
    private static readonly (string Committee, string Place)[] Endings =
    [
        ("村村民委员会", "村"), ("村民委员会", "村"), ("社区居民委员会", "社区"), ("社区居委会", "社区"), ("居民委员会", "社区"), ("村村委会", "村"), ("村委会", "村"), ("居委会", "社区"),
    ];

    /// <summary>As an address says it: the list of divisions has the committee's name, 石台村委会 for 石台村.</summary>
    public string Spoken => SpokenOf(Name);

    public static string SpokenOf(string name)
    {
        var (committee, place) = Array.Find(Endings, e => name.EndsWith(e.Committee, StringComparison.Ordinal));
        return committee is null ? name : name[..^committee.Length] + place;
    }
}

/// <summary>
/// Province, prefecture, county, township, village. Places are joined by code, never by name:
/// 百善 is a street of one county and a town of another.
/// </summary>
public sealed class DivisionTree
{
    private readonly Dictionary<DivisionCode, Division> places;
    private readonly ILookup<DivisionCode, Division> children;

    internal DivisionTree(IEnumerable<Division> places)
    {
        this.places = places.ToDictionary(place => place.Code);
        children = this.places.Values.Where(place => place.Parent is not null).OrderBy(place => place.Code).ToLookup(place => place.Parent!.Value);
    }

    /// <summary>Reads <c>divisions.csv</c> (code,name,level,parent). A province that the file leaves out is added from GB/T 2260.</summary>
    /// <exception cref="FileFaultException">The file has faults; all of them are named.</exception>
    public static DivisionTree Load(string path) => DivisionFile.Read(path);

    public IEnumerable<Division> All => places.Values.OrderBy(place => place.Code);

    /// <summary>The place with this code, or null.</summary>
    public Division? Find(DivisionCode code) => places.GetValueOrDefault(code);

    /// <exception cref="KeyNotFoundException">The tree has no such place.</exception>
    public Division this[DivisionCode code] => Find(code) ?? throw new KeyNotFoundException($"No place has the code {code}.");

    /// <summary>The places directly below, by code.</summary>
    public IReadOnlyList<Division> ChildrenOf(DivisionCode code) => [.. children[code]];

    /// <summary>All places of a level, by code.</summary>
    public IEnumerable<Division> OfLevel(DivisionLevel level) => All.Where(place => place.Level == level);

    /// <summary>From the province down to the place itself.</summary>
    /// <exception cref="KeyNotFoundException">The tree has no such place.</exception>
    public IReadOnlyList<Division> PathTo(DivisionCode code)
    {
        var path = new List<Division>();
        for (Division? place = this[code]; place is not null; place = place.Parent is { } parent ? this[parent] : null)
        {
            path.Insert(0, place);
        }

        return path;
    }

    /// <summary>The whole name, from the province down: 安徽省淮北市烈山区百善街道.</summary>
    /// <exception cref="KeyNotFoundException">The tree has no such place.</exception>
    public string FullName(DivisionCode code) => string.Concat(PathTo(code).Select(place => place.Name));
}
