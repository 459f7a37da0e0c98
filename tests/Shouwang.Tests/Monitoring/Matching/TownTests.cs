using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

/// <summary>The pack's specification on a whole synthetic town, and what learning makes of it.</summary>
public sealed class TownTests
{
    private static readonly LinkageSpec Spec = LinkageSpec.Load(Pack.Path("matching.yaml"));

    // The pack's weights were learned from seed 7; the town that is judged is another one.
    private static readonly SyntheticTown Town = new(19, 25_000, 25_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_a_thousand_people_matched_at_most_one_is_the_wrong_one()
    {
        var links = Link(Town.Registered, Town.Delivered);
        var matched = links.Index().Where(l => l.Item.Kind == LinkKind.Matched).ToList();
        var right = matched.Count(l => l.Item.Right == Town.About[l.Index]);
        var known = Town.About.Count(person => person >= 0);
        var left = links.Index().Count(l => l.Item.Kind == LinkKind.Doubt && l.Item.Candidates.Any(c => c.Right == Town.About[l.Index]));
        TestContext.Current.SendDiagnosticMessage($"precision {(double)right / matched.Count:P3}, recall {(double)right / known:P2}, with doubts {(double)(right + left) / known:P2}");
        Assert.True(right >= matched.Count * 0.999, $"{matched.Count - right} of {matched.Count} wrong");
        Assert.True(right >= known * 0.89, $"{right} of {known} found");
        Assert.True(right + left >= known * 0.96, $"{right + left} of {known} found or left to a person");
    }

    [Fact]
    public void The_answers_do_not_depend_on_the_order_of_the_rows_nor_on_the_threads()
    {
        var (leftOrder, rightOrder) = (Shuffled(Town.Delivered.Count, 1), Shuffled(Town.Registered.Count, 2));
        var one = Link(Town.Registered, Town.Delivered);
        var other = Link([.. rightOrder.Select(i => Town.Registered[i])], [.. leftOrder.Select(i => Town.Delivered[i])], threads: 4);
        for (var i = 0; i < leftOrder.Length; i++)
        {
            var (a, b) = (one[leftOrder[i]], other[i]);
            Assert.Equal((a.Kind, a.Score, a.Posterior), (b.Kind, b.Score, b.Posterior));
            Assert.Equal(a.Right, b.Right < 0 ? -1 : rightOrder[b.Right]);
            Assert.Equal(a.Candidates.Select(c => c.Right).Order(), b.Candidates.Select(c => rightOrder[c.Right]).Order());
        }
    }

    [Fact]
    public void Learning_from_unlabelled_rows_comes_near_the_truth_and_is_repeatable()
    {
        var town = new SyntheticTown(23, 8_000, 8_000);
        var report = new Learner(Spec).Learn(town.Delivered, town.Registered, cancel: Cancel);
        Assert.Equal(4, report.Passes.Count(p => p.Refused is null));
        Assert.Empty(report.Kept);
        Assert.Equal(0.55, report.Spec.Decision.Share, 0.05);
        Assert.Equal(0.80, M(report, "phone", "exact"), 0.03);
        Assert.Equal(0.97, M(report, "township", "exact"), 0.02);
        Assert.Equal(0.02, M(report, "birth", "swapped_day_month"), 0.01);
        Assert.Equal(1 / 60.0, report.Spec.Comparisons[5].Levels[0].U, 0.002);

        var turned = new Learner(Spec).Learn(
            [.. Shuffled(town.Delivered.Count, 3).Select(i => town.Delivered[i])], [.. Shuffled(town.Registered.Count, 4).Select(i => town.Registered[i])], cancel: Cancel);
        Assert.Equal(Numbers(report), Numbers(turned));
    }

    [Fact]
    public void Too_few_rows_teach_nothing_and_the_given_weights_stay()
    {
        var report = new Learner(Spec).Learn(Town.Delivered[..10], Town.Registered[..10], cancel: Cancel);
        Assert.All(report.Passes, p => Assert.NotNull(p.Refused));
        Assert.Equal(Spec.Comparisons.Count, report.Kept.Count);
    }

    [Fact]
    public void Whoever_gives_up_is_let_go_at_once()
    {
        using var given = new CancellationTokenSource();
        given.Cancel();
        var linker = new Linker(Spec);
        var index = linker.Index(Town.Registered);
        Assert.ThrowsAny<OperationCanceledException>(() => linker.Link(index, Town.Delivered, 1, given.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => linker.Link(index, Town.Delivered, 2, given.Token));
    }

    private static double M(LearnReport report, string field, string when) =>
        report.Spec.Comparisons.Single(c => c.Field == field).Levels.Single(l => l.When == when).M;

    private static List<double> Numbers(LearnReport report) =>
        [.. report.Spec.Comparisons.SelectMany(c => c.Levels).SelectMany(l => new[] { l.M, l.U }).Append(report.Spec.Decision.Share).Select(n => Math.Round(n, 9))];

    private static Link[] Link(List<string?[]> right, List<string?[]> left, int threads = 1)
    {
        var linker = new Linker(Spec);
        return linker.Link(linker.Index(right), left, threads, Cancel);
    }

    private static int[] Shuffled(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }
}
