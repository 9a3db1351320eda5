using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.VcApi;

/// <summary>The status lists of the conformance profile's issuers.</summary>
public sealed class ConformanceListTests(ConformanceApp app) : IClassFixture<ConformanceApp>
{
    [Theory]
    [InlineData(null, "application/vc")]
    [InlineData("*/*", "application/vc")]
    [InlineData("text/html", "application/vc")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("application/json;q=0.5, application/vc", "application/vc")]
    public async Task A_list_says_of_itself_what_the_caller_can_read(string? accept, string expected)
    {
        using var client = app.AsEveryone();
        var list = (await client.GetFromJsonAsync<JsonElement>("/vc-api/conformance")).GetProperty("issuers")[0].Text("statusList");
        using var request = new HttpRequestMessage(HttpMethod.Get, list);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);

        using var answer = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("BitstringStatusList", (await answer.Content.JsonAsync()).GetProperty("credentialSubject").Text("type"));
    }
}
