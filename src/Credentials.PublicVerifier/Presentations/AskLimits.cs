using System.Threading.RateLimiting;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>How many requests to wallets one address may make (<see cref="RateLimitOptions.AsksPerAddress"/>): each of them is kept for minutes.</summary>
public sealed class AskLimits(IOptions<RateLimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(ClientAddress.Of(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.Value.AsksPerAddress,
            Window = limits.Value.Period,
            SegmentsPerWindow = 4,
        }));

    public bool MayAsk(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>Puts <see cref="AskLimits"/> before an endpoint.</summary>
internal static class AskLimited
{
    public static RouteHandlerBuilder LimitAsks(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(async (context, next) =>
    {
        if (context.HttpContext.RequestServices.GetRequiredService<AskLimits>().MayAsk(context.HttpContext))
            return await next(context);
        context.HttpContext.Response.Headers.RetryAfter = "60";
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    });
}
