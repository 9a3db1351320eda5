using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Awarding;

public class OtherCentreTests
{
    [Fact]
    public async Task What_is_another_centres_is_not_there()
    {
        await using var app = await IssuerApp.StartAsync();
        using var own = await app.WithAchievementAsync();
        using var other = await app.WithCentreAsync("ander");
        var id = await CredentialFormTests.AwardAsync(own);
        using var sent = await ClassListTests.PostAsync(own, "opleiding,voornaam,familienaam,uitreikingsdatum\nlassen,An,P,2025-06-30\n");
        var batch = (await sent.JsonAsync()).Text("id");
        foreach (var path in new[]
        {
            "/api/achievements/lassen", $"/api/awards/{id}", $"/api/credentials/{id}", $"/api/awards/batches/{batch}", $"/api/awards/batches/{batch}/events",
        })
        {
            using var theirs = await other.GetAsync(path);
            Assert.True(theirs.StatusCode == HttpStatusCode.NotFound, $"{path}: {theirs.StatusCode}");
            using var ours = await own.GetAsync(path);
            Assert.True(ours.StatusCode == HttpStatusCode.OK, $"{path}: {ours.StatusCode}");
        }

        using var otherForm = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{id}");
        otherForm.Headers.Accept.ParseAdd("application/pdf");
        using var unknownForm = await other.SendAsync(otherForm);
        using var revoked = await other.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked" });
        using var award = await other.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (unknownForm.StatusCode, revoked.StatusCode, award.StatusCode));
        foreach (var list in new[] { "/api/achievements", "/api/credentials", $"/api/credentials?batch={batch}", "/api/credentials?achievement=lassen" })
            Assert.Equal(0, (await other.GetFromJsonAsync<JsonElement>(list)).GetProperty("items").GetArrayLength());
        Assert.Equal("active", (await own.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).Text("status"));
    }

    [Fact]
    public async Task Two_centres_may_give_the_same_id_to_achievements_of_their_own()
    {
        await using var app = await IssuerApp.StartAsync();
        using var own = await app.WithAchievementAsync();
        using var other = await app.WithCentreAsync("ander");
        (await other.PutAsJsonAsync("/api/achievements/lassen", Bodies.Achievement(title: "Anders lassen"))).Dispose();
        Assert.Equal("Lassen", (await own.GetFromJsonAsync<JsonElement>("/api/achievements/lassen")).GetProperty("title").Text("nl"));
        Assert.Equal("Anders lassen", (await other.GetFromJsonAsync<JsonElement>("/api/achievements/lassen")).GetProperty("title").Text("nl"));
    }

    [Theory]
    [InlineData("GET", "/api/achievements")]
    [InlineData("PUT", "/api/achievements/lassen")]
    [InlineData("POST", "/api/awards")]
    [InlineData("GET", "/api/awards/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/api/awards/batches")]
    [InlineData("GET", "/api/awards/batches/00000000-0000-0000-0000-000000000001")]
    [InlineData("GET", "/api/awards/batches/00000000-0000-0000-0000-000000000001/events")]
    [InlineData("GET", "/api/credentials")]
    [InlineData("GET", "/api/credentials/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/api/credentials/00000000-0000-0000-0000-000000000001/status")]
    public async Task Staff_calls_need_an_issuers_key(string method, string path)
    {
        await using var app = await IssuerApp.StartAsync();
        async Task<HttpStatusCode> CallAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method != "GET")
                request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }

        using var everyone = app.AsEveryone();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (await CallAsync(everyone), await CallAsync(authority), await CallAsync(administrator)));
    }
}
