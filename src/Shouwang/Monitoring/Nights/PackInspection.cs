using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Means;
using Shouwang.Standards.Merging;

namespace Shouwang.Monitoring.Nights;

/// <summary>Everything that a night would stumble over in a pack: rules, contracts and cases, and the files beside them.</summary>
public static class PackInspection
{
    /// <returns>All faults by file, line and column; empty for a sound pack.</returns>
    /// <exception cref="DirectoryNotFoundException">No such folder, or it has no pack.yaml.</exception>
    public static IReadOnlyList<PackFault> Run(string folder)
    {
        var pack = Pack.Open(folder);
        var law = Law.Read(pack);
        LawCaseRunner.Check(pack, law, CaseKinds.Of(pack, law));
        Try(pack, "holidays.csv", file => WorkingDays.Load(file));
        Try(pack, "monitoring/matching.yaml", file => LinkageSpec.Load(file));
        if (pack.FindFile("divisions.csv") is not null)
        {
            Try(pack, "divisions.csv", file => DivisionTree.Load(file));
        }

        return [.. PackCheck.Run(folder).Concat(pack.Faults.All).Distinct()
            .OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)];
    }

    private static void Try(Pack pack, string name, Action<string> read)
    {
        if (pack.FindFile(name) is not { } file)
        {
            pack.Faults.Add(new PackFault(pack.Folder, 1, 1, "missing", new($"缺少文件 {name}", $"File {name} is missing")));
            return;
        }

        try
        {
            read(file);
        }
        catch (FileFaultException e)
        {
            foreach (var fault in e.Faults)
            {
                var (zh, en) = fault.Reason;
                pack.Faults.Add(new PackFault(file, Math.Max(1, fault.Line), 1, "file", fault.Field.Length == 0 ? fault.Reason : new($"{fault.Field}：{zh}", $"{fault.Field}: {en}")));
            }
        }
        catch (LinkageSpecException e)
        {
            foreach (var fault in e.Faults)
            {
                pack.Faults.Add(new PackFault(fault.File, (int)fault.Line, (int)fault.Column, "matching", fault.Reason));
            }
        }
        catch (MatchingDataException e)
        {
            pack.Faults.Add(new PackFault(e.File, (int)Math.Max(1, e.Line), 1, "matching", new(e.Reason, e.Reason)));
        }
    }
}
