using Credentials.LinkedData;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Contexts;

/// <summary>Registers the one <see cref="JsonLdContexts"/> of this process: what comes along, and what the deployment adds by file.</summary>
internal static class ContextRegistration
{
    public static IServiceCollection AddContexts(this IServiceCollection services)
    {
        services.AddOptions<LinkedDataOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(LinkedDataOptions.Section).Bind(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LinkedDataOptions>, LinkedDataOptionsValidation>());
        services.TryAddSingleton(provider => ContextFiles.Read(provider.GetRequiredService<IOptions<LinkedDataOptions>>().Value).TryGet(out var contexts, out var problem)
            ? contexts
            : throw new OptionsValidationException(LinkedDataOptions.Section, typeof(LinkedDataOptions), [problem.Detail]));
        return services;
    }
}

/// <summary>Refuses to start with a context that is not the one that the setting says.</summary>
internal sealed class LinkedDataOptionsValidation : IValidateOptions<LinkedDataOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkedDataOptions options) =>
        ContextFiles.Read(options).TryGet(out _, out var problem) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problem.Detail);
}
