using System.Globalization;
using Shouwang.Platform.Records;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Tests.City;

/// <summary>The register and the facts of a city's folder as a population of a law. A family that lacks a fact stands in it once for every trial.</summary>
internal sealed class CityFacts
{
    private static readonly string[] Below = ["income", "expense", "crop", "asset", "obligor"];

    private readonly Law law;
    private readonly PopulationBuilder builder;
    private readonly ILookup<string, Dictionary<string, string>> members;
    private readonly Dictionary<string, Dictionary<string, string>> household;
    private readonly Dictionary<string, Dictionary<string, string>> person;
    private readonly Dictionary<string, ILookup<string, Dictionary<string, string>>> rows;

    public CityFacts(Law law, string folder)
    {
        this.law = law;
        builder = new PopulationBuilder(law);
        List<Dictionary<string, string>> Facts(string name) => MadeCity.Read(Path.Combine(folder, "register", "facts", name + ".csv"));
        members = MadeCity.Read(Path.Combine(folder, "register", "members.csv")).Where(m => m["to"].Length == 0).ToLookup(m => m["household"]);
        household = Facts("household").ToDictionary(f => f["household"]);
        person = Facts("person").ToDictionary(f => f["id_number"]);
        rows = Below.ToDictionary(n => n, n => Facts(n).ToLookup(f => f.GetValueOrDefault("household") ?? f["id_number"]));
        foreach (var home in MadeCity.Read(Path.Combine(folder, "register", "households.csv")))
        {
            var missing = Missing(home["household"]).ToList();
            foreach (var trial in Trials(missing))
            {
                Add(home, trial);
            }
        }

        // A household's rows stand in the order in which they were added, and so do its members.
        Population = builder.Build();
    }

    public Population Population { get; }

    /// <summary>The code of each household of the population.</summary>
    public List<string> Households { get; } = [];

    /// <summary>The id number of each person of the population.</summary>
    public List<string> Persons { get; } = [];

    private IEnumerable<(Dictionary<string, string> Row, EntityField Input)> Missing(string code) =>
        from name in Below
        from owner in members[code].Select(m => m["id_number"]).Append(code)
        from row in rows[name][owner]
        from input in law.Facts.Entities[name].Fields.Values
        where input.Trials.Count > 0 && row[input.Name].Length == 0
        select (row, input);

    private static IEnumerable<Dictionary<Dictionary<string, string>, object>> Trials(List<(Dictionary<string, string> Row, EntityField Input)> missing)
    {
        IEnumerable<Dictionary<Dictionary<string, string>, object>> trials = [[]];
        foreach (var (row, input) in missing)
        {
            trials = trials.SelectMany(t => input.Trials.Select(v => new Dictionary<Dictionary<string, string>, object>(t) { [row] = v }));
        }

        return trials;
    }

    private void Add(Dictionary<string, string> home, Dictionary<Dictionary<string, string>, object> trial)
    {
        var (code, entity) = (home["household"], law.Facts.Household);
        var at = builder.Add(entity, -1);
        Households.Add(code);
        Fill(entity, at, new(home, StringComparer.Ordinal) { ["division"] = home["division"] }, null);
        Fill(entity, at, household[code], null);
        foreach (var member in members[code])
        {
            var id = IdNumber.Parse(member["id_number"]);
            var who = builder.Add(law.Facts.Person, at);
            Persons.Add(member["id_number"]);
            var known = new Dictionary<string, string>(member) { ["birth"] = id.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["male"] = id.IsMale ? "1" : "0" };
            Fill(law.Facts.Person, who, known, null);
            Fill(law.Facts.Person, who, person[member["id_number"]], null);
            AddBelow(member["id_number"], who, ["income", "expense"], trial);
        }

        AddBelow(code, at, ["crop", "asset", "obligor"], trial);
    }

    private void AddBelow(string owner, int parent, string[] names, Dictionary<Dictionary<string, string>, object> trial)
    {
        foreach (var name in names)
        {
            foreach (var row in rows[name][owner])
            {
                Fill(law.Facts.Entities[name], builder.Add(law.Facts.Entities[name], parent), row, trial.GetValueOrDefault(row));
            }
        }
    }

    private void Fill(Entity entity, int at, Dictionary<string, string> cells, object? trial)
    {
        foreach (var input in entity.Fields.Values)
        {
            if (cells.TryGetValue(input.Name, out var cell) && cell.Length > 0)
            {
                builder.Set(entity, at, input, Value(input, cell));
            }
            else if (cell is not null && trial is not null && input.Trials.Count > 0)
            {
                builder.Set(entity, at, input, trial);
            }
        }
    }

    private static object Value(EntityField input, string cell) => input.Type.Kind switch
    {
        ValueKind.Bool => cell == "1",
        ValueKind.Money => (long)(decimal.Parse(cell, CultureInfo.InvariantCulture) * 100),
        ValueKind.Rate => (long)(decimal.Parse(cell, CultureInfo.InvariantCulture) * 1_000_000),
        ValueKind.Int => long.Parse(cell, CultureInfo.InvariantCulture),
        ValueKind.Date => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => cell,
    };
}
