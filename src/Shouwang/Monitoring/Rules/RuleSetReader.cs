using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>Collects parameters, variables and rules of all layers first: a later layer replaces by name.</summary>
internal sealed class RuleSetReader
{
    private readonly Pack pack;
    private readonly RecordCatalog records;
    private readonly Vocabulary vocabulary;
    private readonly SortedDictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (PackNode At, PackNode Value)> rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WaitingRule> waiting = new(StringComparer.Ordinal);
    private readonly VariableCatalog variables;

    public RuleSetReader(Pack pack, RecordCatalog records)
    {
        this.pack = pack;
        this.records = records;
        vocabulary = Vocabulary.Read(pack, records);
        variables = new VariableCatalog(vocabulary, parameters);
    }

    public RuleSet Read()
    {
        var replaced = new SortedDictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var root in pack.Read("standards/parameters.yaml").Concat(pack.Read("monitoring/warnings")))
        {
            foreach (var parameter in ParameterReader.Read(pack, root))
            {
                replaced[parameter.Name] = parameter;
            }

            ReadVariables(root);
            ReadRules(root);
            ReadWaiting(root);
            root.NoOthers();
        }

        foreach (var (id, rule) in rules)
        {
            foreach (var parameter in ParameterReader.Read(pack, rule.Value, id))
            {
                parameters[parameter.Name] = parameter;
            }
        }

        // “A02.threshold” among the pack's parameters replaces the rule's own: an overlay need not repeat the rule.
        foreach (var (name, parameter) in replaced)
        {
            parameters[name] = parameter;
        }

        variables.CheckAll();
        var reader = new RuleReader(pack, records, vocabulary, variables, parameters);
        var read = rules.Select(r => reader.Read(r.Key, r.Value.At, r.Value.Value)).OfType<WarningRule>().ToList();
        foreach (var both in rules.Keys.Intersect(waiting.Keys))
        {
            rules[both].At.Fault("twice", $"规则“{both}”同时在 rules 和 waiting 中", $"Rule '{both}' stands in both rules and waiting");
        }

        return new RuleSet(vocabulary, records, variables, parameters, new SortedDictionary<string, WarningRule>(read.ToDictionary(r => r.Id), StringComparer.Ordinal), waiting)
        {
            Faulty = rules.Keys.Except(read.Select(r => r.Id)).ToHashSet(StringComparer.Ordinal),
        };
    }

    private void ReadVariables(PackNode root)
    {
        foreach (var (name, at, value) in root.OptionalEntries("variables"))
        {
            variables.Add(name, at, value, pack);
        }
    }

    private void ReadRules(PackNode root)
    {
        foreach (var (id, at, value) in root.OptionalEntries("rules"))
        {
            if (id.Length is 0 or > 12 || id.AsSpan().ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"))
            {
                at.Fault("name", "规则编号只能用大写字母、数字和下划线，不超过 12 个字符", "A rule's id has capital letters, digits and underscores, at most 12");
                continue;
            }

            rules[id] = (at, value);
            waiting.Remove(id);
        }
    }

    private void ReadWaiting(PackNode root)
    {
        foreach (var (id, _, value) in root.OptionalEntries("waiting"))
        {
            var what = value.WordOf("for", "case_work", "source") == "source" ? WaitingFor.Source : WaitingFor.CaseWork;
            waiting[id] = new WaitingRule(id, value.BothOf("name"), what, value.BothOf("reason"));
            value.NoOthers();
        }
    }
}
