using Credentials.App.Composition;
using Credentials.IssuerService.Publishing;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Presentations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Credentials.App.Ports;

/// <summary>
/// Wires what the verifier asks of the other parts: to the parts themselves where they run in this process, over HTTP to
/// <c>PublicVerifier:Upstream</c> where they run apart.
/// </summary>
internal static class VerifierPorts
{
    public const string UpstreamSetting = "PublicVerifier:Upstream";

    /// <exception cref="StartRefusedException">The setting is no address.</exception>
    public static IServiceCollection AddVerifierPorts(this IServiceCollection services, Roles roles, IConfiguration configuration)
    {
        var upstream = configuration[UpstreamSetting];
        if (upstream is not null)
            services.AddSingleton(new Upstream(AddressOf(upstream)));

        services.AddSingleton<IKeepVerifierKey, OwnVerifierKey>();
        if (roles.OpensStore)
        {
            services.TryAddSingleton<TrustList>();
            services.TryAddSingleton<AwardRegister>();
            services.TryAddSingleton<AchievementList>();
            services.AddSingleton<ITrustedIssuers, LocalTrustedIssuers>().AddSingleton<IOpenShares, LocalShares>()
                .AddSingleton<IFillWallets>(provider => provider.GetRequiredService<LocalWallets>())
                .AddSingleton<IServeLearners>(provider => provider.GetRequiredService<LocalOwnPages>()).AddSingleton<IAwardRegister, LocalAwardRegister>()
                .AddSingleton<IPublishedAchievements, LocalPublishedAchievements>().AddSingleton<IKeepRequests, StoredRequests>();
        }
        else if (upstream is not null)
        {
            services.AddSingleton<ITrustedIssuers, UpstreamTrustedIssuers>().AddSingleton<IOpenShares, UpstreamShares>()
                .AddSingleton<IFillWallets, UpstreamWallets>().AddSingleton<IServeLearners, UpstreamOwnPages>().AddSingleton<IAwardRegister, UpstreamAwardRegister>()
                .AddSingleton<IPublishedAchievements, UpstreamPublishedAchievements>().AddSingleton<IKeepRequests, RequestsInMemory>();
        }
        else
        {
            services.AddSingleton<ITrustedIssuers, NoStore>().AddSingleton<IOpenShares, NoStore>().AddSingleton<IFillWallets, NoStore>()
                .AddSingleton<IServeLearners, NoStore>()
                .AddSingleton<IAwardRegister, NoStore>().AddSingleton<IPublishedAchievements, NoStore>().AddSingleton<IKeepRequests, RequestsInMemory>();
        }

        return roles.Issuer ? services.AddSingleton<IPublishedDocuments, LocalPublishedDocuments>()
            : upstream is not null ? services.AddSingleton<IPublishedDocuments, UpstreamDocuments>()
            : services.AddSingleton<IPublishedDocuments, NoStore>();
    }

    private static Uri AddressOf(string upstream) =>
        Uri.TryCreate(upstream, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new Uri(address.GetLeftPart(UriPartial.Authority))
            : throw new StartRefusedException($"{UpstreamSetting} is '{upstream}', which is no http or https address.");
}
