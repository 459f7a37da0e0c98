namespace Shouwang.Monitoring.Matching;

/// <summary>Prepares the fields or keys of a table side by side where there are rows enough to be worth it.</summary>
internal static class AtOnce
{
    private const int WorthIt = 2000;

    public static void For(int parts, int rows, Action<int> prepare)
    {
        if (rows >= WorthIt)
        {
            Parallel.For(0, parts, prepare);
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            prepare(part);
        }
    }
}
