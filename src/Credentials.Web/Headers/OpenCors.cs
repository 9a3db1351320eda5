using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Credentials.Web.Headers;

/// <summary>CORS for documents that every web page in the world may read: DID documents, status lists, schemas, the verifier's calls.</summary>
public static class OpenCors
{
    private static readonly CorsPolicy Policy = new CorsPolicyBuilder()
        .AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("ETag", "Retry-After", "Location", "WWW-Authenticate").SetPreflightMaxAge(TimeSpan.FromDays(1)).Build();

    /// <summary>Lets pages of any origin read this endpoint's answers; no cookie or key is ever sent along.</summary>
    public static TBuilder OpenToAllOrigins<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new CorsPolicyMetadata(Policy));
}
