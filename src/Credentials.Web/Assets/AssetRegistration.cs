using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Credentials.Web.Assets;

public static class AssetRegistration
{
    /// <summary>Serves the assembly's embedded resources whose logical name begins with <c>asset:</c>.</summary>
    public static IServiceCollection AddAssets(this IServiceCollection services, Assembly assembly)
    {
        services.AddSingleton(new AssetSource(assembly));
        services.TryAddSingleton(provider => new AssetFiles(provider.GetServices<AssetSource>().Select(source => source.Assembly)));
        return services;
    }

    private sealed record AssetSource(Assembly Assembly);
}
