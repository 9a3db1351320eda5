using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Credentials.Web.Limits;

/// <summary>How large a request body may be: <see cref="Default"/> unless the endpoint says otherwise.</summary>
public static class BodyLimits
{
    /// <summary>Bytes.</summary>
    public const long Default = 1024 * 1024;

    /// <summary>Lets this endpoint's bodies be up to <paramref name="bytes"/> long.</summary>
    public static TBuilder AllowBody<TBuilder>(this TBuilder builder, long bytes)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(bytes));

    /// <summary>
    /// Refuses by the announced length before anything is read; bodies without one are cut off by the server at the same limit, which
    /// it takes from the same metadata.
    /// </summary>
    internal static Task EnforceAsync(HttpContext context, RequestDelegate next)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Default;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        return context.Request.ContentLength > limit
            ? BareStatus.AnswerAsync(context, new Problem(ProblemCode.TooLarge, $"The body may be {limit} bytes long.").ToResult())
            : next(context);
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
