using System.Net;
using System.Net.Http.Json;
using Credentials.EvidenceStore.Storage;
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
        Assert.Equal(["JAN", "Jan"], pair.GetProperty("learners").EnumerateArray().Select(learner => learner.Text("givenName")).Order(StringComparer.Ordinal));
        Assert.Empty(await others.ItemsAsync("/api/learners/doubles"));
        var path = $"/api/learners/doubles/{pair.Text("id")}";
        Assert.Equal(HttpStatusCode.NotFound, (await others.PostAsJsonAsync(path, new { decision })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsJsonAsync(path, new { decision = "perhaps" })).StatusCode);
        for (var again = 0; again < 2; again++)
            Assert.Equal(HttpStatusCode.OK, (await staff.PostAsJsonAsync(path, new { decision })).StatusCode);
        Assert.Empty(await staff.ItemsAsync("/api/learners/doubles"));
        var learners = await staff.ItemsAsync("/api/learners?name=peeters");
        Assert.Equal(decision == "same" ? 1 : 0, learners.Count(learner => learner.TryGetProperty("aliasOf", out _)));
    }

    [Fact]
    public async Task A_decision_about_doubles_is_undone_and_both_stand_in_the_journal()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", birthDate = "1985-07-30" });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        var path = $"/api/learners/doubles/{Assert.Single(await staff.ItemsAsync("/api/learners/doubles")).Text("id")}";
        async Task<int> RecordsAsync() => (await authority.ItemsAsync($"/api/learners/{learner}/records")).Count;
        foreach (var (decision, records) in ((string, int)[])[("same", 2), ("different", 1), ("different", 1), ("same", 2), ("different", 1)])
        {
            using var decided = await staff.PostAsJsonAsync(path, new { decision });
            Assert.Equal((HttpStatusCode.OK, decision), (decided.StatusCode, (await decided.JsonAsync()).Text("decision")));
            Assert.Equal(records, await RecordsAsync());
        }
        Assert.DoesNotContain(await staff.ItemsAsync("/api/learners?name=peeters"), one => one.TryGetProperty("aliasOf", out _));
        var journal = (await authority.ItemsAsync($"/api/learners/{learner}/lookups")).Where(line => line.Text("role") == "issuer").Select(line => line.Text("outcome"));
        Assert.Equal(["parted", "joined", "parted", "joined"], journal);
    }

    [Fact]
    public async Task An_alias_is_undone_for_a_purpose_and_each_learner_has_its_own_records_again()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        var (older, newer) = (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber));
        async Task<HttpStatusCode> PartAsync(HttpClient client, Guid learner, object body)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Delete, $"/api/learners/{learner}/aliases") { Content = JsonContent.Create(body) };
            using var answer = await client.SendAsync(asked);
            return answer.StatusCode;
        }
        // From either side, whichever of the two is the alias.
        foreach (var (learner, alias) in ((Guid, Guid)[])[(newer, older), (older, newer)])
        {
            await authority.PostAsJsonAsync($"/api/learners/{older}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose });
            Assert.Equal(2, (await authority.ItemsAsync($"/api/learners/{older}/records")).Count);
            Assert.Equal(HttpStatusCode.Forbidden, await PartAsync(staff, learner, new { alias, purpose = Learning.Purpose }));
            Assert.Equal(HttpStatusCode.BadRequest, await PartAsync(authority, learner, new { alias }));
            Assert.Equal(HttpStatusCode.BadRequest, await PartAsync(authority, learner, new { alias = "none", purpose = Learning.Purpose }));
            Assert.Equal(HttpStatusCode.NotFound, await PartAsync(authority, learner, new { alias = Guid.NewGuid(), purpose = Learning.Purpose }));
            Assert.Equal(HttpStatusCode.OK, await PartAsync(authority, learner, new { alias, purpose = Learning.Purpose }));
            Assert.Equal(HttpStatusCode.NotFound, await PartAsync(authority, learner, new { alias, purpose = Learning.Purpose }));
            Assert.Single(await authority.ItemsAsync($"/api/learners/{older}/records"));
            Assert.Single(await authority.ItemsAsync($"/api/learners/{newer}/records"));
        }
        Assert.Contains(await authority.ItemsAsync($"/api/learners/{older}/lookups"), line => line.Text("outcome") == "parted" && line.Text("purpose") == Learning.Purpose);
    }

    [Fact]
    public async Task Look_ups_of_all_aliases_are_one_list()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        var (older, newer) = (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber));
        await authority.PostAsJsonAsync($"/api/learners/{older}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose });
        foreach (var learner in (Guid[])[older, newer])
        {
            var first = await authority.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/learners/{learner}/lookups?limit=3");
            var rest = await authority.ItemsAsync($"/api/learners/{learner}/lookups?limit=3&cursor={first.Text("next")}");
            var outcomes = first.GetProperty("items").EnumerateArray().Concat(rest).Select(line => line.Text("outcome"));
            Assert.Equal(["found", "found", "joined", "joined"], outcomes.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_joined_with_who_is_being_erased(bool isNewer)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var storage = app.Get<IEvidenceStorage>();
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        var (learner, other) = (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber));
        Assert.True(await storage.ReplaceLearnerAsync((await storage.FindLearnerAsync(other))! with { State = LearnerState.Erasing, Version = 2 }));
        object body = isNewer ? new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose } : new { replaces = Learning.NewNumber, purpose = Learning.Purpose };
        using var answer = await authority.PostAsJsonAsync($"/api/learners/{learner}/aliases", body);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(1, (await storage.FindLearnerAsync(learner))!.Version);
    }
}
