using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Reads the settings of all layers of a pack; a later layer replaces the parts that it names.</summary>
internal sealed class WarningSettingsReader(Pack pack)
{
    private const string File = "monitoring/warning-settings.yaml";

    private readonly Dictionary<WarningSeverity, SeverityTerms> severities = [];
    private (int SilentDays, Share Rise)? suppression;
    private List<EscalationStep>? escalation;
    private string? cite;

    public WarningSettings? Read()
    {
        var before = pack.Faults.All.Count;
        PackNode? last = null;
        foreach (var root in pack.Read(File))
        {
            last = root;
            ReadLayer(root);
        }

        if (last is null)
        {
            pack.Faults.Add(new PackFault(Path.Combine(pack.Folder, File), 1, 1, "missing", new("缺少预警处置设置", "The settings for handling warnings are missing")));
            return null;
        }

        RefuseGaps(last);
        return pack.Faults.All.Count > before ? null : new WarningSettings(severities, suppression!.Value.SilentDays, suppression.Value.Rise, escalation!, cite!);
    }

    private void ReadLayer(PackNode root)
    {
        foreach (var (_, at, terms) in root.OptionalEntries("severities"))
        {
            var severity = Words<WarningSeverity>.Parse(at.Word("red", "orange", "yellow", "blue"));
            severities[severity] = new SeverityTerms(WholeAtLeast(terms, "due", 1), terms.BothOf("label"));
            terms.NoOthers();
        }

        if (root.Optional("suppression") is { } silence)
        {
            suppression = (WholeAtLeast(silence, "silent_days", 0), ShareOf(silence, "rise"));
            silence.NoOthers();
        }

        if (root.Optional("escalation") is { } steps)
        {
            escalation = [.. steps.Items().Select(ReadStep)];
            RefuseDisorder(steps);
        }

        if (root.Optional("cite") is { } document)
        {
            pack.CheckCitation(document);
            cite = document.Text();
        }

        root.NoOthers();
    }

    private static EscalationStep ReadStep(PackNode step)
    {
        var read = new EscalationStep(ShareOf(step, "at"), Words<EscalationLevel>.Parse(step.WordOf("to", "county", "city")));
        step.NoOthers();
        return read;
    }

    private void RefuseDisorder(PackNode steps)
    {
        foreach (var (lower, higher) in escalation!.Zip(escalation!.Skip(1)))
        {
            var rises = (Int128)lower.At.Numerator * higher.At.Denominator < (Int128)higher.At.Numerator * lower.At.Denominator;
            if (!rises || lower.To >= higher.To)
            {
                steps.Fault("order", "升级须由低到高、由早到晚", "Escalation steps must rise in share and level");
            }
        }
    }

    private void RefuseGaps(PackNode root)
    {
        foreach (var severity in Enum.GetValues<WarningSeverity>().Where(severity => !severities.ContainsKey(severity)))
        {
            root.Fault("missing", $"缺少“{Words<WarningSeverity>.Of(severity)}”级", $"Severity '{Words<WarningSeverity>.Of(severity)}' is missing");
        }

        Refuse(suppression is null, "suppression");
        Refuse(escalation is null, "escalation");
        Refuse(cite is null, "cite");

        void Refuse(bool missing, string key)
        {
            if (missing)
            {
                root.Fault("missing", $"缺少“{key}”", $"'{key}' is missing");
            }
        }
    }

    private static int WholeAtLeast(PackNode node, string key, int least)
    {
        var number = node.IntOf(key);
        if (node.Optional(key) is { } at && number < least)
        {
            at.Fault("range", $"不得小于 {least}", $"At least {least}");
        }

        return number;
    }

    private static Share ShareOf(PackNode node, string key)
    {
        if (node.Required(key) is not { } at)
        {
            return new Share(0, 1);
        }

        if (Share.TryParse(at.Text(), out var share))
        {
            return share;
        }

        at.Fault("number", "应为不超过六位小数的非负数", "Expected a number that is not negative, with at most six decimals");
        return new Share(0, 1);
    }
}
