using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>Puts the register's households, their people and all facts into one population.</summary>
internal sealed class FactRows(Law law)
{
    private readonly PopulationBuilder builder = new(law);
    private readonly Dictionary<string, FactForm> forms = FactForm.All(law.Facts).ToDictionary(f => f.Entity.Name, StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> rowOfHousehold = [];
    private readonly Dictionary<Guid, (int Row, int Household)> rowOfPerson = [];
    private readonly Dictionary<string, List<FactOrigin>> origins = law.Facts.Entities.Values.Where(e => !e.IsGroup).ToDictionary(e => e.Name, _ => new List<FactOrigin>(), StringComparer.Ordinal);
    private readonly List<FactHousehold> households = [];
    private readonly List<Guid> persons = [];
    private readonly List<string> classes = [];
    private readonly HashSet<Bilingual> unread = [];
    private readonly List<(EntityField Input, long Value)> values = [];
    private bool[] hasFacts = [];

    public void AddHouseholds(List<(FactHousehold Household, bool Urban, bool FormerPoor)> register, List<FactMember> members, IReadOnlyDictionary<Guid, string> classOf)
    {
        var entity = law.Facts.Household;
        foreach (var (household, urban, formerPoor) in register.OrderBy(h => h.Household.Code, StringComparer.Ordinal))
        {
            var row = Row(entity, -1);
            rowOfHousehold.Add(household.Id, row);
            households.Add(household);
            Set(entity, row, "division", household.Division.Number);
            Set(entity, row, "urban", urban ? 1 : 0);
            Set(entity, row, "former_poor", formerPoor ? 1 : 0);
        }

        hasFacts = new bool[households.Count];
        foreach (var (row, member) in members.Select(m => (rowOfHousehold[m.Household], m)).OrderBy(m => m.Item1).ThenBy(m => m.m.Role).ThenBy(m => m.m.Birth).ThenBy(m => m.m.Person))
        {
            AddMember(row, member);
            classes.Add(classOf.GetValueOrDefault(member.Person, law.Outcome.Outside));
        }
    }

    /// <summary>The present category is a fact that the register knows: that of the member who stands highest. It comes last, so that no older file overrules it.</summary>
    private void SetPrevious(RegisterFacts facts)
    {
        var household = law.Facts.Household;
        if (household.Fields.TryGetValue("previous", out var field))
        {
            for (var row = 0; row < households.Count; row++)
            {
                var category = facts.ClassOf(row);
                var number = law.Codes.Has(category) && field.Type.Codes!.Contains(category) ? law.Codes[category] : PopulationBuilder.Kept(field.Default, law.Codes);
                facts.Population.Households.Inputs[field.Name][row] = number;
            }
        }
    }

    private void AddMember(int household, FactMember member)
    {
        var entity = law.Facts.Person;
        var row = Row(entity, household);
        rowOfPerson.Add(member.Person, (row, household));
        persons.Add(member.Person);
        Set(entity, row, "role", (long)member.Role);
        Set(entity, row, "birth", member.Birth.DayNumber);
        Set(entity, row, "male", member.Sex == Sex.Male ? 1 : 0);
        Set(entity, row, "labour", law.Codes[member.Labour]);
        Set(entity, row, "stage", law.Codes[member.Stage]);
    }

    /// <summary>How the facts of an entity stand in the database; null, and said, where the pack no longer has such facts.</summary>
    public FactForm? Form(string entity)
    {
        if (forms.TryGetValue(entity, out var form))
        {
            return form;
        }

        unread.Add(new($"{entity}：政策包已没有这种事实", $"{entity}: the pack no longer has such facts"));
        return null;
    }

    /// <summary>A stored fact. Of people who live in no household on that day nothing is taken.</summary>
    public void Add(FactForm form, Guid owner, string? source, FactOrigin origin, ReadOnlySpan<byte> inputs)
    {
        if (!Parent(form, owner, out var parent, out var household))
        {
            return;
        }

        hasFacts[household] = true;
        values.Clear();
        if (source is not null && form.SourceInput is { } field)
        {
            if (field.Type.Codes!.Contains(source))
            {
                values.Add((field, law.Codes[source]));
            }
            else
            {
                unread.Add(new($"{form.Entity.Label.Zh}：政策包已没有的来源", $"{form.Entity.Name}: a source that the pack no longer has"));
            }
        }

        if (form.Read(inputs, law.Codes, (input, value) => values.Add((input, value))) is { } fault)
        {
            unread.Add(new($"{form.Entity.Label.Zh}：{fault.Zh}", $"{form.Entity.Name}: {fault.En}"));
        }

        Put(form, parent, origin);
    }

    public RegisterFacts Build()
    {
        var population = builder.Build(out var order);
        var sorted = origins.ToDictionary(o => o.Key, o => order[o.Key].Select(row => o.Value[row]).ToArray(), StringComparer.Ordinal);
        // The builder kept persons in the order in which they came: by household.
        var facts = new RegisterFacts(population, households, [.. order["person"].Select(row => persons[row])], [.. order["person"].Select(row => classes[row])], sorted, hasFacts, [.. unread.OrderBy(u => u.En, StringComparer.Ordinal)]);
        SetPrevious(facts);
        return facts;
    }

    /// <param name="parent">The row above a new row; of a household or person itself its own row.</param>
    private bool Parent(FactForm form, Guid owner, out int parent, out int household)
    {
        if (form.BelongsToPerson)
        {
            var found = rowOfPerson.TryGetValue(owner, out var person);
            (parent, household) = person;
            return found;
        }

        var known = rowOfHousehold.TryGetValue(owner, out household);
        parent = household;
        return known;
    }

    private void Put(FactForm form, int parent, FactOrigin origin)
    {
        var row = form.IsOwner ? parent : Row(form.Entity, parent);
        origins[form.Entity.Name][row] = origin;
        foreach (var (input, value) in values)
        {
            builder.Set(form.Entity, row, input, value);
        }
    }

    private int Row(Entity entity, int parent)
    {
        origins[entity.Name].Add(default);
        return builder.Add(entity, parent);
    }

    // A pack may leave out what the register knows and its law does not ask for.
    private void Set(Entity entity, int row, string name, long value)
    {
        if (entity.Fields.TryGetValue(name, out var field))
        {
            builder.Set(entity, row, field, value);
        }
    }
}
