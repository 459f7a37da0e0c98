namespace Shouwang.Server.City;

/// <summary>
/// A seeded source of chance (splitmix64). The platform's own generator may change between versions; a city must not.
/// </summary>
internal struct Dice
{
    private ulong state;

    public Dice(ulong seed) => state = seed;

    public static Dice Of(ulong seed, string what) => new(Mix(seed, Hash(what)));

    public static Dice Of(ulong seed, ulong what) => new(Mix(seed, what));

    public ulong Next() => Scramble(state += 0x9E3779B97F4A7C15);

    /// <summary>0 ≤ result &lt; count.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>first ≤ result ≤ last.</summary>
    public long Between(long first, long last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        return first + (long)Math.BigMul(Next(), (ulong)(last - first + 1), out _);
    }

    /// <summary>True in so many of 10,000 cases.</summary>
    public bool Chance(int perTenThousand) => Below(10_000) < perTenThousand;

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>The index of a weight, as often as its share.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var at = Below(sum);
        var index = 0;
        while (at >= weights[index])
        {
            at -= weights[index++];
        }

        return index;
    }

    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    public static ulong Mix(ulong a, ulong b) => Scramble(Scramble(a + 0x9E3779B97F4A7C15) ^ (b * 0xD6E8FEB86659FD93));

    /// <summary>FNV-1a: string.GetHashCode differs from run to run.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
