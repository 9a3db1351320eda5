using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.OwnPages;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.Several;
using Credentials.Web.Assets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier.Pages;

/// <summary>Composition of the verifier's pages.</summary>
public static class PublicVerifierPages
{
    /// <summary>Asks for <see cref="Gathering.IOpenShares"/>, <see cref="Gathering.IFillWallets"/>, <see cref="Gathering.IServeLearners"/>, <see cref="Verifying.IVerifyCredentials"/>, <see cref="IReceipts"/> and <see cref="Web.PublicAddress"/> from elsewhere.</summary>
    public static IServiceCollection AddPublicVerifierPages(this IServiceCollection services) => services
        .AddAssets(typeof(PublicVerifierPages).Assembly)
        .AddSingleton<OwnPictures>()
        .AddSingleton<SharedFiles>()
        .AddSingleton<CheckSeveral>()
        .AddOwnPages();

    public static IEndpointRouteBuilder MapPublicVerifierPages(this IEndpointRouteBuilder endpoints)
    {
        HomePageEndpoint.Map(endpoints);
        VerifyPageEndpoint.Map(endpoints);
        SeveralEndpoints.Map(endpoints);
        SharePageEndpoint.Map(endpoints);
        ReceiptEndpoints.Map(endpoints);
        LearnerPageEndpoint.Map(endpoints);
        WalletEndpoints.Map(endpoints);
        endpoints.MapOwnPages();
        QrEndpoint.Map(endpoints);
        return endpoints;
    }
}
