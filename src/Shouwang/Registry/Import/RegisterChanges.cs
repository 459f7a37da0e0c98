using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Registry.Import;

/// <summary>What a folder changes in a register: decided without a database, so that nothing is written before everything is known to be right.</summary>
internal sealed class RegisterChanges
{
    private readonly RegisterFolder folder;
    private readonly List<FileFault> faults;
    private readonly Dictionary<string, Household> households;
    private readonly Dictionary<IdNumber, Person> persons;

    public RegisterChanges(StoredRegister stored, RegisterFolder folder, DivisionTree? divisions, List<FileFault> faults)
    {
        (this.folder, this.faults) = (folder, faults);
        (households, persons) = (stored.Households, stored.Persons);
        var references = new RegisterReferences(stored, folder, faults);
        references.CheckStaff(divisions);
        Workers = [.. folder.Workers.Select(row => row.Worker).Where(worker => stored.Workers.GetValueOrDefault(worker.Code) != worker)];
        Grids = [.. folder.Grids.Select(row => row.Grid).Where(grid => stored.Grids.GetValueOrDefault(grid.Code) != grid)];
        Households = ChangedHouseholds();
        Persons = ChangedPersons();
        references.CheckPeople();
        Memberships = ChangedMemberships(stored);
        Categories = ChangedCategories(stored);
        Tags = ChangedTags(stored);
        Benefits = ChangedBenefits(stored);
    }

    public List<Worker> Workers { get; }

    public List<Grid> Grids { get; }

    public List<Household> Households { get; }

    public List<Person> Persons { get; }

    public List<Membership> Memberships { get; }

    public List<CategorySpell> Categories { get; }

    public List<TagSpell> Tags { get; }

    public List<Benefit> Benefits { get; }

    public long Count => Workers.Count + Grids.Count + Households.Count + Persons.Count + Memberships.Count + Categories.Count + Tags.Count + (long)Benefits.Count;

    private List<Household> ChangedHouseholds()
    {
        var changed = new List<Household>();
        foreach (var row in folder.Households)
        {
            if (!households.TryGetValue(row.Code, out var household))
            {
                household = new Household(Guid.CreateVersion7(), row.Code, row.Particulars);
                households.Add(row.Code, household);
                changed.Add(household);
            }
            else if (household.Particulars != row.Particulars)
            {
                household.Particulars = row.Particulars;
                changed.Add(household);
            }
        }

        return changed;
    }

    // A person may come on several lines, one for each household lived in: the newest line says who the person is now.
    private List<Person> ChangedPersons()
    {
        var changed = new List<Person>();
        foreach (var row in folder.Members.GroupBy(row => row.Id).Select(rows => rows.MaxBy(row => row.From)!))
        {
            if (!persons.TryGetValue(row.Id, out var person))
            {
                person = new Person(Guid.CreateVersion7(), row.Id, row.Particulars);
                persons.Add(row.Id, person);
                changed.Add(person);
            }
            else if (person.Particulars != row.Particulars)
            {
                person.Particulars = row.Particulars;
                changed.Add(person);
            }
        }

        return changed;
    }

    private List<Membership> ChangedMemberships(StoredRegister stored) =>
        new SpellMerge<Membership, Guid>(spell => spell.PersonId, (spell, day) => spell.Ending(day), Fault(RegisterFolder.MembersFile)).Merge(
            stored.Memberships,
            from row in folder.Members
            where households.ContainsKey(row.Household)
            select (new Membership(persons[row.Id].Id, households[row.Household].Id, row.Role, row.From, row.To), row.Line));

    private List<CategorySpell> ChangedCategories(StoredRegister stored) =>
        new SpellMerge<CategorySpell, Guid>(spell => spell.PersonId, (spell, day) => spell with { To = day }, Fault(RegisterFolder.CategoriesFile)).Merge(
            stored.Categories,
            from row in folder.Categories
            where persons.ContainsKey(row.Id)
            select (new CategorySpell(persons[row.Id].Id, row.Category, row.From, row.To, RegisterImport.Source), row.Line));

    private List<TagSpell> ChangedTags(StoredRegister stored) =>
        new SpellMerge<TagSpell, (Guid, HouseholdTag)>(spell => (spell.HouseholdId, spell.Tag), (spell, day) => spell with { To = day }, Fault(RegisterFolder.TagsFile)).Merge(
            stored.Tags,
            from row in folder.Tags
            where households.ContainsKey(row.Household)
            select (new TagSpell(households[row.Household].Id, row.Tag, row.Kind, row.Causes, row.From, row.To), row.Line));

    private List<Benefit> ChangedBenefits(StoredRegister stored) =>
        // Two places may pay the same kind to one person, into two accounts: a fault that rule B15 must see, not one that the import hides.
        new SpellMerge<Benefit, (Guid, BenefitKind, string)>(spell => (spell.PersonId, spell.Kind, spell.Account), (spell, day) => spell with { To = Month.Of(day) }, Fault(RegisterFolder.BenefitsFile)).Merge(
            stored.Benefits,
            from row in folder.Benefits
            where persons.ContainsKey(row.Id)
            select (new Benefit(persons[row.Id].Id, row.Kind, row.Amount, row.From, row.To, row.Account, row.Holder), row.Line));

    private Action<int, Bilingual> Fault(string file) => (line, reason) => faults.Add(new FileFault(file, line, "from", reason));
}
