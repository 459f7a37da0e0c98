namespace Shouwang.Monitoring.Matching;

/// <summary>64-bit hashes that are the same on every machine and in every run; 0 means "nothing there".</summary>
internal static class Hashing
{
    public const ulong Seed = 0x9E3779B97F4A7C15;

    public static ulong Of(ReadOnlySpan<int> elements)
    {
        var hash = Seed;
        foreach (var element in elements)
        {
            hash = Mix(hash, (uint)element);
        }

        return hash == 0 ? 1 : hash;
    }

    public static ulong Text(string text)
    {
        var hash = Seed;
        foreach (var c in text)
        {
            hash = Mix(hash, c);
        }

        return hash;
    }

    public static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0xBF58476D1CE4E5B9;
        return hash ^ (hash >> 29);
    }
}
