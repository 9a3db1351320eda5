using Credentials.Services.Tests.Issuer;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Credentials.Services.Tests.Staff;

/// <summary>Who may open what lies below <c>/staff</c>.</summary>
public sealed class StaffAddressTests
{
    [Fact]
    public async Task Every_address_of_staff_is_for_staff_alone_but_those_where_one_signs_in()
    {
        await using var app = await IssuerApp.StartAsync();
        var pages = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(StaffPaths.Start, StringComparison.Ordinal)).ToList();

        var open = pages.Where(page => page.Metadata.GetMetadata<AuthorizationPolicy>() is null).Select(page => page.RoutePattern.RawText!).Distinct();

        Assert.InRange(pages.Count, 60, 200);
        Assert.Equal(
            ["/staff/sign-in", "/staff/sign-in/callback", "/staff/sign-in/centre", "/staff/sign-in/link/{token}", "/staff/sign-in/provider"], open.Order(StringComparer.Ordinal));
    }
}
