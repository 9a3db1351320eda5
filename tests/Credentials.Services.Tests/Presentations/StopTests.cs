using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credentials.Services.Tests.Presentations;

public sealed class StopTests
{
    [Fact]
    public async Task A_service_that_stops_waits_for_no_page_that_follows_a_request()
    {
        using var app = new PresentationApp();
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        using var form = new FormUrlEncodedContent([new("claim", "title")]);
        using var asking = new HttpRequestMessage(HttpMethod.Post, "/verify/wallet") { Content = form, Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        using var asked = await browser.SendAsync(asking);
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var path = asked.Headers.Location!.ToString();
        await browser.GetStringAsync(path);
        using var events = new StreamReader(await browser.GetStreamAsync(path + "/events?view=1"));
        Assert.Equal("event: state", await events.ReadLineAsync());

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("data: waiting\n\n", await events.ReadToEndAsync());
    }
}
