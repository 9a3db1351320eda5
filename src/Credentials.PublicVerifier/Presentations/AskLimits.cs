using System.Globalization;
using System.Threading.RateLimiting;
using Credentials.Web.Access;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// How many requests to wallets one address, or one API key, may make (<see cref="RateLimitOptions.AsksPerAddress"/>, <see cref="RateLimitOptions.AsksPerKey"/>):
/// each of them is kept for minutes. And how many of their pages one address may have followed at once.
/// </summary>
public sealed class AskLimits : IDisposable
{
    private const int MostStreams = 40;

    private readonly PartitionedRateLimiter<HttpContext> _asks;
    private readonly PartitionedRateLimiter<HttpContext> _streams;

    public AskLimits(IOptions<RateLimitOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        _asks = PartitionedRateLimiter.Create<HttpContext, (string? Key, string? Address)>(context => context.FindCaller() is { KeyId: var key }
            ? RateLimitPartition.GetSlidingWindowLimiter(((string?)key, (string?)null), _ => InPeriod(limits.AsksPerKey))
            : RateLimitPartition.GetSlidingWindowLimiter(((string?)null, (string?)ClientAddress.Of(context)), _ => InPeriod(limits.AsksPerAddress)));
        _streams = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetConcurrencyLimiter(ClientAddress.Of(context), _ => new ConcurrencyLimiterOptions { PermitLimit = MostStreams }));
        RetryAfter = Math.Ceiling(limits.Period.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        SlidingWindowRateLimiterOptions InPeriod(int most) => new() { PermitLimit = most, Window = limits.Period, SegmentsPerWindow = 4 };
    }

    /// <summary>The header of a refusal: seconds.</summary>
    public string RetryAfter { get; }

    public bool MayAsk(HttpContext context)
    {
        using var lease = _asks.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <summary>A place to follow a request from, until it is disposed; null where the address has too many.</summary>
    public IDisposable? Watch(HttpContext context)
    {
        var lease = _streams.AttemptAcquire(context);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        return null;
    }

    public void Dispose()
    {
        _asks.Dispose();
        _streams.Dispose();
    }
}
