using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>Reads one entry of <c>rules:</c>.</summary>
internal sealed class RuleReader(Pack pack, RecordCatalog records, Vocabulary vocabulary, VariableCatalog variables, IReadOnlyDictionary<string, Parameter> parameters)
{
    private static readonly string[] Severities = ["red", "orange", "yellow", "blue"];

    public WarningRule? Read(string id, PackNode at, PackNode value)
    {
        var ruleScope = Enum.Parse<RuleScope>(value.WordOf("scope", "person", "household", "resident"), ignoreCase: true);
        var entity = ruleScope switch { RuleScope.Person => vocabulary.Person, RuleScope.Household => vocabulary.Household, _ => vocabulary.Resident };
        var scope = new Scope(entity, vocabulary, variables, parameters, id);
        var name = value.BothOf("name");
        var text = value.Optional("text")?.Both();
        value.Optional("parameters");
        var when = value.Required("when") is { } w ? Checker.Condition(scope, w) : null;
        var amount = value.Optional("amount") is { } a ? ReadAmount(scope, a) : null;
        var severity = ReadSeverity(scope, value);
        var requires = value.OptionalItems("requires").Select(RecordNamed).OfType<RecordType>().ToList();
        var followUp = value.OptionalItems("follow_up").Select(f => f.Text()).ToList();
        var cite = value.Required("cite");
        if (cite is not null)
        {
            pack.CheckCitation(cite);
        }

        value.NoOthers();
        if (when is null || severity is null || cite is null)
        {
            return null;
        }

        List<Formula> roots = [when, .. severity.Cases.Select(c => c.When), .. amount is null ? [] : new[] { amount }];
        var reached = Reached.From(roots);
        if (ruleScope == RuleScope.Resident && !Possible.IsBounded(when))
        {
            value.Optional("when")!.Fault("resident", "面向全体居民的规则须以已发生的记录为条件，如 sum(…) > 0yuan 或 any(…)：否则没有任何记录的人也会命中", "A rule for all residents must ask for something that happened, such as sum(…) > 0yuan or any(…): otherwise people without any record would be hit");
            return null;
        }

        return new WarningRule(id, name, text, ruleScope, when, amount, severity, requires, followUp, cite.Text(), reached.Records, reached.Parameters, Named.In(roots, entity))
        {
            Written = $"{value.OptionalText("when")} → {SeverityText(value)} ({value.OptionalText("scope")})",
        };
    }

    private static Formula? ReadAmount(Scope scope, PackNode at)
    {
        if (Checker.Check(scope, at) is not { Type.IsRefused: false } formula)
        {
            return null;
        }

        if (formula.Type.IsExact || formula.Type.Kind is ValueKind.Money)
        {
            return Checker.Fits(formula, FormulaType.Money with { MayBeUnknown = true }, at);
        }

        return Checker.Fits(formula, FormulaType.Int with { MayBeUnknown = true }, at);
    }

    private static string SeverityText(PackNode value) => value.Optional("severity") is not { } at ? ""
        : at.IsText ? at.Text()
        : string.Join(", ", at.Items().Select(i => i.OptionalText("when") is { } when ? $"{i.OptionalText("then")} if {when}" : i.OptionalText("else")));

    private static SeverityRule? ReadSeverity(Scope scope, PackNode value)
    {
        if (value.Required("severity") is not { } at)
        {
            return null;
        }

        if (at.IsText)
        {
            return new SeverityRule([], SeverityOf(at));
        }

        var cases = Cases.Read(at, w => Checker.Condition(scope, w), t => (object)SeverityOf(t));
        return cases is { } read ? new SeverityRule([.. read.Cases.Select(c => (c.When, (Severity)c.Then))], (Severity)read.Else) : null;
    }

    private static Severity SeverityOf(PackNode at) => Enum.Parse<Severity>(at.Word(Severities), ignoreCase: true);

    private RecordType? RecordNamed(PackNode at)
    {
        var found = records.Find(at.Text());
        if (found is null)
        {
            at.Fault("unknown", $"没有名为“{at.Text()}”的记录类型", $"No record type named '{at.Text()}'");
        }

        return found;
    }
}
