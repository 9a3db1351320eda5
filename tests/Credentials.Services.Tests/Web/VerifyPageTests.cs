using System.Net;
using System.Net.Http.Headers;

namespace Credentials.Services.Tests.Web;

public sealed class VerifyPageTests
{
    [Theory]
    [InlineData("valid", "This credential is valid")]
    [InlineData("  revoked\r\n", "Revoked: this credential is no longer valid")]
    [InlineData("forged", "This credential is not genuine")]
    [InlineData("unsigned-bundle", "Who hands this in is not shown")]
    public async Task Pasted_text_is_checked(string text, string verdict)
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", Form(text, null));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(verdict, (await PageHost.ParseAsync(answer)).TextOf("h1"));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("en", "Who hands this in is not shown", "Each credential in it was checked on its own", "This credential is valid")]
    [InlineData("nl", "Wie dit voorlegt, blijkt nergens uit", "Elk leerbewijs erin is apart gecontroleerd", "Dit leerbewijs is geldig")]
    public async Task An_unsigned_bundle_says_so_and_lets_its_valid_credential_stand(string language, string title, string text, string contained)
    {
        await using var host = await PageHost.StartAsync();
        var page = await PageHost.ParseAsync(await host.Client().PostAsync("/verify?lang=" + language, Form("unsigned-bundle", null)));
        Assert.Equal(title, page.TextOf("h1"));
        Assert.Contains(text, page.TextOf(".verdict"), StringComparison.Ordinal);
        Assert.Equal(contained, page.TextOf("section.contained .outcome strong"));
        Assert.Single(page.QuerySelectorAll("section.contained article.credential"));
    }

    [Fact]
    public async Task A_form_without_a_file_part_is_checked_as_well()
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", new FormUrlEncodedContent([new("credential", "valid")]));
        Assert.Equal("This credential is valid", (await PageHost.ParseAsync(answer)).TextOf("h1"));
    }

    [Fact]
    public async Task A_file_is_checked_and_wins_over_pasted_text()
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", Form("revoked", "\uFEFFvalid\n"u8.ToArray()));
        Assert.Equal("This credential is valid", (await PageHost.ParseAsync(answer)).TextOf("h1"));
    }

    [Theory]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify='valid'/>", "This credential is valid")]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify='revoked'/>", "Revoked: this credential is no longer valid")]
    public async Task A_badge_is_checked_by_what_is_in_it(string content, string verdict)
    {
        await using var host = await PageHost.StartAsync();
        var svg = System.Text.Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg'>{content}<text>valid</text></svg>");
        var page = await PageHost.ParseAsync(await host.Client().PostAsync("/verify", Form("", svg)));
        Assert.Equal(verdict, page.TextOf("h1"));
        // In another language the credential is checked anew, not the picture.
        Assert.DoesNotContain("svg", page.QuerySelector("input[name=credential]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "There is no credential in this file.")]
    [InlineData("%PDF-1.7 cut off", "This file is damaged, or another program")]
    [InlineData("<!DOCTYPE html><title>a</title>", "This file is damaged, or another program")]
    public async Task A_file_without_a_credential_that_can_be_read_says_why(string file, string message)
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", Form("", System.Text.Encoding.UTF8.GetBytes(file)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(message, (await PageHost.ParseAsync(answer)).TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080/s/AbC-123_x", "/s/AbC-123_x")]
    [InlineData("http://localhost/s/AbC", "/s/AbC")]
    [InlineData("Kijk hier: http://localhost:5080/s/AbC?lang=nl", "/s/AbC")]
    [InlineData("http://localhost:5080/s/AbC/qr.svg", "/s/AbC")]
    [InlineData("http://localhost:5080/c/AbC", "/c/AbC")]
    public async Task A_link_of_this_service_leads_to_its_page(string text, string path)
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", Form(text, null));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(path, answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("", null, "Paste a link or a credential, or choose a file.")]
    [InlineData("  \n ", null, "Paste a link or a credential, or choose a file.")]
    [InlineData("hello", null, "This is not a credential.")]
    [InlineData("https://elsewhere.example/s/AbC", null, "This link leads to another site.")]
    [InlineData("http://localhost:5080/s/", null, "This link leads to another site.")]
    [InlineData("", 1024 * 1024 + 1, "That is larger than a credential can be (1 MB, as a PDF or a badge 4 MB).")]
    [InlineData("", 3 * 1024 * 1024, "That is larger than a credential can be (1 MB, as a PDF or a badge 4 MB).")]
    public async Task What_cannot_be_checked_is_said_clearly_beside_the_form(string text, int? fileLength, string message)
    {
        await using var host = await PageHost.StartAsync();
        var answer = await host.Client().PostAsync("/verify", Form(text, fileLength is { } length ? new byte[length] : null));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await PageHost.ParseAsync(answer);
        Assert.StartsWith(message, page.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        var field = page.QuerySelector("textarea")!;
        Assert.Contains("error", field.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
        Assert.Equal(fileLength is null ? text.Trim() : "", field.TextContent.Trim());
    }

    [Fact]
    public async Task Pasted_markup_comes_back_as_text()
    {
        await using var host = await PageHost.StartAsync();
        var page = await PageHost.ParseAsync(await host.Client().PostAsync("/verify", Form("</textarea>" + SampleCredentials.Markup, null)));
        Assert.Equal("</textarea>" + SampleCredentials.Markup, page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task A_form_that_is_cut_off_is_told_apart_from_a_wrong_credential()
    {
        await using var host = await PageHost.StartAsync();
        using var content = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"credential\"\r\n\r\nval"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var answer = await host.Client().PostAsync("/verify", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("What you sent did not arrive whole.", (await PageHost.ParseAsync(answer)).TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    private static MultipartFormDataContent Form(string text, byte[]? file)
    {
        var form = new MultipartFormDataContent { { new StringContent(text), "credential" } };
        // Browsers send an empty part without a name where no file was chosen.
        var part = new ByteArrayContent(file ?? []);
        part.Headers.Add("Content-Disposition", $"form-data; name=\"file\"; filename=\"{(file is null ? "" : "credential.jwt")}\"");
        form.Add(part);
        return form;
    }
}
