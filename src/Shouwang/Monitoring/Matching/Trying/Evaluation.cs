using System.Diagnostics;

namespace Shouwang.Monitoring.Matching;

/// <summary>Runs the matcher on labelled CSV files, two or one against itself, and counts how often it is right.</summary>
public sealed class Evaluation(LinkageSpec spec)
{
    /// <summary>Evaluates the specification.</summary>
    /// <param name="leftCsv">Left file.</param>
    /// <param name="rightCsv">Right file, or null for the left one against itself.</param>
    /// <param name="truthColumn">Rows are the same entity if and only if they share this column's value; blank = nobody knows.</param>
    /// <exception cref="MatchingDataException">A file cannot be read, a column is missing, or no two rows share a label.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public EvaluationResult Run(
        string leftCsv, string? rightCsv, string truthColumn, int threads = 1, IProgress<EvaluationProgress>? progress = null, CancellationToken cancel = default)
    {
        progress?.Report(new("read", 0));
        var left = LabelledCsv.Read(leftCsv, spec, left: true, truthColumn, cancel);
        var right = rightCsv is null ? left : LabelledCsv.Read(rightCsv, spec, left: false, truthColumn, cancel);
        var labels = Numbered(left.Labels, right.Labels);
        var truth = TruePairs(labels, rightCsv is null);
        if (truth == 0)
        {
            throw new MatchingDataException(rightCsv ?? leftCsv, 0, truthColumn, "没有两行取值相同，无从评估 · no two rows share a value: nothing to evaluate against");
        }

        var clock = Stopwatch.StartNew();
        progress?.Report(new("prepare", 0));
        var index = new LinkIndex(spec, right.Rows);
        var table = rightCsv is null ? index.Table : new RowTable(spec, left.Rows);
        var run = new Linker(spec).Link(new LinkRun(table.Rows, labels), index, table, threads, Steps(progress), cancel);
        clock.Stop();
        return Count(run, labels, truth, index.Rows, rightCsv is null, clock.Elapsed.TotalSeconds);
    }

    private static IProgress<double>? Steps(IProgress<EvaluationProgress>? progress) =>
        progress is null ? null : new Forward(progress);

    // Progress<T> posts to the thread pool; a long command wants its steps in order.
    private sealed class Forward(IProgress<EvaluationProgress> to) : IProgress<double>
    {
        public void Report(double value) => to.Report(new("match", value));
    }

    private static EvaluationResult Count(LinkRun run, Labels labels, long truth, int rightRows, bool self, double seconds)
    {
        var (matched, matchedTrue, doubts, doubtsTrue) = (0L, 0L, 0L, 0L);
        var met = new HashSet<(int, int)>();
        for (var row = 0; row < run.Links.Length; row++)
        {
            var link = run.Links[row];
            if (link.Kind == LinkKind.Doubt)
            {
                doubts++;
                doubtsTrue += link.Candidates.Any(c => labels.Same(row, c.Right)) ? 1 : 0;
            }
            else if (link.Kind == LinkKind.Matched)
            {
                foreach (var other in link.Candidates.Count > 0 ? link.Candidates.Select(c => c.Right) : [link.Right])
                {
                    if (!self || met.Add((Math.Min(row, other), Math.Max(row, other))))
                    {
                        matched++;
                        matchedTrue += labels.Same(row, other) ? 1 : 0;
                    }
                }
            }
        }

        var each = self ? 2 : 1;
        long left = run.Links.Length;
        return new(left, rightRows, self ? left * (left - 1) / 2 : left * rightRows, run.Pairs / each, truth, run.TruePairs / each,
            matched, matchedTrue, doubts, doubtsTrue, run.PassedOver, seconds);
    }

    private static Labels Numbered(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var numbers = new Dictionary<string, int>();
        int Number(string label) => label.Length == 0 ? -1 : numbers.TryGetValue(label, out var known) ? known : numbers[label] = numbers.Count;
        return new([.. left.Select(Number)], [.. right.Select(Number)]);
    }

    private static long TruePairs(Labels labels, bool self)
    {
        var counts = labels.Right.Where(l => l >= 0).CountBy(l => l).ToDictionary();
        return self
            ? counts.Values.Sum(n => (long)n * (n - 1) / 2)
            : labels.Left.Sum(l => (long)counts.GetValueOrDefault(l));
    }
}
