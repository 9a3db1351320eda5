using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

public sealed class AwardVerifyRevokeTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Theory]
    [InlineData("application/vc+jwt")]
    [InlineData("application/vc")]
    public async Task What_is_awarded_verifies_until_it_is_revoked_and_not_a_moment_longer(string form)
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var anyone = app.AsEveryone();
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Amélie", "Dubois " + form.Length);
        var credential = await staff.CredentialAsync(award.Text("id"), form);

        var before = await anyone.VerifiedAsync(credential);
        Assert.Equal("valid", before.Text("verdict"));
        Assert.All(before.GetProperty("checks").EnumerateArray(), check => Assert.Equal("passed", check.Text("outcome")));

        using var revoked = await staff.SetStatusAsync(award.Text("id"), "revoked");
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        var after = await anyone.VerifiedAsync(credential);
        Assert.Equal("invalid", after.Text("verdict"));
        Assert.Equal("failed", after.OutcomeOf("status"));
        Assert.Equal("passed", after.OutcomeOf("proof"));
    }

    [Fact]
    public async Task Both_forms_fall_with_one_revocation()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Bram", "Peeters")).Text("id");
        string[] forms = [await staff.CredentialAsync(id), await staff.CredentialAsync(id, "application/vc")];
        (await staff.SetStatusAsync(id, "revoked")).Dispose();
        foreach (var form in forms)
            Assert.Equal("invalid", (await app.AsEveryone().VerifiedAsync(form)).Text("verdict"));
    }

    [Fact]
    public async Task The_share_page_says_valid_and_after_revocation_says_so()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Cédric", "Maes");
        var share = new Uri(award.GetProperty("links").Text("share"));
        var before = await app.AsEveryone().GetStringAsync(share.PathAndQuery);
        Assert.Contains("Maes", before, StringComparison.Ordinal);
        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();
        var after = await app.AsEveryone().GetStringAsync(share.PathAndQuery);
        Assert.DoesNotContain("no longer valid", before, StringComparison.Ordinal);
        Assert.Contains("no longer valid", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_award_again_is_the_same_award()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var achievement = await staff.FirstAchievementAsync();
        using var first = await staff.AwardAsync(achievement, "Dina", "Yilmaz");
        using var second = await staff.AwardAsync(achievement, "Dina", "Yilmaz");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal((await first.Content.JsonAsync()).Text("id"), (await second.Content.JsonAsync()).Text("id"));
    }

    [Fact]
    public async Task Revoked_is_final_and_the_demo_s_first_achievement_cannot_be_suspended()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Elif", "Demir")).Text("id");
        using var suspended = await staff.SetStatusAsync(id, "suspended");
        using var revoked = await staff.SetStatusAsync(id, "revoked");
        using var active = await staff.SetStatusAsync(id, "active");
        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict), (suspended.StatusCode, revoked.StatusCode, active.StatusCode));
        Assert.Equal("application/problem+json", active.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Every_public_document_of_a_credential_is_there()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Finn", "Wouters")).Text("id");
        using var credential = JsonDocument.Parse(await staff.CredentialAsync(id, "application/vc"));
        string[] addresses =
        [
            "http://localhost:8080/centres/demo/did.json",
            credential.RootElement.GetProperty("credentialStatus").Text("statusListCredential"),
            credential.RootElement.GetProperty("credentialSubject").GetProperty("achievement").Text("id"),
            "http://localhost:8080/schemas/achievement.schema.json",
            "http://localhost:8080/trust-list",
            "http://localhost:8080/openapi/v1.json",
            "http://localhost:8080/health/live",
            "http://localhost:8080/health/ready",
        ];
        foreach (var address in addresses)
        {
            using var answer = await app.AsEveryone().GetAsync(new Uri(address));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {answer.StatusCode}");
        }

        var described = (await app.AsEveryone().GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("info");
        Assert.Equal(("Credentials", "1.0"), (described.Text("title"), described.Text("version")));
        Assert.Contains("micro-credentials", described.Text("description"), StringComparison.Ordinal);
    }
}
