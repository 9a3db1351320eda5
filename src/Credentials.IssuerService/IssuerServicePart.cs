using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.IssuerService;

/// <summary>Composition of the issuer service.</summary>
public static class IssuerServicePart
{
    public static IServiceCollection AddIssuerService(this IServiceCollection services) => throw new NotImplementedException();

    public static IEndpointRouteBuilder MapIssuerService(this IEndpointRouteBuilder endpoints) => throw new NotImplementedException();
}
