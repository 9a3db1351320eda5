using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Composition of asking wallets (OpenID4VP 1.0).</summary>
public static class PresentationsPart
{
    /// <summary>Asks for <see cref="IKeepRequests"/>, <see cref="IPublishedAchievements"/>, <see cref="IKeepVerifierKey"/> and <see cref="Web.PublicAddress"/> from elsewhere.</summary>
    public static IServiceCollection AddPresentations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<VerifierOptions>().BindConfiguration(VerifierOptions.Section);
        return services.AddSingleton<VerifierIdentity>().AddSingleton<WalletAddresses>().AddSingleton<SealedRequests>().AddSingleton<AskWallets>()
            .AddSingleton<ReceiveAnswer>().AddSingleton<AskLimits>();
    }

    public static IEndpointRouteBuilder MapPresentations(this IEndpointRouteBuilder endpoints)
    {
        VerifierDidEndpoint.Map(endpoints);
        PresentationEndpoints.Map(endpoints);
        WalletFacingEndpoints.Map(endpoints);
        AskPageEndpoints.Map(endpoints);
        RequestPageEndpoints.Map(endpoints);
        RequestEventsEndpoint.Map(endpoints);
        return endpoints;
    }
}
