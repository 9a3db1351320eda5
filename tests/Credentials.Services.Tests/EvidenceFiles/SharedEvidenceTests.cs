using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Web;

namespace Credentials.Services.Tests.EvidenceFiles;

/// <summary>The whole app: documents on the pages of shares and on the learner's own.</summary>
public sealed class SharedEvidenceTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task A_share_gives_the_documents_that_were_chosen_while_it_and_they_last()
    {
        var (chosen, other) = (SampleFiles.Pdf("a share's"), SampleFiles.Pdf("not a share's"));
        using var staff = await app.AsIssuerOfDemoAsync();
        using var anyone = app.AsEveryone();
        var award = await AwardAsync(staff, "Chosen", chosen, other);
        var id = award.Text("id");
        await staff.AddedAsync(id, chosen, "?name=%3Cb%3Eproef%3C%2Fb%3E.pdf");
        await staff.AddedAsync(id, other);
        var share = await ShareAsync(staff, id, SampleFiles.DigestOf(chosen), SampleFiles.SriOf(chosen));
        var (path, token) = (new Uri(share.Text("url")).AbsolutePath, share.Text("url").Split('/')[^1]);

        var page = await PageHost.ParseAsync(await anyone.GetAsync(new Uri(path, UriKind.Relative)));
        Assert.Single(page.QuerySelectorAll("section.verdict.valid"));
        var link = Assert.Single(page.QuerySelectorAll("a[href*='/documents/']"));
        Assert.Equal(($"{path}/documents/{SampleFiles.DigestOf(chosen)}", "b_.pdf"), (link.GetAttribute("href"), link.TextContent));
        using var download = await anyone.GetAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative));
        Evidence.AssertSafe(download, "application/pdf", "b_.pdf");
        Assert.Equal("noindex", download.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal(chosen, await download.Content.ReadAsByteArrayAsync());

        // Neither what was not chosen, nor by the link that every credential has, nor by a token of another kind.
        var standard = award.GetProperty("links").Text("share").Split('/')[^1];
        var claim = award.GetProperty("links").Text("claim").Split('/')[^1];
        foreach (var wrong in (string[])[
            $"/s/{token}/documents/{SampleFiles.DigestOf(other)}", $"/s/{standard}/documents/{SampleFiles.DigestOf(chosen)}",
            $"/s/{claim}/documents/{SampleFiles.DigestOf(chosen)}", $"/c/{token}/documents/{SampleFiles.DigestOf(chosen)}",
            $"/s/{token}/documents/abc", $"/s/nothing/documents/{SampleFiles.DigestOf(chosen)}"])
            Assert.Equal(HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, wrong));
        Assert.Empty((await PageHost.ParseAsync(await anyone.GetAsync(new Uri("/s/" + standard, UriKind.Relative)))).QuerySelectorAll("a[href*='/documents/']"));

        Assert.Equal(HttpStatusCode.NoContent, await staff.StatusAsync(HttpMethod.Delete, $"/api/shares/{share.Text("id")}"));
        Assert.Equal(HttpStatusCode.Gone, await anyone.StatusAsync(HttpMethod.Get, $"{path}/documents/{SampleFiles.DigestOf(chosen)}"));
    }

    [Fact]
    public async Task An_erased_document_leaves_the_share_and_the_share_stays()
    {
        var file = SampleFiles.Pdf("erased");
        using var staff = await app.AsIssuerOfDemoAsync();
        using var anyone = app.AsEveryone();
        var id = (await AwardAsync(staff, "Erased", file)).Text("id");
        await staff.AddedAsync(id, file);
        var path = new Uri((await ShareAsync(staff, id, SampleFiles.DigestOf(file))).Text("url")).AbsolutePath;
        Assert.Equal(HttpStatusCode.NoContent, await staff.EraseFileAsync(id, file));
        Assert.Equal(HttpStatusCode.Gone, await anyone.StatusAsync(HttpMethod.Get, $"{path}/documents/{SampleFiles.DigestOf(file)}"));
        var page = await PageHost.ParseAsync(await anyone.GetAsync(new Uri(path, UriKind.Relative)));
        Assert.Single(page.QuerySelectorAll("section.verdict.valid"));
        Assert.Empty(page.QuerySelectorAll("a[href*='/documents/']"));
        using var late = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { documents = new[] { SampleFiles.DigestOf(file) } });
        Assert.Equal("unknown-document", (await late.Content.JsonAsync()).GetProperty("errors")[0].Text("reason"));
    }

    [Theory]
    [InlineData("nl", "Uw documenten")]
    [InlineData("en", "Your documents")]
    public async Task The_learners_own_page_lists_the_documents_of_the_record_in_the_readers_language(string language, string heading)
    {
        var file = SampleFiles.Pdf(language);
        using var staff = await app.AsIssuerOfDemoAsync();
        using var anyone = app.AsEveryone();
        var award = await AwardAsync(staff, "Own", file);
        await staff.AddedAsync(award.Text("id"), file, "?name=proef.pdf");
        var path = new Uri(award.GetProperty("links").Text("claim")).AbsolutePath;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        var page = await PageHost.ParseAsync(await anyone.SendAsync(request));
        Assert.Contains(heading, page.QuerySelectorAll("h2").Select(element => element.TextContent));
        using var download = await anyone.GetAsync(new Uri($"{path}/documents/{SampleFiles.DigestOf(file)}", UriKind.Relative));
        Evidence.AssertSafe(download, "application/pdf", "proef.pdf");
        Assert.Equal(file, await download.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("""{"documents":"abc"}""", "/documents", "wrong-type")]
    [InlineData("""{"documents":["abc"]}""", "/documents/0", "bad-digest")]
    [InlineData("""{"documents":[7]}""", "/documents/0", "bad-digest")]
    [InlineData("""{"documents":["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}""", "/documents/0", "unknown-document")]
    public async Task A_share_with_documents_that_are_not_there_is_refused(string body, string pointer, string reason)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var id = (await AwardAsync(staff, "Refused", SampleFiles.Pdf("refused"))).Text("id");
        using var answer = await staff.PostAsync(
            new Uri($"/api/credentials/{id}/shares", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.Content.JsonAsync()).GetProperty("errors")[0];
        Assert.Equal((pointer, reason), (error.Text("pointer"), error.Text("reason")));
    }

    [Fact]
    public async Task The_calls_are_described()
    {
        var paths = (await app.AsEveryone().GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        var document = paths.GetProperty("/api/records/{id}/evidence/{digest}");
        Assert.All((string[])["put", "get", "delete"], method => Assert.True(document.TryGetProperty(method, out _), method));
        Assert.True(paths.TryGetProperty("/api/records/{id}/evidence", out _));
    }

    private static async Task<JsonElement> AwardAsync(HttpClient staff, string familyName, params byte[][] files)
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = await staff.FirstAchievementAsync(),
            awardedOn = "2025-06-30",
            learner = new { givenName = "Noor", familyName = $"{familyName} {Guid.NewGuid():N}" },
            evidence = files.Select((file, number) => new { name = $"proef {number}", digest = SampleFiles.SriOf(file) }),
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.JsonAsync();
    }

    private static async Task<JsonElement> ShareAsync(HttpClient staff, string id, params string[] documents)
    {
        using var answer = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { purpose = "sollicitatie", documents });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.JsonAsync();
    }
}
