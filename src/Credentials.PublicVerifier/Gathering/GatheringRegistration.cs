using Credentials.PublicVerifier.Contexts;
using Credentials.PublicVerifier.Verifying;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Registers everything from the guarded client to the use case; <see cref="ITrustedIssuers"/>,
/// <see cref="IAwardRegister"/> and <see cref="IPublishedDocuments"/> come from the app.</summary>
public static class GatheringRegistration
{
    public static IServiceCollection AddGathering(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<FetchingOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(FetchingOptions.Section).Bind(options))
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetchingOptions>, FetchingOptionsValidation>());
        services.AddContexts();
        services.AddSingleton<GuardedHttpClient>();
        services.AddSingleton<DidDocuments>();
        services.AddSingleton<PublishedStatusLists>();
        services.AddSingleton<TrustAnchors>().AddSingleton<PublicDocuments>().AddSingleton<NamedDocuments>().AddSingleton<IssuerKeys>().AddSingleton<TypeDescriptions>()
            .AddSingleton<TokenStatusLists>().AddSingleton<GatherSdJwtVcFacts>();
        services.AddSingleton<GatherFacts>();
        services.AddSingleton<VerifyCredential>();
        services.AddSingleton<IVerifyCredentials>(provider => provider.GetRequiredService<VerifyCredential>());
        return services;
    }
}
