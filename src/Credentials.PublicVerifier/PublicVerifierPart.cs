using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier;

/// <summary>Composition of the public verifier.</summary>
public static class PublicVerifierPart
{
    public static IServiceCollection AddPublicVerifier(this IServiceCollection services) => throw new NotImplementedException();

    public static IEndpointRouteBuilder MapPublicVerifier(this IEndpointRouteBuilder endpoints) => throw new NotImplementedException();
}
