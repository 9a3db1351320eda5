using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.SdJwtVcs;
using Credentials.WalletProfiles;
using Credentials.Web;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
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
        endpoints.MapRead("/.well-known/openid-credential-issuer/centres/{slug}", GiveIssuerAsync).OpenToAllOrigins()
            .WithSummary("OpenID4VCI: Credential Issuer Metadata.").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapRead("/.well-known/oauth-authorization-server/centres/{slug}", GiveAuthorizationServerAsync).OpenToAllOrigins()
            .WithSummary("OAuth 2.0 Authorization Server Metadata (RFC 8414).").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapRead("/.well-known/jwt-vc-issuer/centres/{slug}", GiveKeysAsync).OpenToAllOrigins()
            .WithSummary("JWT VC Issuer Metadata: the keys of a centre's SD-JWT VCs.").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapRead("/types/{name}", GiveType).OpenToAllOrigins()
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

    /// <summary>
    /// The centre's keys, retired ones too, so that what was signed with them stays checkable; none that was compromised, because who reads this knows no key
    /// history, and a thief dates what he signs as he likes.
    /// </summary>
    private static async Task<IResult> GiveKeysAsync(
        string slug, IssuingCentres centres, WalletAddresses addresses, IOptions<IssuerServiceOptions> options, CancellationToken cancel)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return NoCentre.ToResult();
        var keys = centre.Registered.Keys.Where(key => key.CompromisedFrom is null).Select(key => new IssuerKey(key.VerificationMethod, key.Key)).ToArray();
        return Answer(WalletMetadata.Written(JwtVcIssuerMetadata.Of(addresses.Issuer(slug), new(keys)).Write), options);
    }

    /// <summary>The very bytes that <c>vct#integrity</c> is of.</summary>
    private static IResult GiveType(string name, PublicAddress address, IOptions<IssuerServiceOptions> options) =>
        WalletProfile.TryFind(name, out var profile) && profile.MetadataFor(address.Url) is { } type
            ? Answer(type.ToUtf8(), options)
            : new Problem(ProblemCode.NotFound, "there is no such type").ToResult();

    private static PublishedFileAnswer Answer(ReadOnlyMemory<byte> json, IOptions<IssuerServiceOptions> options) =>
        new(new PublishedFile(json, "application/json", options.Value.DocumentMaxAge));
}
