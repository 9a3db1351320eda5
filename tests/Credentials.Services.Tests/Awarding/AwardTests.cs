using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Awarding;

public class AwardTests
{
    [Fact]
    public async Task An_award_is_answered_with_its_id_and_links()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var answer = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var award = await answer.JsonAsync();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = award.Text("id");
        var links = award.GetProperty("links");
        Assert.Equal($"{IssuerApp.PublicUrl}/api/awards/{id}", links.Text("self"));
        Assert.Equal(links.Text("self"), answer.Headers.Location!.OriginalString);
        Assert.Equal($"{IssuerApp.PublicUrl}/api/credentials/{id}", links.Text("credential"));
        Assert.StartsWith($"{IssuerApp.PublicUrl}/s/", links.Text("share"), StringComparison.Ordinal);
        Assert.StartsWith($"{IssuerApp.PublicUrl}/c/", links.Text("claim"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_award_again_answers_200_with_the_same_id()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var first = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        using var again = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal((await first.JsonAsync()).Text("id"), (await again.JsonAsync()).Text("id"));
    }

    [Fact]
    public async Task Of_many_who_award_the_same_at_once_one_made_it()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => staff.PostAsJsonAsync("/api/awards", Bodies.Award()))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(async answer => (await answer.JsonAsync()).Text("id")))).Distinct());
    }

    [Fact]
    public async Task A_name_in_another_normal_form_is_the_same_name()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var composed = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(givenName: "Zo\u00e9"));
        using var decomposed = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(givenName: "Zoe\u0301"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (composed.StatusCode, decomposed.StatusCode));
    }

    [Fact]
    public async Task The_same_award_with_another_result_is_a_conflict()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var first = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(result: "12"));
        using var other = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(result: "13"));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("application/problem+json", other.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{"achievement":"lassen","learner":{"givenName":"Noor"},"awardedOn":"2025-06-30"}""", "/learner/familyName", "missing")]
    [InlineData("""{"achievement":"nergens","learner":{"givenName":"N","familyName":"P"},"awardedOn":"2025-06-30"}""", "/achievement", "unknown-achievement")]
    [InlineData("""{"achievement":"lassen","learner":{"givenName":"N","familyName":"P"},"awardedOn":"2099-06-30"}""", "/awardedOn", "date-in-the-future")]
    [InlineData("""{"achievement":"lassen","learner":{"givenName":"N","familyName":"P"},"awardedOn":"2025-06-30","result":"goed"}""", "/result", "not-on-scale")]
    [InlineData("""{"achievement":"lassen","learner":{"givenName":"N","familyName":"P"},"awardedOn":"2025-06-30","colour":1}""", "/colour", "unknown-member")]
    public async Task A_fault_is_named_with_its_pointer(string body, string pointer, string reason)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var answer = await staff.PostAsync("/api/awards", new StringContent(body, new MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single((await answer.JsonAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal((pointer, reason), (error.Text("pointer"), error.Text("reason")));
    }

    [Fact]
    public async Task An_award_can_be_read_back_with_everything_but_the_national_number()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var made = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = "lassen",
            learner = new { givenName = "Noor", familyName = "Peeters", email = "noor@example.org", nationalNumber = "00.01.25-567.77" },
            awardedOn = "2025-06-30",
            result = "14",
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await made.JsonAsync()).Text("id");
        var text = await staff.GetStringAsync($"/api/awards/{id}");
        Assert.DoesNotContain("567", text.Replace(id, "", StringComparison.Ordinal), StringComparison.Ordinal);
        var award = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(
            ("lassen", 1, "2025-06-30", "active", "14"),
            (award.Text("achievement"), award.GetProperty("version").GetInt32(), award.Text("awardedOn"), award.Text("status"), award.Text("result")));
        Assert.Equal("noor@example.org", award.GetProperty("learner").Text("email"));
        Assert.Equal(0, award.GetProperty("journal").GetArrayLength());
    }

    [Fact]
    public async Task Credentials_are_listed_in_pages()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        foreach (var name in new[] { "An", "Bo", "Cis" })
            (await staff.PostAsJsonAsync("/api/awards", Bodies.Award(givenName: name))).Dispose();
        var first = await staff.GetFromJsonAsync<JsonElement>("/api/credentials?limit=2&achievement=lassen&status=active&from=2025-06-30");
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        var second = await staff.GetFromJsonAsync<JsonElement>($"/api/credentials?limit=2&cursor={Uri.EscapeDataString(first.Text("next"))}");
        Assert.Equal("An", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("learner").Text("givenName"));
        Assert.Null(second.GetProperty("next").GetString());
        using var bad = await staff.GetAsync("/api/credentials?status=lost&limit=0");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Theory]
    [InlineData("/api/credentials?cursor=garbage", "cursor", "unknown-cursor")]
    [InlineData("/api/credentials?cursor=0123456789abcdef0123456789abcdef", "cursor", "unknown-cursor")]
    [InlineData("/api/achievements?cursor=garbage", "cursor", "unknown-cursor")]
    [InlineData("/api/achievements?cursor=99", "cursor", "unknown-cursor")]
    [InlineData("/api/credentials?achievment=lassen", "achievment", "unknown-parameter")]
    [InlineData("/api/achievements?status=active", "status", "unknown-parameter")]
    [InlineData("/api/credentials?limit=ten", "limit", "out-of-range")]
    public async Task A_query_that_is_not_understood_is_refused_naming_the_parameter(string address, string parameter, string reason)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        (await staff.PostAsJsonAsync("/api/awards", Bodies.Award())).Dispose();
        using var refused = await staff.GetAsync(address);
        var problem = await refused.JsonAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid-input"), (refused.StatusCode, problem.Text("type")));
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((parameter, reason), (error.Text("column"), error.Text("reason")));
    }

    [Fact]
    public async Task What_can_be_read_answers_HEAD_with_the_headers_alone()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var id = (await made.JsonAsync()).Text("id");
        foreach (var path in new[] { $"/api/credentials/{id}", $"/api/awards/{id}", "/api/credentials", "/api/achievements", "/api/achievements/lassen" })
        {
            using var whole = await staff.GetAsync(path);
            using var head = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((path, HttpStatusCode.OK, 0), (path, head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
            Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        }

        using var missing = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/credentials/{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("14", "Noor", "/result")]
    [InlineData(null, "Nora", "/learner/givenName")]
    public async Task The_same_award_with_other_content_is_refused_naming_the_first_member_that_differs(string? result, string givenName, string pointer)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        object Award(string? result, string givenName) => new
        {
            achievement = "lassen",
            learner = new { givenName, familyName = "Peeters", email = "noor@example.org" },
            awardedOn = "2025-06-30",
            result = result ?? "15",
        };
        (await staff.PostAsJsonAsync("/api/awards", Award(null, "Noor"))).Dispose();
        using var refused = await staff.PostAsJsonAsync("/api/awards", Award(result, givenName));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var error = Assert.Single((await refused.JsonAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal((pointer, "award-conflict"), (error.Text("pointer"), error.Text("reason")));
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var text = await staff.PostAsync("/api/awards", new StringContent("a,b"));
        using var twice = await staff.PostAsync("/api/awards", new StringContent("""{"a":1,"a":2}""", new MediaTypeHeaderValue("application/json")));
        using var large = await staff.PostAsync("/api/awards", new StringContent(new string(' ', 70_000), new MediaTypeHeaderValue("application/json")));
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge),
            (text.StatusCode, twice.StatusCode, large.StatusCode));
    }
}
