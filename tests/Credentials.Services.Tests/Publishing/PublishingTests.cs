using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.IssuerService.Publishing;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Issuer;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Publishing;

public class PublishingTests
{
    private static readonly Did Demo = Did.TryParse("did:web:localhost%3A8080:centres:demo", out var did) ? did : throw new InvalidOperationException();

    [Fact]
    public async Task The_did_document_names_every_key_retired_ones_too()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        await app.Get<CreateKey>().RunAsync("demo", KeyAlgorithm.P256);
        await app.Get<RetireKey>().RunAsync("demo", "key-1");
        using var answer = await app.AsEveryone().GetAsync("/centres/demo/did.json");
        AssertPublished(answer, "application/did+json");
        var json = await answer.JsonAsync();
        Assert.Equal("https://www.w3.org/ns/did/v1", json.GetProperty("@context")[0].GetString());
        var document = DidDocument.Parse(json, Demo).Value;
        Assert.Equal([$"{Demo}#key-1", $"{Demo}#key-2"], document.AssertionMethod.Select(method => method.Id));
        using var missing = await app.AsEveryone().GetAsync("/centres/nergens/did.json");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData(null, "application/vc")]
    [InlineData("*/*", "application/vc")]
    [InlineData("text/html", "application/vc")]
    [InlineData("no header", "application/vc")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("application/json;q=0.9, application/ld+json", "application/ld+json")]
    [InlineData("application/json, text/plain, */*", "application/vc")]
    [InlineData("application/vc+jwt", "application/vc+jwt")]
    [InlineData("application/vc+jwt;q=0.5, application/vc", "application/vc")]
    public async Task A_status_list_is_published_in_both_forms(string? accept, string form)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        foreach (var purpose in new[] { "revocation", "suspension" })
        {
            var url = (await ListUrlAsync(staff)).Replace("revocation", purpose, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (accept is not null)
                request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await app.AsEveryone().SendAsync(request);
            AssertPublished(answer, form);
            Assert.Equal("Accept", answer.Headers.Vary.ToString());
            var list = PublishedStatusList.Read(await answer.Content.ReadAsByteArrayAsync(), url, await DocumentAsync(app)).Value;
            Assert.True(list.IsProven);
            Assert.Equal(TimeSpan.FromMinutes(5), list.TimeToLive);
        }
    }

    [Fact]
    public async Task A_status_list_has_the_same_bytes_and_an_entity_tag_of_its_own_under_each_type_of_JSON()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var url = await ListUrlAsync(staff);
        var answers = new List<(string Type, string Tag, string Body)>();
        foreach (var type in new[] { "application/vc", "application/ld+json", "application/json" })
        {
            using var first = await AskAsync(type, null);
            answers.Add((first.Content.Headers.ContentType!.MediaType!, first.Headers.ETag!.Tag, await first.Content.ReadAsStringAsync()));
            using var again = await AskAsync(type, answers[^1].Tag);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        Assert.Equal(["application/vc", "application/ld+json", "application/json"], answers.Select(answer => answer.Type));
        Assert.Equal(3, answers.Select(answer => answer.Tag).Distinct().Count());
        Assert.Single(answers.Select(answer => answer.Body).Distinct());

        async Task<HttpResponseMessage> AskAsync(string type, string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd(type);
            if (known is not null)
                request.Headers.IfNoneMatch.ParseAdd(known);
            return await app.AsEveryone().SendAsync(request);
        }
    }

    [Theory]
    [InlineData("/status/nergens/revocation")]
    [InlineData("/status/{list}/message")]
    [InlineData("/status/{list}")]
    public async Task A_list_or_purpose_that_is_not_there_is_404(string path)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var list = (await ListUrlAsync(staff)).Split('/')[^2];
        using var answer = await app.AsEveryone().GetAsync(path.Replace("{list}", list, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_list_is_the_same_bytes_until_something_changes()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var url = new Uri(await ListUrlAsync(staff));
        var first = await ReadAsync(app, url);
        await CredentialFormTests.AwardAsync(staff, "Iemand anders");
        Assert.True(first.Equals(await ReadAsync(app, url)), "an award changes no list");

        var id = await CredentialFormTests.AwardAsync(staff);
        (await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked" })).Dispose();
        var second = await ReadAsync(app, url);
        Assert.False(first.Equals(second), "a revocation does");

        app.Time.Move(TimeSpan.FromHours(13));
        var third = await ReadAsync(app, url);
        Assert.False(second.Equals(third), "half of its validity is over");

        await app.Get<RetireKey>().RunAsync("demo", "key-1");
        app.Time.Move(TimeSpan.FromSeconds(1));
        var fourth = await ReadAsync(app, url);
        Assert.False(third.Equals(fourth), "the centre signs with another key");
        Assert.Contains("#key-2", System.Text.Encoding.UTF8.GetString(fourth.Span), StringComparison.Ordinal);
        Assert.True(fourth.Equals(await ReadAsync(app, url)));
    }

    [Fact]
    public async Task Many_who_ask_for_a_list_at_once_get_one_edition()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var url = new Uri(await ListUrlAsync(staff));
        app.Time.Move(TimeSpan.FromHours(13));
        var editions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ReadAsync(app, url))));
        Assert.All(editions, edition => Assert.True(edition.Equals(editions[0])));
    }

    [Theory]
    [InlineData("http://localhost:8080/centres/demo/did.json", true)]
    [InlineData("http://localhost:8080/centres/nergens/did.json", false)]
    [InlineData("http://localhost:8081/centres/demo/did.json", false)]
    [InlineData("http://localhost:808/centres/demo/did.json", false)]
    [InlineData("http://localhost.example:8080/centres/demo/did.json", false)]
    [InlineData("http://localhost:8080/centres/demo/did.json?x=1", false)]
    [InlineData("https://localhost:8080/centres/demo/did.json", false)]
    public async Task Only_our_own_addresses_are_read_without_http(string address, bool ours)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        Assert.Equal(ours, await app.Get<PublishedDocuments>().TryReadAsync(new Uri(address), CancellationToken.None) is not null);
    }

    [Fact]
    public async Task Schemas_are_published_by_their_file_names()
    {
        await using var app = await IssuerApp.StartAsync();
        using var answer = await app.AsEveryone().GetAsync("/schemas/verification-report.schema.json");
        AssertPublished(answer, "application/schema+json");
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "schemas", "verification-report.schema.json")), await answer.Content.ReadAsByteArrayAsync());
        using var missing = await app.AsEveryone().GetAsync("/schemas/README.md");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task An_achievement_has_a_page_for_people_and_a_definition_for_programs()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var everyone = app.AsEveryone();
        using var pageRequest = new HttpRequestMessage(HttpMethod.Get, "/achievements/demo/lassen/1?lang=nl");
        pageRequest.Headers.Accept.ParseAdd("text/html, */*;q=0.1");
        using var page = await everyone.SendAsync(pageRequest);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("Last een hoeknaad", html, StringComparison.Ordinal);
        Assert.Contains("CVO Voorbeeld", html, StringComparison.Ordinal);
        using var jsonRequest = new HttpRequestMessage(HttpMethod.Get, "/achievements/demo/lassen/1");
        jsonRequest.Headers.Accept.ParseAdd("application/json");
        using var json = await everyone.SendAsync(jsonRequest);
        AssertPublished(json, "application/json");
        Assert.Equal("Lassen", (await json.JsonAsync()).GetProperty("title").Text("nl"));
        foreach (var path in new[] { "/achievements/demo/lassen/2", "/achievements/demo/koken/1", "/achievements/nergens/lassen/1" })
        {
            using var missing = await everyone.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task The_trust_list_tells_centres_keys_and_rights()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        await app.Get<RetireKey>().RunAsync("demo", "key-1", DateTimeOffset.UtcNow.AddDays(-1));
        using var answer = await app.AsEveryone().GetAsync("/trust-list");
        AssertPublished(answer, "application/json");
        var centre = Assert.Single((await answer.JsonAsync()).GetProperty("centres").EnumerateArray());
        Assert.Equal((Demo.Value, "CVO Voorbeeld", "0566.988.259"), (centre.Text("did"), centre.Text("name"), centre.Text("kbo")));
        var keys = centre.GetProperty("keys").EnumerateArray().ToArray();
        Assert.Equal(2, keys.Length);
        Assert.True(keys[0].TryGetProperty("compromisedFrom", out _) && keys[0].TryGetProperty("until", out _));
        Assert.False(keys[1].TryGetProperty("until", out _));
        Assert.Equal(2, centre.GetProperty("mayAward").GetArrayLength());
    }

    [Theory]
    [InlineData("/centres/demo/did.json")]
    [InlineData("/schemas/verification-report.schema.json")]
    [InlineData("/trust-list")]
    public async Task What_a_cache_has_already_is_not_sent_again(string path)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        using var everyone = app.AsEveryone();
        using var first = await everyone.GetAsync(path);
        foreach (var known in new[] { first.Headers.ETag!.Tag, $"W/{first.Headers.ETag.Tag}", $"\"x\", {first.Headers.ETag.Tag}", "*" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var again = await everyone.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        }
    }

    private static void AssertPublished(HttpResponseMessage answer, string contentType)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(contentType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge: { } age } && age > TimeSpan.Zero);
        Assert.False(answer.Headers.ETag!.IsWeak);
    }

    private static async Task<string> ListUrlAsync(HttpClient staff)
    {
        var id = await CredentialFormTests.AwardAsync(staff, "Eerste");
        var credential = JsonSerializer.Deserialize<JsonElement>((await CredentialFormTests.GetAsync(staff, id, "application/vc")).Body);
        return credential.GetProperty("credentialStatus").Text("statusListCredential");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(IssuerApp app, Uri address) =>
        (await app.Get<PublishedDocuments>().TryReadAsync(address, CancellationToken.None))!.Value.Body;

    private static async Task<DidDocument> DocumentAsync(IssuerApp app) =>
        DidDocument.Parse(await app.AsEveryone().GetFromJsonAsync<JsonElement>("/centres/demo/did.json"), Demo).Value;
}
