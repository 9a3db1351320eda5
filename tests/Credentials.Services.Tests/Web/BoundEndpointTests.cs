using Credentials.Services.Tests.Apps;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Web;

/// <summary>What endpoints take for their handlers.</summary>
public sealed class BoundEndpointTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    /// <summary>Endpoints are bound at build time, when it is not known what is registered: a service that were taken for a body would refuse every form.</summary>
    [Fact]
    public void No_endpoint_takes_a_service_for_the_body_of_a_request()
    {
        using var client = app.AsEveryone();
        var isService = app.Services.GetRequiredService<IServiceProviderIsService>();
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        var mistaken = endpoints.Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>().Any(accepts => accepts.RequestType is { } type && isService.IsService(type)));

        Assert.InRange(endpoints.Count, 150, 400);
        Assert.Empty(mistaken.Select(endpoint => endpoint.DisplayName));
    }
}
