using System.Net;
using System.Net.Http.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed class FindLearnersTests
{
    [Theory]
    [InlineData("name=Quetzalina", 1)]
    [InlineData("name=quetzalina+d%27hondt", 1)]
    [InlineData("name=DHONDT", 1)]
    [InlineData("name=zoe", 1)]
    [InlineData("name=Zo%C3%AB-Quetzalina", 1)]
    [InlineData("name=quetzal", 0)]
    [InlineData("name=zoe+peeters", 0)]
    [InlineData("name=-", 0)]
    [InlineData("email=ZOE%40example.org", 1)]
    [InlineData("email=zoe%40example.org&name=dhondt", 1)]
    [InlineData("email=zoe%40example.org&name=peeters", 0)]
    [InlineData("email=jan%40example.org", 1)]
    [InlineData("email=nobody%40example.org", 0)]
    public async Task A_centre_finds_its_learners_by_whole_words_without_accents_and_by_mail(string query, int expected)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        await staff.AwardAsync(new { givenName = "Zoë Quetzalina", familyName = "D'Hondt", email = "zoe@example.org" });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", nationalNumber = Learning.Number });
        Assert.Equal(expected, (await staff.ItemsAsync($"/api/learners?{query}")).Count);
    }

    [Fact]
    public async Task A_learner_is_answered_with_names_and_number_of_awards_under_every_name_borne_so_far()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Janssens", nationalNumber = Learning.Number, email = "jan@example.org" }, "2025-07-01");
        foreach (var name in (string[])["peeters", "janssens", "jan"])
        {
            var learner = Assert.Single(await staff.ItemsAsync($"/api/learners?name={name}"));
            Assert.Equal(("Janssens", 2), (learner.Text("familyName"), learner.GetProperty("awards").GetInt32()));
            Assert.False(learner.TryGetProperty("nationalNumber", out _));
        }
    }

    [Fact]
    public async Task Learners_of_another_centre_are_not_found()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", nationalNumber = Learning.Number });
        Assert.Empty(await others.ItemsAsync("/api/learners?name=peeters"));
        Assert.Empty(await others.ItemsAsync("/api/learners?email=jan%40example.org"));
        await others.AwardAsync(new { givenName = "Jan", familyName = "Peters", nationalNumber = Learning.Number });
        var known = Assert.Single(await others.ItemsAsync("/api/learners?name=peters"));
        Assert.Equal(("Peters", 1), (known.Text("familyName"), known.GetProperty("awards").GetInt32()));
        Assert.Empty(await others.ItemsAsync("/api/learners?name=peeters"));
    }

    [Fact]
    public async Task A_list_goes_on_with_its_cursor()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        for (var number = 0; number < 3; number++)
            await staff.AwardAsync(new { givenName = "Jan", familyName = $"Peeters-{number}", email = $"jan{number}@example.org" });
        var first = await staff.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/learners?name=jan&limit=2");
        var rest = await staff.ItemsAsync($"/api/learners?name=jan&limit=2&cursor={first.Text("next")}");
        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), rest.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?naam=jan")]
    [InlineData("?name=jan&cursor=elsewhere")]
    [InlineData("?name=jan&limit=0")]
    public async Task A_question_that_is_none_is_refused(string query)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var answer = await staff.GetAsync(new Uri($"/api/learners{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_authority_may_not_search_by_name()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var answer = await authority.GetAsync(new Uri("/api/learners?name=jan", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var other = await administrator.GetAsync(new Uri("/api/learners?name=jan", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }
}
