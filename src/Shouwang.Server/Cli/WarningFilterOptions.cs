using System.CommandLine;
using Shouwang.Monitoring.Warnings;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>Which warnings a command means: the options that <c>list</c> and <c>export</c> share.</summary>
internal sealed class WarningFilterOptions
{
    private readonly Option<WarningState[]> state = WordOption.Several<WarningState>("--state", "状态 / state");
    private readonly Option<WarningSeverity[]> severity = WordOption.Several<WarningSeverity>("--severity", "级别 / severity");
    private readonly Option<string?> rule = new("--rule") { Description = "规则编号，如 A02 / rule, e.g. A02" };
    private readonly Option<string?> worker = new("--worker") { Description = "工作人员编号 / the worker's code" };
    private readonly Option<bool> unassigned = new("--unassigned") { Description = "只看没有工作人员的 / only those without a worker" };
    private readonly Option<string?> place = new("--place") { Description = "区划代码，2、4、6、9 或 12 位 / division code of 2, 4, 6, 9 or 12 digits" };
    private readonly Option<DateOnly?> dueBefore = WordOption.Day("--due-before", "期限早于 / due before");
    private readonly Option<bool> overdue = new("--overdue") { Description = "只看超期未核实的 / only those past their last day" };
    private readonly Option<DateOnly?> from = WordOption.Day("--from", "预警日期起 / raised from");
    private readonly Option<DateOnly?> to = WordOption.Day("--to", "预警日期止 / raised to");
    private readonly Option<string?> number = new("--number") { Description = "编号或其一部分 / number, or a part of it" };
    private readonly Option<WarningOrder?> sort = WordOption.One<WarningOrder>("--sort", "排序 / order");
    private readonly Option<bool> descending = new("--desc") { Description = "倒序 / descending" };
    private readonly Option<DateOnly?> asOf = Globals.AsOf();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { state, severity, rule, worker, unassigned, place, dueBefore, overdue, from, to, number, sort, descending, asOf })
        {
            command.Options.Add(option);
        }
    }

    public DateOnly AsOf(ParseResult parsed, TimeProvider clock) => Globals.Day(parsed, asOf, clock);

    /// <exception cref="RefusedException">The place is no division code, or the rule is not in the pack.</exception>
    public ListWarnings.Query Query(ParseResult parsed, RuleBook book, DateOnly day, int skip, int? take)
    {
        if (parsed.GetValue(rule) is { } code && !book.Names.ContainsKey(code))
        {
            throw new RefusedException(new($"没有编号为“{code}”的规则。", $"No rule '{code}'."));
        }

        var filter = new WarningFilter(
            parsed.GetValue(state), parsed.GetValue(severity), parsed.GetValue(rule), parsed.GetValue(worker), parsed.GetValue(unassigned), Within(parsed),
            parsed.GetValue(dueBefore), parsed.GetValue(overdue) ? day : null, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(number));
        return new ListWarnings.Query(filter, parsed.GetValue(sort) ?? WarningOrder.Due, parsed.GetValue(descending), skip, take);
    }

    private DivisionCode? Within(ParseResult parsed)
    {
        if (parsed.GetValue(place) is not { } text)
        {
            return null;
        }

        return DivisionCode.TryParse(text, out var division)
            ? division
            : throw new RefusedException(new($"“{text}”不是区划代码：应为 2、4、6、9 或 12 位数字。", $"'{text}' is no division code: 2, 4, 6, 9 or 12 digits are expected."));
    }
}
