// Violations on purpose, one for each way in which a type can look right. They prove that the boundary test can fail.
#pragma warning disable IDE0130, IDE0060, CA1822, CS1998
namespace Shouwang.Tests.Boundaries.Planted.Platform
{
    using Shouwang.Tests.Boundaries.Planted.Registry;

    internal sealed class Innocent
    {
        public int Length(string text) => text.Length;
    }

    internal sealed class HoldsOne
    {
        public Resident? Resident { get; set; }
    }

    internal sealed class TakesOne
    {
        public void Take(Resident resident)
        {
        }
    }

    internal sealed class ListsThem
    {
        public IReadOnlyList<Resident> Residents { get; } = [];
    }

    internal sealed class CallsInABody
    {
        public int Call() => Resident.Count();
    }

    internal sealed class CallsInALambda
    {
        public Func<int> Call() => () => Resident.Count();
    }

    internal sealed class CallsInAnAsyncMethod
    {
        public async Task<int> CallAsync()
        {
            await Task.Yield();
            return Resident.Count();
        }
    }

    internal sealed class CallsInAnIterator
    {
        public IEnumerable<int> Call()
        {
            yield return Resident.Count();
        }
    }

    internal sealed class CallsInALambdaOfAnAsyncMethod
    {
        public async Task<IEnumerable<int>> CallAsync(int[] numbers)
        {
            await Task.Yield();
            return numbers.Select(number => number + numbers.Length + Resident.Count());
        }
    }

    internal sealed class CallsInAnAsyncLambda
    {
        public Func<Task<int>> Call(int more) => async () =>
        {
            await Task.Yield();
            return more + Resident.Count();
        };
    }

    internal sealed class CallsInALocalFunction
    {
        public int Call<TValue>(TValue value)
        {
            return Count();

            int Count() => value is null ? 0 : Resident.Count();
        }
    }

    internal sealed class CallsInANestedType
    {
        private sealed class Inner
        {
            public int Call() => Resident.Count();
        }
    }

    internal sealed class DerivesFromOne : List<Resident>;

    internal sealed class AsksForTheType
    {
        public string Name() => typeof(Resident).Name;
    }

    internal sealed class ResidentHelper;
}

namespace Shouwang.Tests.Boundaries.Planted.Registry
{
    using Shouwang.Tests.Boundaries.Planted.Platform;

    internal sealed class Resident
    {
        public static int Count() => 1;

        public int LooksLeft(Innocent innocent) => innocent.Length("");
    }
}

namespace Shouwang.Tests.Boundaries.Planted.Ninth
{
    internal sealed class Stranger;
}
