using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Publishing;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Wallets;

/// <summary>What wallets and verifiers of wallets read about a centre before anything else.</summary>
internal static class WalletMetadataEndpoints
{
    private static readonly Problem NoCentre = new(ProblemCode.NotFound, "there is no such centre");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/.well-known/openid-credential-issuer/centres/{slug}", ReadEndpoints.Methods, GiveIssuerAsync).OpenToAllOrigins()
            .WithSummary("OpenID4VCI: Credential Issuer Metadata.").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods("/.well-known/oauth-authorization-server/centres/{slug}", ReadEndpoints.Methods, GiveAuthorizationServerAsync).OpenToAllOrigins()
            .WithSummary("OAuth 2.0 Authorization Server Metadata (RFC 8414).").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods("/.well-known/jwt-vc-issuer/centres/{slug}", ReadEndpoints.Methods, GiveKeysAsync).OpenToAllOrigins()
            .WithSummary("JWT VC Issuer Metadata: the keys of a centre's SD-JWT VCs.").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods("/types/{name}", ReadEndpoints.Methods, GiveType).OpenToAllOrigins()
            .WithSummary("SD-JWT VC Type Metadata.").Produces(StatusCodes.Status200OK, contentType: "application/json");
    }

    private static async Task<IResult> GiveIssuerAsync(
        string slug, Centres centres, WalletMetadata metadata, IOptions<IssuerServiceOptions> options, CancellationToken cancel) =>
        await centres.FindAsync(slug, cancel) is { } centre
            ? Answer(metadata.OfIssuer(centre.Centre), options)
            : NoCentre.ToResult();

    private static async Task<IResult> GiveAuthorizationServerAsync(
        string slug, Centres centres, WalletMetadata metadata, IOptions<IssuerServiceOptions> options, CancellationToken cancel) =>
        await centres.FindAsync(slug, cancel) is null ? NoCentre.ToResult() : Answer(metadata.OfAuthorizationServer(slug), options);

    private static async Task<IResult> GiveKeysAsync(string slug, IssuerMetadataPublisher metadata, CancellationToken cancel) =>
        await metadata.FindAsync(slug, cancel) is { } file ? new PublishedFileAnswer(file) : NoCentre.ToResult();

    private static IResult GiveType(string name, TypePublisher types) =>
        types.Find(name) is { } file ? new PublishedFileAnswer(file) : new Problem(ProblemCode.NotFound, "there is no such type").ToResult();

    private static PublishedFileAnswer Answer(ReadOnlyMemory<byte> json, IOptions<IssuerServiceOptions> options) =>
        new(new PublishedFile(json, "application/json", options.Value.DocumentMaxAge));
}
