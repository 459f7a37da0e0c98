using System.CommandLine;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Cli;

/// <summary><c>pack explain NAME</c>: what a variable, parameter or rule says, on what it rests and what it needs.</summary>
internal static class PackExplainCommand
{
    public static Command Make()
    {
        var name = new Argument<string>("name") { Description = "变量（household.category）、参数（line）或规则（A02）/ variable, parameter or rule" };
        var folder = PackCommands.Folder();
        var asOf = Globals.AsOf();
        var explain = new Command("explain", "说明一个变量、参数或规则：公式、依据、取值、由什么算出 / a variable, parameter or rule: formula, citation, values, what it is made of") { name, folder, asOf };
        explain.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            var pack = Pack.Open(PackCommands.FolderOf(parsed, folder));
            var rules = RuleSet.Read(pack);
            var law = Law.Read(pack);
            pack.RefuseFaults();
            var asked = parsed.GetValue(name)!;
            var day = Globals.Day(parsed, asOf, TimeProvider.System);
            var variables = (law?.Variables.All ?? []).Concat(rules.Variables.All);
            var speaker = new PackSpeaker(terminal, pack, day);
            if (variables.FirstOrDefault(v => v.FullName == asked) is { } variable)
            {
                speaker.Say(variable);
            }
            else if ((law?.Parameters.GetValueOrDefault(asked) ?? rules.Parameters.GetValueOrDefault(asked)) is { } parameter)
            {
                speaker.Say(parameter);
            }
            else if (rules.Rules.GetValueOrDefault(asked) is { } rule)
            {
                speaker.Say(rule);
            }
            else
            {
                var near = variables.Select(v => v.FullName).Concat(rules.Parameters.Keys).Concat(rules.Rules.Keys).Where(n => n.Contains(asked.Split('.')[^1], StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal).Take(8).ToList();
                throw new RefusedException(new($"没有“{asked}”。相近的有：{string.Join("、", near)}", $"No '{asked}'. Near it: {string.Join(", ", near)}"));
            }

            return 0;
        });
        return explain;
    }
}

/// <summary>Prints what a pack says, with what it rests on.</summary>
internal sealed class PackSpeaker(Terminal terminal, Pack pack, DateOnly day)
{
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    public void Say(Variable variable)
    {
        terminal.Document(Document(variable));
        Tree(variable, 0);
    }

    public void Say(Parameter parameter)
    {
        terminal.Document(new
        {
            parameter = parameter.Name, parameter.Label, type = parameter.Type.En, parameter.By,
            values = parameter.Values.Select(v => new { v.From, v.To, v.Published, value = v.Value is ParameterTable t ? (object)t.Entries.Select(e => new { keys = e.Keys.Select(ParameterText.Key), value = ValueText.Of(e.Value, parameter.Type) }) : ValueText.Of(v.Value, parameter.Type), v.Cite, document = Title(v.Cite) }),
        });
        terminal.Line($"{parameter.Label.Zh}（{parameter.Name}）", $"{parameter.Label.En} ({parameter.Name})");
        foreach (var value in parameter.Values)
        {
            var (period, shown) = (ParameterText.Period(value), ParameterText.Value(value, parameter.Type));
            terminal.Line($"  {period.Zh}：{shown.Zh}{Cited(value.Cite)}", $"  {period.En}: {shown.En}{Cited(value.Cite)}");
        }
    }

    public void Say(WarningRule rule)
    {
        terminal.Document(new { rule = rule.Id, rule.Name, rule.Written, rule.Cite, document = Title(rule.Cite), parameters = rule.Parameters.Select(p => p.Name) });
        terminal.Line($"{rule.Id} {rule.Name.Zh}{Cited(rule.Cite)}", $"{rule.Id} {rule.Name.En}{Cited(rule.Cite)}");
        terminal.Line($"  {rule.Written}", $"  {rule.Written}");
        foreach (var parameter in rule.Parameters)
        {
            Line(parameter, 1);
        }

        foreach (var needed in rule.When.All().OfType<VariableValue>().Select(v => v.Variable).Distinct())
        {
            Tree(needed, 1);
        }
    }

    private object Document(Variable variable) => new
    {
        variable = variable.FullName, variable.Label, type = variable.Type.En, variable.Written, variable.Cite, variable.CaseCites, document = Title(variable.Cite),
        parameters = Parameters(variable).Select(p => p.Name), needs = Needs(variable).Select(v => v.FullName),
    };

    private void Tree(Variable variable, int depth)
    {
        var indent = new string(' ', depth * 2);
        var again = !said.Add(variable.FullName);
        var (zh, en) = again ? ("（见上）", " (see above)") : ("", "");
        terminal.Line($"{indent}{variable.Label.Zh}（{variable.FullName}，{variable.Type.Zh}）{Cited(variable.Cite)}{zh}", $"{indent}{variable.Label.En} ({variable.FullName}, {variable.Type.En}){Cited(variable.Cite)}{en}");
        if (again)
        {
            return;
        }

        foreach (var (written, i) in variable.Written.Select((w, i) => (w, i)))
        {
            var number = variable.Branch is null ? "= " : $"{i + 1}. ";
            var cite = Cited(variable.CaseCites.ElementAtOrDefault(i));
            terminal.Line($"{indent}  {number}{written}{cite}", $"{indent}  {number}{written}{cite}");
        }

        foreach (var parameter in Parameters(variable))
        {
            Line(parameter, depth + 1);
        }

        foreach (var needed in Needs(variable))
        {
            Tree(needed, depth + 1);
        }
    }

    private void Line(Parameter parameter, int depth)
    {
        var indent = new string(' ', depth * 2);
        if (parameter.Find(day, day) is { } value)
        {
            var shown = ParameterText.Value(value, parameter.Type);
            terminal.Line($"{indent}· {parameter.Label.Zh}（p.{parameter.Name}）= {shown.Zh}{Cited(value.Cite)}", $"{indent}· {parameter.Label.En} (p.{parameter.Name}) = {shown.En}{Cited(value.Cite)}");
        }
        else
        {
            terminal.Line($"{indent}· {parameter.Label.Zh}（p.{parameter.Name}）：{ValueText.Day(day)} 没有有效值", $"{indent}· {parameter.Label.En} (p.{parameter.Name}): no value on {ValueText.Day(day)}");
        }
    }

    private static IEnumerable<Formula> All(Variable variable) => variable.Formula!.All().Concat(variable.Branch?.All() ?? []);

    private static IEnumerable<Parameter> Parameters(Variable variable) => All(variable).Select(f => f switch { ParameterRef p => p.Parameter, Lookup l => l.Parameter, _ => null }).OfType<Parameter>().Distinct();

    private static IEnumerable<Variable> Needs(Variable variable) => All(variable).OfType<VariableValue>().Select(v => v.Variable).Distinct();

    private string? Title(string? cite) => cite is null ? null : pack.Documents.GetValueOrDefault(cite.Split('#')[0])?.Title;

    private string Cited(string? cite)
    {
        if (cite is null)
        {
            return "";
        }

        var article = cite.Contains('#', StringComparison.Ordinal) ? $" #{cite.Split('#')[1]}" : "";
        return $" 〔{Title(cite) ?? cite}{article}〕";
    }
}
