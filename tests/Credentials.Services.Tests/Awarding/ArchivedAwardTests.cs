using System.Net;
using System.Net.Http.Json;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Awarding;

public sealed class ArchivedAwardTests
{
    [Fact]
    public async Task What_was_awarded_before_is_answered_again_after_its_achievement_was_archived_and_nothing_new_is_awarded()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var first = await AwardAsync(staff, "Peeters");
        using var archived = await staff.PostAsync("/api/achievements/lassen/archive", null);
        Assert.True(archived.IsSuccessStatusCode);

        using var again = await AwardAsync(staff, "Peeters");
        using var other = await AwardAsync(staff, "Janssens");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal((await first.JsonAsync()).Text("id"), (await again.JsonAsync()).Text("id"));
        Assert.Equal("archived", (await other.JsonAsync()).GetProperty("errors")[0].Text("reason"));
    }

    private static Task<HttpResponseMessage> AwardAsync(HttpClient staff, string familyName) => staff.PostAsJsonAsync(
        "/api/awards", new { achievement = "lassen", learner = new { givenName = "Jan", familyName }, awardedOn = "2025-06-30" });
}
