using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Issuer;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Revoking;

public class StatusTests
{
    [Fact]
    public async Task A_revocation_shows_in_the_published_list_at_once_and_is_final()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var credential = (await CredentialFormTests.GetAsync(staff, id, "application/vc+jwt")).Body;
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, credential)).Verdict);

        var (status, revoked) = await SetAsync(staff, id, "revoked", "verkeerde cursist");
        Assert.Equal((HttpStatusCode.OK, "revoked"), (status, revoked.Text("status")));
        var entry = Assert.Single(revoked.GetProperty("journal").EnumerateArray());
        Assert.Equal(("revoked", "verkeerde cursist"), (entry.Text("what"), entry.Text("reason")));

        var report = await CredentialFormTests.VerifyAsync(app, credential);
        Assert.Equal(Verdict.Invalid, report.Verdict);
        Assert.Equal("revoked", report.Checks.Single(check => check.Id == "status").Reason);
        foreach (var again in new[] { "active", "suspended", "revoked" })
        {
            var (answered, problem) = await SetAsync(staff, id, again);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/status-is-final"), (answered, problem.Text("type")));
            Assert.Contains($"revoked already since {entry.GetProperty("at").GetDateTimeOffset().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", problem.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_what_is_suspendable_can_be_suspended_and_reinstated()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var id = await CredentialFormTests.AwardAsync(staff);
        var credential = (await CredentialFormTests.GetAsync(staff, id, "application/vc+jwt")).Body;
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(staff, id, "suspended", "onderzoek")).Status);
        var suspended = (await CredentialFormTests.VerifyAsync(app, credential)).Checks.Single(check => check.Id == "status");
        Assert.Equal((CheckOutcome.Failed, "suspended"), (suspended.Outcome, suspended.Reason));
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(staff, id, "active")).Status);
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, credential)).Verdict);

        using (await staff.PutAsJsonAsync("/api/achievements/koken", Bodies.Achievement("koken")))
        {
        }

        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(achievement: "koken"));
        Assert.Equal(HttpStatusCode.Conflict, (await SetAsync(staff, (await made.JsonAsync()).Text("id"), "suspended")).Status);
    }

    [Fact]
    public async Task A_revoked_award_does_not_block_a_new_one()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        await SetAsync(staff, id, "revoked");
        using var again = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.NotEqual(id, (await again.JsonAsync()).Text("id"));
    }

    [Theory]
    [InlineData("""{"status":"lost"}""", "/status")]
    [InlineData("""{"reason":"x"}""", "/status")]
    [InlineData("""{"status":"revoked","when":"now"}""", "/when")]
    public async Task A_faulty_status_is_named(string body, string pointer)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        using var answer = await staff.PostAsJsonAsync($"/api/credentials/{id}/status", JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointer, Assert.Single((await answer.JsonAsync()).GetProperty("errors").EnumerateArray()).Text("pointer"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SetAsync(HttpClient staff, string id, string status, string? reason = null)
    {
        using var answer = reason is null
            ? await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status })
            : await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status, reason });
        return (answer.StatusCode, await answer.JsonAsync());
    }
}
