using System.Net;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;

namespace Credentials.Services.Tests.Web;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/page")]
    [InlineData("/boom")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_security_headers_and_no_cookie(string path)
    {
        await using var host = await StartAsync();
        var headers = (await host.Client().GetAsync(path)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=(self)", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.False(headers.Contains("Set-Cookie"));
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public async Task Browsers_are_told_to_stay_on_https_outside_Development(string environment, bool expected)
    {
        await using var host = await StartAsync(environment);
        var client = host.Client();
        client.BaseAddress = new Uri("https://example.org");
        Assert.Equal(expected, (await client.GetAsync("/page")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_published_document_may_be_read_by_pages_of_any_origin_and_nothing_else_may()
    {
        await using var host = await StartAsync();
        var client = host.Client();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        Assert.Equal("*", (await client.GetAsync("/published")).Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False((await client.GetAsync("/page")).Headers.Contains("Access-Control-Allow-Origin"));

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/published");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        var answer = await client.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("content-type", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    private static Task<TestHost> StartAsync(string environment = "Production") => TestHost.StartAsync(
        app =>
        {
            app.MapGet("/page", () => "page");
            app.MapGet("/boom", string () => throw new InvalidOperationException());
            app.MapMethods("/published", ["GET", "POST"], () => "document").OpenToAllOrigins();
        },
        environment);
}
