using System.Net;
using System.Net.Http.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed class LookUpLearnerTests
{
    [Fact]
    public async Task Who_is_looked_up_can_read_who_asked_when_and_what_for()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        var line = Assert.Single(await authority.ItemsAsync($"/api/learners/{learner}/lookups"));
        Assert.Equal(("authority", "found", Learning.Purpose), (line.Text("role"), line.Text("outcome"), line.Text("purpose")));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync(new Uri($"/api/learners/{learner}/lookups", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.GetAsync(new Uri($"/api/learners/{Guid.NewGuid()}/lookups", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   kort   ")]
    public async Task Without_a_purpose_nobody_is_found_and_the_learner_sees_the_attempt(string? purpose)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        using var answer = await authority.LookUpAsync(Learning.Number, purpose);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/purpose", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var line = Assert.Single(await authority.ItemsAsync($"/api/learners/{await authority.FoundAsync()}/lookups"), line => line.Text("outcome") == "refused");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, line.GetProperty("purpose").ValueKind);
    }

    [Fact]
    public async Task The_wrong_role_and_another_centre_are_refused_and_journaled_and_a_centre_finds_its_own()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        Assert.Equal(HttpStatusCode.OK, (await staff.LookUpAsync(Learning.Number)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.LookUpAsync(Learning.Number)).StatusCode);
        using var strange = await others.LookUpAsync(Learning.Number);
        using var nobody = await others.LookUpAsync(Learning.NewNumber);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        // Whether the person exists elsewhere does not show.
        Assert.Equal(await nobody.Content.ReadAsStringAsync(), await strange.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsEveryone().LookUpAsync(Learning.Number)).StatusCode);
        var lines = await authority.ItemsAsync($"/api/learners/{await authority.FoundAsync()}/lookups");
        Assert.Equal(
            ["authority found", "issuer refused", "administrator refused", "issuer found"],
            lines.Select(line => $"{line.Text("role")} {line.Text("outcome")}"));
        var all = (await app.Get<IEvidenceStorage>().ListLookupsAsync(null, null, 50)).Items;
        var missed = Assert.Single(all, line => line.Outcome == LookupOutcome.NotFound);
        Assert.Equal((null, 0), (missed.LearnerId, missed.SealedPurpose.Length));
    }

    [Fact]
    public async Task Guessing_national_numbers_is_stopped_through_every_endpoint_and_leaves_a_trace()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--RateLimits:GuessesPerKey=3", "--RateLimits:Period=00:10:00"]);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        for (var found = 0; found < 10; found++)
            await authority.FoundAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await authority.LookUpAsync(Learning.NewNumber)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await authority.LookUpAsync("85.07.30-033.29")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.LookUpAsync(Learning.NewNumber)).StatusCode);
        using var stopped = await authority.LookUpAsync(Learning.Number);
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.NotNull(stopped.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await staff.LookUpAsync(Learning.Number)).StatusCode);
        for (var guess = 0; guess < 3; guess++)
            Assert.Equal(HttpStatusCode.BadRequest, await AwardWithFaultyNumberAsync(staff));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AwardWithFaultyNumberAsync(staff));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await staff.LookUpAsync(Learning.Number)).StatusCode);
        var missed = (await app.Get<IEvidenceStorage>().ListLookupsAsync(null, null, 50)).Items.Where(line => line.Outcome != LookupOutcome.Found).ToList();
        Assert.Equal((6, 2), (missed.Count, missed.Select(line => line.By).Distinct().Count()));
        app.Time.Move(TimeSpan.FromMinutes(10));
        await authority.FoundAsync();
    }

    private static async Task<HttpStatusCode> AwardWithFaultyNumberAsync(HttpClient staff)
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = "lassen",
            learner = new { givenName = "Jan", familyName = "Peeters", nationalNumber = "85.07.30-033.29" },
            awardedOn = "2025-06-30",
        });
        return answer.StatusCode;
    }
}
