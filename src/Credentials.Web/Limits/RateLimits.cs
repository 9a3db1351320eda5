using System.Globalization;
using System.Threading.RateLimiting;
using Credentials.Web.Access;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Credentials.Web.Limits;

/// <summary>ASP.NET Core's rate limiter: one bucket per API key, and one per address for everyone else, wrong keys included.</summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> limits) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = RejectAsync;
    }

    private RateLimitPartition<string> Partition(HttpContext context) => context.FindCaller() is { } caller
        ? RateLimitPartition.GetTokenBucketLimiter("key:" + caller.KeyId, _ => Bucket(limits.Value.PerKey))
        : RateLimitPartition.GetTokenBucketLimiter("address:" + ClientAddress.Of(context), _ => Bucket(limits.Value.PerAddress));

    private TokenBucketRateLimiterOptions Bucket(int permits)
    {
        // At most one refill a second, of at least one permit.
        var refills = Math.Clamp((long)limits.Value.Period.TotalSeconds, 1, permits);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = (int)(permits / refills),
            ReplenishmentPeriod = limits.Value.Period / refills,
            QueueLimit = 0,
        };
    }

    private async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : limits.Value.Period;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds;
        await BareStatus.AnswerAsync(rejected.HttpContext, new Problem(ProblemCode.TooManyRequests, $"Try again in {seconds} s.").ToResult());
    }
}
