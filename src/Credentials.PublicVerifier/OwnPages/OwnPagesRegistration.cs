using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Credentials.PublicVerifier.OwnPages;

/// <summary>Composition of the pages below a learner's own.</summary>
internal static class OwnPagesRegistration
{
    /// <summary>Asks for <see cref="Gathering.IServeLearners"/> from elsewhere.</summary>
    public static IServiceCollection AddOwnPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<OwnPageCookies>();
    }

    public static void MapOwnPages(this IEndpointRouteBuilder endpoints)
    {
        ConfirmEndpoints.Map(endpoints);
        ShareEndpoints.Map(endpoints);
        RequestEndpoints.Map(endpoints);
    }
}
