using System.Runtime.CompilerServices;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>One database for tests that use temporary tables alone: they vanish with the session.</summary>
internal static class SharedPostgres
{
    private static readonly ConditionalWeakTable<Databases, Lazy<Task<TestDatabase>>> Opened = [];

    public static async Task<string> ConnectionAsync(Databases databases) =>
        (await Opened.GetValue(databases, d => new(() => d.FreshAsync(DatabaseKind.Postgres))).Value).Connection;
}
