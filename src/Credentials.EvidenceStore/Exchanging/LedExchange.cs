using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Composition of the exchange with LED.</summary>
internal static class LedExchange
{
    public static IServiceCollection AddLedExchange(this IServiceCollection services)
    {
        services.AddOptions<LedOptions>().BindConfiguration("Led").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LedOptions>, LedOptionsCheck>();
        services.AddSingleton<LedMeter>().AddSingleton<LedKeys>().AddSingleton<LedOutbox>();
        services.AddSingleton<LedConnection>().AddSingleton<ComposeLedRequest>().AddSingleton<RegisterInLed>();
        // Made only where something is sent.
        services.AddSingleton<Func<RegisterInLed>>(provider => provider.GetRequiredService<RegisterInLed>);
        services.AddHostedService<LedDeadlineWatch>();
        services.AddHostedService<LedWorker>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        LedOutboxEndpoints.Map(endpoints);
        LedCancellationEndpoints.Map(endpoints);
    }
}
