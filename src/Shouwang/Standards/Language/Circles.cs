namespace Shouwang.Standards.Language;

/// <summary>Refuses variables that need themselves; the path is printed.</summary>
internal static class Circles
{
    public static void Refuse(IEnumerable<Variable> variables)
    {
        var done = new HashSet<Variable>();
        foreach (var variable in variables)
        {
            Walk(variable, [], done);
        }
    }

    private static void Walk(Variable variable, List<Variable> path, HashSet<Variable> done)
    {
        var start = path.IndexOf(variable);
        if (start >= 0)
        {
            var circle = string.Join(" → ", path.Skip(start).Append(variable).Select(v => v.FullName));
            // Cut here, so that whatever walks formulas after this comes to an end.
            path[start].Formula = null;
            path[start].At.Fault("cycle", $"变量互相依赖成环：{circle}", $"The variables depend on each other in a circle: {circle}");
            return;
        }

        if (variable.Formula is null || !done.Add(variable))
        {
            return;
        }

        path.Add(variable);
        foreach (var next in variable.Formula.All().OfType<VariableValue>().Select(v => v.Variable).Distinct())
        {
            Walk(next, path, done);
        }

        path.RemoveAt(path.Count - 1);
    }
}
