using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Packs;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class WarningSettingsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_city_handles_warnings_by_the_settings_of_its_pack()
    {
        var settings = GivenWarnings.Read("cn-ah-huaibei");

        Assert.Equal([3, 5, 10, 10], Enum.GetValues<WarningSeverity>().Select(severity => settings.Severities[severity].DueWorkingDays));
        Assert.Equal((90, new Share(20, 100)), (settings.SilentDays, settings.Rise));
        Assert.Equal([new EscalationStep(new Share(10, 10), EscalationLevel.County), new EscalationStep(new Share(15, 10), EscalationLevel.City)], settings.Escalation);
    }

    [Fact]
    public void A_city_replaces_what_it_names_and_keeps_the_rest()
    {
        Write("cn", Whole);
        Write("city", "suppression: {silent_days: 30, rise: 0.5}\nseverities:\n  red: {due: 1, label: {zh: 红, en: Red}}\n", extends: "cn");

        var settings = WarningSettings.Read(Pack.Open(folder.File("city")))!;

        Assert.Equal((30, new Share(5, 10)), (settings.SilentDays, settings.Rise));
        Assert.Equal([1, 5, 10, 10], Enum.GetValues<WarningSeverity>().Select(severity => settings.Severities[severity].DueWorkingDays));
        Assert.Equal(2, settings.Escalation.Count);
    }

    [Fact]
    public void All_faults_are_named_with_their_place_in_one_run()
    {
        Write("cn", """
            severities:
              red: {due: 0, label: {zh: 红, en: Red}}
              orange: {due: five, label: {zh: 橙, en: Orange}}
              purple: {due: 10, label: {zh: 紫, en: Purple}}
            suppression: {silent_days: 90, rise: 20%}
            escalation: [{at: 1.5, to: county}, {at: 1.0, to: city}]
            silence: 3
            cite: NOBODY

            """);
        var pack = Pack.Open(folder.File("cn"));

        Assert.Null(WarningSettings.Read(pack));

        Assert.Equal([(1, "missing"), (1, "missing"), (2, "range"), (3, "int"), (3, "range"), (4, "word"), (5, "number"), (6, "order"), (7, "unknown_key"), (8, "source")],
            pack.Faults.All.Select(fault => (fault.Line, fault.Code)));
    }

    [Fact]
    public void A_pack_without_settings_is_refused()
    {
        Write("cn", null);
        var pack = Pack.Open(folder.File("cn"));

        Assert.Null(WarningSettings.Read(pack));

        Assert.Equal("missing", Assert.Single(pack.Faults.All).Code);
    }

    private const string Whole = """
        severities:
          red: {due: 3, label: {zh: 红, en: Red}}
          orange: {due: 5, label: {zh: 橙, en: Orange}}
          yellow: {due: 10, label: {zh: 黄, en: Yellow}}
          blue: {due: 10, label: {zh: 蓝, en: Blue}}
        suppression: {silent_days: 90, rise: 0.20}
        escalation: [{at: 1.0, to: county}, {at: 1.5, to: city}]
        cite: D

        """;

    private void Write(string pack, string? settings, string? extends = null)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, pack, "monitoring"));
        var parent = extends is null ? "" : $"extends: {extends}\n";
        folder.Write($"{pack}/pack.yaml", $"pack: {pack}\nversion: 1\n{parent}documents:\n  D: {{title: 默认}}\n");
        if (settings is not null)
        {
            folder.Write($"{pack}/monitoring/warning-settings.yaml", settings);
        }
    }
}
