using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Screening;

/// <summary>Everything that can be said against a pack, in one run.</summary>
public static class PackCheck
{
    /// <returns>All faults by file, line and column; empty for a sound pack.</returns>
    /// <exception cref="DirectoryNotFoundException">No such folder, or it has no pack.yaml.</exception>
    public static IReadOnlyList<PackFault> Run(string folder)
    {
        var pack = Pack.Open(folder);
        var records = RecordCatalog.Read(pack);
        SourceCatalog.Read(pack, records);
        var rules = RuleSet.Read(pack, records);
        new CaseReader(pack, rules).Read();
        return pack.Faults.All;
    }
}
