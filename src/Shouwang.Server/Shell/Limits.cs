using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Shouwang.Platform.Access;

namespace Shouwang.Server.Shell;

/// <summary>How much one account may ask for; of who is not signed in, one address. A whole office may stand behind one address, so signing in is what counts.</summary>
internal static class Limits
{
    /// <summary>Requests at once, and the same number again within ten seconds.</summary>
    public const int Burst = 300;

    private const int StrangersBurst = 120;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => http.Items[typeof(Who)] is Who who
            ? RateLimitPartition.GetTokenBucketLimiter($"account {who.Name}", _ => Bucket(Burst))
            : RateLimitPartition.GetTokenBucketLimiter($"address {http.Connection.RemoteIpAddress}", _ => Bucket(StrangersBurst)));
    });

    private static TokenBucketRateLimiterOptions Bucket(int burst) => new() { TokenLimit = burst, TokensPerPeriod = burst / 10, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 };
}
