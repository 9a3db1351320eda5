using System.Net;
using System.Net.Http.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed class JoinLearnersTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_replaces_another_leads_to_both_learners_from_either_side(bool isToldOfTheNewer)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        var (older, newer) = (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber));
        Assert.NotEqual(older, newer);
        for (var again = 0; again < 2; again++)
        {
            using var joined = isToldOfTheNewer
                ? await authority.PostAsJsonAsync($"/api/learners/{older}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose })
                : await authority.PostAsJsonAsync($"/api/learners/{newer}/aliases", new { replaces = Learning.Number, purpose = Learning.Purpose });
            Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
            var group = await joined.JsonAsync();
            Assert.Equal((newer, older), (group.GetProperty("learner").GetGuid(), group.GetProperty("aliases")[0].GetGuid()));
        }
        Assert.Equal((newer, newer), (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber)));
    }

    [Fact]
    public async Task A_number_that_nobody_has_yet_becomes_the_learner_s()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        using var added = await authority.PostAsJsonAsync($"/api/learners/{learner}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose });
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        Assert.Equal(learner, await authority.FoundAsync(Learning.NewNumber));
        Assert.Equal(2, Assert.Single(await staff.ItemsAsync("/api/learners?name=peeters")).GetProperty("awards").GetInt32());
    }

    [Fact]
    public async Task What_is_asked_wrongly_or_by_others_changes_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        async Task<HttpStatusCode> StatusAsync(HttpClient client, Guid id, object body) =>
            (await client.PostAsJsonAsync($"/api/learners/{id}/aliases", body)).StatusCode;
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(staff, learner, new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(authority, Guid.NewGuid(), new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { replacedBy = "85.07.30-033.29", purpose = Learning.Purpose }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { replacedBy = Learning.NewNumber, replaces = Learning.Number, purpose = Learning.Purpose }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { purpose = Learning.Purpose }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { replacedBy = Learning.NewNumber }));
        using var unknown = await authority.LookUpAsync(Learning.NewNumber);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("different")]
    public async Task Possible_doubles_of_the_centre_are_listed_until_somebody_decides(string decision)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", birthDate = "1985-07-30" });
        await staff.AwardAsync(new { givenName = "JAN", familyName = "peeters", nationalNumber = Learning.Number });
        var pair = Assert.Single(await staff.ItemsAsync("/api/learners/doubles"));
        Assert.Equal(["Jan", "JAN"], pair.GetProperty("learners").EnumerateArray().Select(learner => learner.Text("givenName")));
        Assert.Empty(await others.ItemsAsync("/api/learners/doubles"));
        var path = $"/api/learners/doubles/{pair.Text("id")}";
        Assert.Equal(HttpStatusCode.NotFound, (await others.PostAsJsonAsync(path, new { decision })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsJsonAsync(path, new { decision = "perhaps" })).StatusCode);
        for (var again = 0; again < 2; again++)
            Assert.Equal(HttpStatusCode.OK, (await staff.PostAsJsonAsync(path, new { decision })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await staff.PostAsJsonAsync(path, new { decision = decision == "same" ? "different" : "same" })).StatusCode);
        Assert.Empty(await staff.ItemsAsync("/api/learners/doubles"));
        var learners = await staff.ItemsAsync("/api/learners?name=peeters");
        Assert.Equal(decision == "same" ? 1 : 0, learners.Count(learner => learner.TryGetProperty("aliasOf", out _)));
    }
}
