using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.EvidenceStore.Staff;

internal static class StaffRegistration
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddSingleton(provider => new StaffActions(Storage(provider), Time(provider)));
        services.AddSingleton(provider => new StaffMembers(Storage(provider), Secrets(provider), provider.GetRequiredService<Centres>(), Time(provider)));
        services.AddSingleton(provider => new StaffLinks(Storage(provider), provider.GetRequiredService<StaffMembers>(), Secrets(provider), Time(provider)));
        services.AddSingleton<IStaffDirectory>(provider =>
            new StaffDirectory(Storage(provider), provider.GetRequiredService<StaffMembers>(), Time(provider)));
        services.AddSingleton<ICookieSeal>(provider => new StaffCookieSeal(Secrets(provider)));
        services.AddSingleton<StaffSessions>();
        return services;
    }

    private static IEvidenceStorage Storage(IServiceProvider provider) => provider.GetRequiredService<IEvidenceStorage>();

    private static StoreSecrets Secrets(IServiceProvider provider) => provider.GetRequiredService<StoreSecrets>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
