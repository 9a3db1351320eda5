using System.Net;
using System.Net.Http.Headers;

namespace Credentials.Services.Tests.Web;

public sealed class SharePageTests
{
    [Theory]
    [InlineData("valid", "This credential is valid", "valid")]
    [InlineData("extreme", "This credential is valid", "valid")]
    [InlineData("revoked", "Revoked: this credential is no longer valid", "invalid")]
    [InlineData("suspended", "Suspended: this credential is not valid now", "invalid")]
    [InlineData("undetermined", "Whether it was revoked is unknown", "undetermined")]
    [InlineData("unknown-issuer", "The issuer is not known here", "undetermined")]
    [InlineData("forged", "This credential is not genuine", "invalid")]
    [InlineData("new-reason", "This credential is not valid", "invalid")]
    [InlineData("unsigned-bundle", "Who hands this in is not shown", "undetermined")]
    [InlineData("presentation", "Not everything in this bundle is valid", "invalid")]
    public async Task The_verdict_is_the_heading_in_words_colour_and_drawing(string token, string words, string tone)
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync("/s/" + token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(words, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Single(page.QuerySelectorAll($"section.verdict.{tone} > svg.icon"));
        Assert.StartsWith(words, page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endorsements_stand_below_with_verdicts_of_their_own()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/endorsed");
        Assert.Equal("This credential is valid", page.TextOf("h1"));
        Assert.Equal(
            ["This endorsement is genuine.", "This endorsement is not valid: do not count on it.", "This endorsement is not valid: do not count on it."],
            page.QuerySelectorAll("section.contained li strong").Select(verdict => verdict.TextContent));
        Assert.Equal(["Wij werven hiermee aan.", SampleCredentials.Markup], page.QuerySelectorAll("section.contained blockquote").Select(comment => comment.TextContent));
        Assert.Contains("2 more were not looked at.", page.TextOf("section.contained"), StringComparison.Ordinal);
        Assert.Contains("Verifiable Credentials Data Model 1.1", page.TextOf("article.credential"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endorsement_alone_says_what_it_endorses()
    {
        await using var host = await PageHost.StartAsync();
        var shown = (await host.OpenAsync("/s/endorsement")).Page.TextOf("article.credential");
        Assert.Contains("Wij werven hiermee aan.", shown, StringComparison.Ordinal);
        Assert.Contains("urn:uuid:1b6ef2a4-5d0c-4f6e-9c1e-2a7f6d3b9e10", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_valid_credential_shows_what_it_says_in_plain_words()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/valid");
        var shown = page.TextOf("article.credential");
        Assert.Contains("Noor El Amrani", shown, StringComparison.Ordinal);
        Assert.Contains("30 June 2026", shown, StringComparison.Ordinal);
        Assert.Contains("Level 4 of 8 in the Flemish Qualifications Framework", shown, StringComparison.Ordinal);
        Assert.Contains("Level 4 of 8 in the European Qualifications Framework", shown, StringComparison.Ordinal);
        Assert.Contains("60 hours, 3 ECTS credits", shown, StringComparison.Ordinal);
        Assert.Contains("Praktijkproef onder toezicht", shown, StringComparison.Ordinal);
        Assert.Contains("Gecombineerd: in het centrum en online", shown, StringComparison.Ordinal);
        Assert.Contains("Doorlichting door de onderwijsinspectie", shown, StringComparison.Ordinal);
        Assert.Contains("Geslaagd met onderscheiding", shown, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll(".outcomes li").Length);
        Assert.Equal("nl", page.QuerySelector(".outcomes ul")!.GetAttribute("lang"));
        Assert.Equal("nl", page.QuerySelector("article h2")!.GetAttribute("lang"));
        Assert.Contains("Checked on 3 July 2026 at 14:05:09 (Belgian time)", page.TextOf(".verdict"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_of_the_link_tells_what_it_is_about_and_neither_a_verdict_nor_a_person()
    {
        await using var host = await PageHost.StartAsync();
        foreach (var token in new[] { "valid", "revoked", "markup" })
        {
            var (answer, page) = await host.OpenAsync("/s/" + token);
            var told = string.Join('\n', page.QuerySelectorAll("meta[property='og:title'], meta[property='og:description']").Select(meta => meta.GetAttribute("content")));
            var about = page.QuerySelector("script[type='application/ld+json']");
            Assert.DoesNotContain("Noor", told + about?.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("credential is", told, StringComparison.Ordinal);
            Assert.DoesNotContain("Revoked", told, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
            Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
            Assert.NotNull(about);
            // What the credential says cannot end the element around it.
            using var json = System.Text.Json.JsonDocument.Parse(about.TextContent);
            Assert.Equal("EducationalOccupationalCredential", json.RootElement.GetProperty("@type").GetString());
            Assert.Equal(page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"), json.RootElement.GetProperty("name").GetString());
            Assert.Empty(page.QuerySelectorAll("head script:not([src]):not([type='application/ld+json'])"));
        }
    }

    [Fact]
    public async Task Robots_may_read_that_pages_about_persons_are_not_for_them()
    {
        await using var host = await PageHost.StartAsync();
        var rules = (await host.Client().GetStringAsync("/robots.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = ["User-agent: *", "Disallow: /api/", "Disallow: /staff", "Disallow: /log/"];
        Assert.Equal(expected, rules);
    }

    [Theory]
    [InlineData("en", "Documents")]
    [InlineData("nl", "Documenten")]
    public async Task Documents_that_go_with_a_share_are_listed_by_their_names_as_text(string language, string heading)
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/with-document", language);
        Assert.Contains(heading, page.QuerySelectorAll("h2").Select(element => element.TextContent));
        var link = Assert.Single(page.QuerySelectorAll("a[href*='/documents/']"));
        Assert.Equal((SampleCredentials.Document.Name, $"/s/with-document/documents/{SampleCredentials.Document.Digest}"), (link.TextContent, link.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("main script, main img[onerror]"));
    }

    [Fact]
    public async Task The_centres_name_is_the_registers_and_never_the_credentials_own()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/valid");
        Assert.Equal("CVO De Demer", page.TextOf(".issuer .name"));
        Assert.Contains("0566.988.259", page.TextOf(".issuer"), StringComparison.Ordinal);
        Assert.Contains("Vlaanderen", page.TextOf(".issuer"), StringComparison.Ordinal);
        Assert.DoesNotContain("vzw", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_that_an_unknown_issuer_gives_itself_is_shown_as_a_claim()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/unknown-issuer");
        Assert.Equal("Not known here", page.TextOf(".issuer .name"));
        Assert.Contains("The credential itself names “University of Everything”. Nobody here has confirmed that.", page.TextOf(".issuer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_check_has_a_line_with_its_outcome_in_words()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/undetermined");
        Assert.Equal(8, page.QuerySelectorAll(".checks > li").Length);
        var line = Assert.Single(page.QuerySelectorAll(".checks > li.undetermined"));
        Assert.Equal("Revocation could not be decided The issuer's list of revocations could not be read just now.", page.TextOf(".checks > li.undetermined > div"));
        Assert.NotNull(line.QuerySelector("svg"));
        Assert.Equal(7, page.QuerySelectorAll(".checks > li.passed .badge").Length);
    }

    [Fact]
    public async Task On_a_wrong_signature_nothing_else_is_shown()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/forged");
        Assert.Empty(page.QuerySelectorAll("article.credential"));
        Assert.Empty(page.QuerySelectorAll(".checks, .downloads, .qr"));
        Assert.Contains("The signature is wrong", page.TextOf(".verdict"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_shows_the_verdict_on_each_of_its_credentials()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/presentation");
        Assert.Equal(
            "This credential is valid Revoked: this credential is no longer valid", page.TextOf("section.contained .outcome strong"));
        Assert.Single(page.QuerySelectorAll("section.contained article.doubtful"));
    }

    [Fact]
    public async Task A_revoked_credential_still_shows_what_it_was_stamped_as_not_valid()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/revoked");
        Assert.Equal("Not valid", page.TextOf("article.doubtful .stamp"));
        Assert.Contains("Noor El Amrani", page.TextOf("article"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_without_a_translation_is_said_in_English()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/new-reason", "nl");
        Assert.Contains("Something new is wrong.", page.TextOf(".checks"), StringComparison.Ordinal);
        Assert.Contains("Something new is wrong. Ga er niet op af.", page.TextOf(".verdict"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("withdrawn", "The link to this credential was withdrawn.")]
    [InlineData("expired", "The link was given until 3 July 2026.")]
    public async Task A_link_that_ended_says_that_the_link_ended_and_not_the_credential(string token, string words)
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync("/s/" + token);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("This link has ended", page.TextOf("h1"));
        Assert.Contains(words, page.TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("Only the link has ended.", page.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_link_is_not_found()
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync("/s/guessed");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("No credential was found at this address", page.TextOf("h1"));
    }

    [Fact]
    public async Task A_share_says_for_what_and_until_when_it_was_given()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/with-end");
        Assert.Contains("Shared for: Sollicitatie", page.TextOf(".keep"), StringComparison.Ordinal);
        Assert.Contains("This link ends on 31 December 2026. The credential does not end with it.", page.TextOf(".keep"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vc+jwt", "application/vc+jwt", "valid")]
    [InlineData("application/vc", "application/vc", "{\"text\":\"valid\"}")]
    [InlineData("application/vc;q=0.5, application/vc+jwt", "application/vc+jwt", "valid")]
    public async Task A_program_gets_the_credential_itself_by_Accept(string accept, string type, string body)
    {
        await using var host = await PageHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/s/valid");
        request.Headers.Accept.ParseAdd(accept);
        var answer = await host.Client().SendAsync(request);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("withdrawn", 410, "/problems/link-ended")]
    [InlineData("guessed", 404, "/problems/not-found")]
    public async Task A_program_gets_a_problem_where_the_link_is_not_open(string token, int status, string type)
    {
        await using var host = await PageHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/s/" + token);
        request.Headers.Accept.ParseAdd("application/vc+jwt");
        await Problems.AssertAsync(await host.Client().SendAsync(request), status, type);
    }

    [Theory]
    [InlineData("/s/valid/credential.jwt", "application/vc+jwt", "credential-1b6ef2a4.jwt")]
    [InlineData("/s/valid/credential.json", "application/vc", "credential-1b6ef2a4.json")]
    [InlineData("/c/valid/credential.jwt", "application/vc+jwt", "credential-1b6ef2a4.jwt")]
    public async Task The_signed_credential_can_be_downloaded_from_the_page(string path, string type, string name)
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().GetAsync(path);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(new ContentDispositionHeaderValue("attachment").DispositionType, answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition?.FileName);
        var (_, page) = await host.OpenAsync(path[..8]);
        Assert.Single(page.QuerySelectorAll($"a[href='{path}']"));
    }

    [Fact]
    public async Task The_page_is_checked_anew_each_time_and_kept_by_nobody()
    {
        await using var host = await PageHost.StartAsync();
        var (answer, _) = await host.OpenAsync("/s/valid");
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Fact]
    public async Task The_learners_page_gives_the_link_to_share_and_not_its_own()
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync("/c/undetermined", "nl-BE,nl;q=0.9");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("http://localhost:5080/s/valid", page.QuerySelector("#share-link")!.GetAttribute("value"));
        Assert.Single(page.QuerySelectorAll("img[src='/s/valid/qr.svg'][alt='QR-code met het adres van deze controle']"));
        Assert.Contains("eindigt alleen de link, niet uw leerbewijs.", page.TextOf("main"), StringComparison.Ordinal);
    }
}
