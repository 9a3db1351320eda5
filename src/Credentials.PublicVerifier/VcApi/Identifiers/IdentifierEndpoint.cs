using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary><c>GET /vc-api/identifiers/{did}</c>: a DID resolution result; of a DID URL with a fragment, the key of that name.</summary>
internal static class IdentifierEndpoint
{
    private const string Path = "/vc-api/identifiers/";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods(Path + "{**did}", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("DID resolution of did:key, did:jwk and did:web, by Accept: application/did-resolution (default), application/did, application/did+ld+json; of a DID URL with a fragment, its key.")
        .Produces(StatusCodes.Status200OK, contentType: "application/did-resolution", additionalContentTypes: ["application/did", "application/did+ld+json", "application/did-url-dereferencing"])
        .Produces(StatusCodes.Status400BadRequest, contentType: "application/did-resolution").Produces(StatusCodes.Status404NotFound, contentType: "application/did-resolution")
        .Produces(StatusCodes.Status406NotAcceptable, contentType: "application/did-resolution").Produces(StatusCodes.Status501NotImplemented, contentType: "application/did-resolution");

    private static async Task<IResult> HandleAsync(HttpContext context, string? did, ResolveIdentifier resolve, CancellationToken cancel)
    {
        var asked = AskedIdentifier.Of(AskedText(context, did));
        if (ResolutionForm.Choose(context.Request.Headers.Accept, asked.IsUrl) is not { } form)
        {
            var refused = ResolutionError.RepresentationNotSupported.Because("The document can be had as application/did, application/did+json or application/did+ld+json.");
            return new ResolutionAnswer(new Resolution(refused), ResolutionForm.Choose([], asked.IsUrl)!, asked.IsUrl);
        }

        return new ResolutionAnswer(await resolve.RunAsync(asked, ResolutionOptions.Of(context.Request.Query), cancel), form, asked.IsUrl);
    }

    // The DID stands in the address as it is or encoded, and may have percent signs of its own: decoding what was not encoded would make another of it.
    private static string AskedText(HttpContext context, string? routed)
    {
        // A host that does not keep the address as it was sent decoded it once, but for slashes.
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var start = target.IndexOf(Path, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return routed?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? "";
        var text = target[(start + Path.Length)..];
        var query = text.IndexOf('?', StringComparison.Ordinal);
        text = query < 0 ? text : text[..query];
        return text.StartsWith("did:", StringComparison.Ordinal) ? text.Replace("%23", "#", StringComparison.Ordinal) : Uri.UnescapeDataString(text);
    }
}
