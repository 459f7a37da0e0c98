using Shouwang.Bench.Rivals;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Means;

namespace Shouwang.Bench.Ours;

/// <summary>The category's rules alone, as a pack over values that are given: as much as a rule engine can be asked to decide.</summary>
internal sealed class CategoryLaw
{
    private static readonly string[] Inputs = ["size", "destitutes", "assessed", "line", "counted", "disposable", "property_ok_dibao", "property_ok_marginal", "property_ok_rigid", "rigid_exceeds", "excluded", "emergency"];

    private const string Facts = """
        entities:
          household:
            label: {zh: 家庭, en: Household}
            inputs:
              size: {type: int, label: {zh: 人口, en: Size}}
              destitutes: {type: int, label: {zh: 特困人数, en: Destitute}}
              assessed: {type: money, label: {zh: 认定收入, en: Assessed}}
              line: {type: money, label: {zh: 标准, en: Line}}
              counted: {type: money, label: {zh: 计入收入, en: Counted}}
              disposable: {type: money, label: {zh: 可支配收入, en: Disposable}}
              property_ok_dibao: {type: bool, label: {zh: 财产, en: Property}}
              property_ok_marginal: {type: bool, label: {zh: 财产, en: Property}}
              property_ok_rigid: {type: bool, label: {zh: 财产, en: Property}}
              rigid_exceeds: {type: bool, label: {zh: 占比, en: Share}}
              excluded: {type: bool, label: {zh: 不予认定, en: Excluded}}
              emergency: {type: bool, label: {zh: 急难, en: Emergency}}
          person:
            in: household
            label: {zh: 成员, en: Member}
            inputs:
              role: {type: int, default: 0, label: {zh: 关系, en: Role}}
        """;

    private const string Variables = """
        variables:
          person.category: {type: text, label: {zh: 类别, en: Category}, formula: "'none'"}
          household.category:
            type: text
            label: {zh: 类别, en: Category}
            cases:
              - {when: "size == 0 and destitutes > 0", then: "'destitute'"}
              - {when: "assessed < line * size and property_ok_dibao and not excluded", then: "'dibao'"}
              - {when: "assessed * 2 < line * size * 3 and property_ok_marginal and not excluded", then: "'marginal'"}
              - {when: "counted < disposable * size and rigid_exceeds and property_ok_rigid and not excluded", then: "'rigid_expenditure'"}
              - {when: "emergency", then: "'other_hardship'"}
              - {when: "destitutes > 0", then: "'destitute'"}
              - {else: "'none'"}
          household.people: {type: int, label: {zh: 人口, en: Size}, formula: "size"}
          household.nothing: {type: money, label: {zh: 零, en: Nothing}, formula: "0yuan"}
        """;

    private const string Outcome = """
        outcome:
          category: household.category
          outside: none
          person_category: person.category
          monitored: household.category
          monthly: household.nothing
          size: household.people
          income: household.nothing
          line: household.nothing
          order: []
        """;

    private readonly LawDay day;
    private readonly CompiledLaw code;
    private readonly Population population;

    public CategoryLaw(string folder, DateOnly asOf, IReadOnlyList<HouseholdGiven> households)
    {
        Directory.CreateDirectory(Path.Combine(folder, "standards"));
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), "pack: category\nversion: 1.0.0\n");
        foreach (var (file, text) in new[] { ("facts", Facts), ("variables", Variables), ("outcome", Outcome) })
        {
            File.WriteAllText(Path.Combine(folder, "standards", file + ".yaml"), text);
        }

        var pack = Pack.Open(folder);
        var law = Law.Read(pack);
        pack.RefuseFaults();
        day = law!.On(asOf, asOf);
        code = CompiledLaw.Compile(law);
        population = Population(law, households);
    }

    /// <returns>The category of each household.</returns>
    public IReadOnlyList<string> Decide()
    {
        var found = code.Evaluate(population, day)[day.Law.Outcome.Category];
        return Array.ConvertAll(found, number => day.Law.Codes[number]);
    }

    private static Population Population(Law law, IReadOnlyList<HouseholdGiven> households)
    {
        var builder = new PopulationBuilder(law);
        var entity = law.Facts.Find("household")!;
        foreach (var h in households)
        {
            var row = builder.Add(entity, -1);
            object[] values = [h.Size, h.Destitutes, h.Assessed, h.Line, h.Counted, h.Disposable, h.PropertyOkDibao, h.PropertyOkMarginal, h.PropertyOkRigid, h.RigidExceeds, h.Excluded, h.Emergency];
            foreach (var (name, value) in Inputs.Zip(values))
            {
                builder.Set(entity, row, entity.Fields[name], value);
            }
        }

        return builder.Build();
    }
}
