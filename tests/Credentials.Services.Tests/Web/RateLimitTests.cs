using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Web;

public sealed class RateLimitTests
{
    private static readonly string[] Tight = ["--RateLimits:PerAddress=3", "--RateLimits:PerKey=5", "--RateLimits:Period=01:00:00"];

    [Fact]
    public async Task The_call_after_the_last_allowed_one_is_told_when_to_come_back()
    {
        await using var host = await StartAsync();
        await CallAsync(host, null, 3, HttpStatusCode.OK);
        var answer = await host.Client().GetAsync("/open");
        await Problems.AssertAsync(answer, 429, "/problems/too-many-requests");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Each_key_has_its_own_allowance_beside_the_addresses()
    {
        await using var host = await StartAsync();
        await CallAsync(host, null, 4, HttpStatusCode.TooManyRequests);
        await CallAsync(host, "issuer", 5, HttpStatusCode.OK);
        await CallAsync(host, "issuer", 1, HttpStatusCode.TooManyRequests);
        await CallAsync(host, "authority", 5, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_keys_count_for_the_address_that_sends_them()
    {
        await using var host = await StartAsync();
        for (var guess = 0; guess < 3; guess++) await CallAsync(host, "guess-" + guess, 1, HttpStatusCode.OK);
        await CallAsync(host, "guess-3", 1, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Two_addresses_do_not_share_an_allowance_but_one_network_does()
    {
        await using var host = await StartAsync(services => services.AddSingleton<IStartupFilter, AddressFromHeader>());
        await CallAsync(host, null, 4, HttpStatusCode.TooManyRequests, "2001:db8:1:2::1");
        await CallAsync(host, null, 1, HttpStatusCode.TooManyRequests, "2001:db8:1:2:ffff::9");
        await CallAsync(host, null, 1, HttpStatusCode.OK, "2001:db8:1:3::1");
        await CallAsync(host, null, 3, HttpStatusCode.OK, "192.0.2.1");
        await CallAsync(host, null, 1, HttpStatusCode.TooManyRequests, "::ffff:192.0.2.1");
    }

    [Fact]
    public async Task Health_is_never_refused()
    {
        await using var host = await StartAsync();
        await CallAsync(host, null, 4, HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await host.Client().GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client().GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_limit_that_makes_no_sense_refuses_to_start() =>
        await Assert.ThrowsAnyAsync<Exception>(() => TestHost.StartAsync(_ => { }, settings: ["--RateLimits:PerAddress=0"]));

    private static async Task CallAsync(TestHost host, string? key, int times, HttpStatusCode last, string? from = null)
    {
        var client = host.Client(key);
        if (from is not null) client.DefaultRequestHeaders.Add("X-Test-From", from);
        var status = HttpStatusCode.Unused;
        for (var call = 0; call < times; call++) status = (await client.GetAsync("/open")).StatusCode;
        Assert.Equal(last, status);
    }

    private static Task<TestHost> StartAsync(Action<IServiceCollection>? services = null) => TestHost.StartAsync(
        app => app.MapGet("/open", () => "open"), services: services, settings: Tight);

    private sealed class AddressFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers["X-Test-From"].ToString());
                return following(context);
            });
            next(app);
        };
    }
}
