using System.Net;
using Credentials.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Credentials.Services.Tests.Web;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("revoked-or-unknown", HttpStatusCode.Unauthorized)]
    [InlineData("authority", HttpStatusCode.Forbidden)]
    [InlineData("administrator", HttpStatusCode.Forbidden)]
    [InlineData("issuer-without-centre", HttpStatusCode.Forbidden)]
    [InlineData("issuer", HttpStatusCode.OK)]
    public async Task An_endpoint_for_issuers_takes_only_an_issuers_key(string? key, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        var answer = await host.Client(key).GetAsync("/api/mine");
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_caller_and_its_centre_are_known_to_the_endpoint()
    {
        await using var host = await StartAsync();
        Assert.Equal("k1 demo", await host.Client("issuer").GetStringAsync("/api/mine"));
    }

    [Fact]
    public async Task A_key_may_stand_in_the_header_X_Api_Key()
    {
        await using var host = await StartAsync();
        var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Api-Key", "issuer");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/mine")).StatusCode);
    }

    [Fact]
    public async Task A_missing_key_is_a_problem_that_says_how_to_send_one()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().GetAsync("/api/mine");
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        await Problems.AssertAsync(answer, 401, "/problems/not-authenticated");
    }

    [Fact]
    public async Task The_wrong_role_is_a_problem()
    {
        await using var host = await StartAsync();
        await Problems.AssertAsync(await host.Client("authority").GetAsync("/api/mine"), 403, "/problems/not-allowed");
    }

    [Fact]
    public async Task An_endpoint_that_names_no_role_takes_every_good_key_and_no_other()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Client("authority").GetAsync("/api/any")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client("wrong").GetAsync("/api/any")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_does_not_close_what_is_open_to_everyone()
    {
        await using var host = await StartAsync();
        Assert.Equal("nobody", await host.Client("wrong").GetStringAsync("/open"));
    }

    [Fact]
    public async Task The_key_is_asked_for_before_the_body_is_looked_at()
    {
        await using var host = await StartAsync();
        var answer = await host.Client().PostAsync("/api/mine", new StringContent("{", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(app =>
    {
        app.MapGet("/api/mine", (HttpContext context) => context.Caller().KeyId + " " + context.CallerCentre()).RequireCaller(CallerRole.Issuer);
        app.MapPost("/api/mine", (Dictionary<string, string> body) => body.Count).RequireCaller(CallerRole.Issuer);
        app.MapGet("/api/any", (HttpContext context) => context.Caller().KeyId).RequireCaller();
        app.MapGet("/open", (HttpContext context) => context.FindCaller()?.KeyId ?? "nobody");
    });
}
