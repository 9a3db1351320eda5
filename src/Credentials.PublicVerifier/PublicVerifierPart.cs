using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.PublicVerifier.Presentations;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.VcApi;
using Credentials.PublicVerifier.VcApi.Identifiers;
using Credentials.PublicVerifier.Verifying;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier;

/// <summary>
/// Composition of the public verifier. Needs <see cref="ITrustedIssuers"/>, <see cref="IAwardRegister"/>, <see cref="IPublishedDocuments"/>,
/// <see cref="IOpenShares"/>, <see cref="IFillWallets"/>, <see cref="IServeLearners"/>, <see cref="IPublishedAchievements"/>, <see cref="IKeepRequests"/>, <see cref="IKeepVerifierKey"/> and a <see cref="Web.PublicAddress"/> from the app.
/// </summary>
public static class PublicVerifierPart
{
    public static IServiceCollection AddPublicVerifier(this IServiceCollection services) => services
        .AddGathering()
        .AddPublicVerifierPages()
        .AddPresentations()
        .AddSingleton<IReceipts, VerificationReceipts>()
        .AddSingleton<ResolveIdentifier>();

    public static IEndpointRouteBuilder MapPublicVerifier(this IEndpointRouteBuilder endpoints)
    {
        VerifyCredentialEndpoint.Map(endpoints);
        CheckCredentialEndpoint.Map(endpoints);
        CheckPresentationEndpoint.Map(endpoints);
        IdentifierEndpoint.Map(endpoints);
        return endpoints.MapPublicVerifierPages().MapPresentations();
    }
}
