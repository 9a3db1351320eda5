using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>Composition of what learners see and do on their own page.</summary>
internal static class OwnPagesPart
{
    public static IServiceCollection AddOwnPages(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ConfirmationCodes(
            Storage(provider), provider.GetRequiredService<StoreSecrets>(), provider.GetRequiredService<ICookieSeal>(), Time(provider)));
        services.AddSingleton(provider => new ShareOpenings(Storage(provider), Time(provider), provider.GetRequiredService<ILogger<ShareOpenings>>()));
        services.AddSingleton(provider => new ListShares(
            Storage(provider), Opener(provider), provider.GetRequiredService<ShareCredentials>(), provider.GetRequiredService<ReadEvidence>(),
            provider.GetRequiredService<ShareOpenings>(), Time(provider)));
        services.AddSingleton(provider => new LearnerRequests(
            Storage(provider), Opener(provider), provider.GetRequiredService<ChangeAwards>(), provider.GetRequiredService<PlanMails>(), Time(provider)));
        services.AddSingleton(provider => new ForgetOnRequest(
            Storage(provider), provider.GetRequiredService<LearnerRequests>(), provider.GetRequiredService<EraseLearners>()));
        return services;
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        ConfirmationCodeEndpoint.Map(endpoints);
        RequestEndpoints.Map(endpoints);
    }

    private static IEvidenceStorage Storage(IServiceProvider provider) => provider.GetRequiredService<IEvidenceStorage>();

    private static AwardOpener Opener(IServiceProvider provider) => provider.GetRequiredService<AwardOpener>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
