using Shouwang.Server.City.Economy;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Truth;

/// <summary>
/// <c>truth/assessments.csv</c>: for each household a line without id number, then one for each member. Monthly
/// amounts and the year's assessed income are the household's, in yuan.
/// </summary>
internal sealed class AssessmentFile(Population people, string path) : IDisposable
{
    private readonly CsvText file = new(path, "household", "id_number", "registered", "by_truth", "by_facts", "possible", "monitored_by_truth", "monitored_by_facts", "monthly_by_truth", "monthly_by_facts", "size_by_facts", "assessed_by_facts", "flag", "why");

    public void Write(Judged judged)
    {
        var (home, truth, facts) = (judged.Family.Told.Household, judged.ByTruth, judged.ByFacts);
        file.Row(home.Code, "", judged.Family.Told.Previous, truth.Category, facts.Category, string.Join(' ', facts.Possible), truth.Monitored, facts.Means?.Monitored,
            FactFiles.Yuan(truth.Monthly), FactFiles.Yuan(facts.Means?.Monthly), facts.Means?.Size, FactFiles.Yuan(facts.Means?.Assessed), judged.Flag, judged.Family.Why);
        for (var i = 0; i < home.Members.Count; i++)
        {
            file.Row(home.Code, people.Id(home.Members[i].Ordinal), home.Members[i].Category ?? "none", truth.Persons[i], facts.Means?.Persons[i] ?? facts.Category, "", "", "", "", "", "", "", "", "");
        }
    }

    public void Dispose() => file.Dispose();
}
