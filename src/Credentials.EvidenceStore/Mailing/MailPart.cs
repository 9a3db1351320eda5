using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Composition of the mails to learners.</summary>
internal static class MailPart
{
    public static IServiceCollection AddMails(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<MailRoute>().AddSingleton<PlanMails>().AddSingleton<MailMeter>().AddSingleton<ComposeMail>().AddSingleton<SendMail>();
        services.AddSingleton<IDeliverMail>(provider => provider.GetRequiredService<MailRoute>() is { IsServer: false, Folder: { } folder }
            ? new FolderDelivery(folder)
            : new ServerDelivery(provider.GetRequiredService<IOptions<MailOptions>>().Value));
        // Made only where something is sent.
        services.AddSingleton<Func<SendMail>>(provider => provider.GetRequiredService<SendMail>);
        services.AddSingleton(provider => new MailOutbox(Storage(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AskedCodes(
            Storage(provider), provider.GetRequiredService<Offers>(), provider.GetRequiredService<ConfirmationCodes>(), provider.GetRequiredService<PlanMails>(),
            provider.GetRequiredService<StoreSecrets>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EndReminders(Storage(provider), provider.GetRequiredService<MailRoute>()));
        services.AddHostedService<MailWorker>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder endpoints) => MailEndpoints.Map(endpoints);

    private static IEvidenceStorage Storage(IServiceProvider provider) => provider.GetRequiredService<IEvidenceStorage>();
}
