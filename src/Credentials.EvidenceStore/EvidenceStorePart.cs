using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.EvidenceStore;

/// <summary>Composition of the evidence store: services and endpoints.</summary>
public static class EvidenceStorePart
{
    public static IServiceCollection AddEvidenceStore(this IServiceCollection services) => throw new NotImplementedException();

    public static IEndpointRouteBuilder MapEvidenceStore(this IEndpointRouteBuilder endpoints) => throw new NotImplementedException();
}
