using System.Net;
using System.Net.Http.Json;
using Credentials.EvidenceStore.Access;
using Credentials.Services.Tests.Apps;
using Credentials.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Journeys;

public sealed class AccessTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task Another_centre_sees_nothing_of_the_first()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var achievement = await staff.FirstAchievementAsync();
        var id = (await staff.AwardedAsync(achievement, "Gitte", "Jacobs")).Text("id");
        using var shared = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { purpose = "sollicitatie" });
        Assert.Equal(HttpStatusCode.Created, shared.StatusCode);
        var share = (await shared.Content.JsonAsync()).Text("id");
        var batch = (await staff.PostClassListAsync($"achievement,givenName,familyName,awardedOn\n{achievement},Hanne,Claes,2025-06-30\n")).Text("id");

        var other = await OtherCentreAsync();
        HttpStatusCode[] answers =
        [
            await other.StatusAsync(HttpMethod.Get, $"/api/achievements/{achievement}"),
            await other.StatusAsync(HttpMethod.Get, $"/api/awards/{id}"),
            await other.StatusAsync(HttpMethod.Get, $"/api/credentials/{id}"),
            await other.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/status", new { status = "revoked", reason = "mischief" }),
            await other.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/shares", new { purpose = "mischief" }),
            await other.StatusAsync(HttpMethod.Delete, $"/api/shares/{share}"),
            await other.StatusAsync(HttpMethod.Delete, $"/api/shares/{id}"),
            await other.StatusAsync(HttpMethod.Get, $"/api/awards/batches/{batch}"),
            await other.StatusAsync(HttpMethod.Get, $"/api/awards/batches/{batch}/events"),
        ];
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal("valid", (await app.AsEveryone().VerifiedAsync(await staff.CredentialAsync(id))).Text("verdict"));
        Assert.Empty((await (await other.GetAsync("/api/credentials")).Content.JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var keys = app.Services.GetRequiredService<ApiKeys>();
        var key = await keys.CreateAsync(CallerRole.Issuer, "demo");
        var staff = app.WithKey(key);
        Assert.Equal(HttpStatusCode.OK, await staff.StatusAsync(HttpMethod.Get, "/api/achievements"));
        Assert.True(await keys.RevokeAsync(key.Split('.')[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, await staff.StatusAsync(HttpMethod.Get, "/api/achievements"));
    }

    [Fact]
    public async Task Without_a_key_or_with_another_role_the_staff_calls_are_shut()
    {
        var administrator = await app.AsAdministratorAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await app.AsEveryone().StatusAsync(HttpMethod.Get, "/api/achievements"));
        Assert.Equal(HttpStatusCode.Forbidden, await administrator.StatusAsync(HttpMethod.Get, "/api/achievements"));
        var staff = await app.AsIssuerOfDemoAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await staff.StatusAsync(HttpMethod.Put, "/api/centres/demo", new { name = "Ours now" }));
    }

    private async Task<HttpClient> OtherCentreAsync()
    {
        var administrator = await app.AsAdministratorAsync();
        Assert.Equal(HttpStatusCode.Created, await administrator.StatusAsync(HttpMethod.Put, "/api/centres/other", new
        {
            name = "CVO Andere",
            kbo = "0566.988.259",
            address = new { countryCode = "BE", region = "Vlaanderen" },
            mayAward = new[] { new { framework = "vks", levels = new[] { 4 } } },
        }));
        return await app.AsIssuerOfAsync("other");
    }
}
