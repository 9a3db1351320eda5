using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Verifying;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier;

/// <summary>Composition of the public verifier.</summary>
public static class PublicVerifierPart
{
    public static IServiceCollection AddPublicVerifier(this IServiceCollection services) => services.AddGathering();

    public static IEndpointRouteBuilder MapPublicVerifier(this IEndpointRouteBuilder endpoints) => VerifyCredentialEndpoint.Map(endpoints);
}
