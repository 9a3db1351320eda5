using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Puts <see cref="AskLimits"/> before an endpoint.</summary>
internal static class AskLimited
{
    public static RouteHandlerBuilder LimitAsks(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(async (context, next) =>
    {
        var limits = context.HttpContext.RequestServices.GetRequiredService<AskLimits>();
        if (limits.MayAsk(context.HttpContext))
            return await next(context);
        context.HttpContext.Response.Headers.RetryAfter = limits.RetryAfter;
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    });
}
