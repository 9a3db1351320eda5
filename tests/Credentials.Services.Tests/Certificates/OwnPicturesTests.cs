using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Credentials.Baking;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Web;

namespace Credentials.Services.Tests.Certificates;

/// <summary>A centre's logo and own badges, on what learners and employers see.</summary>
public sealed class OwnPicturesTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task Whoever_opens_a_link_sees_the_logo_of_a_centre_of_the_own_register_from_the_own_address()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var links = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Zoë", "Logo")).GetProperty("links");
        Assert.Empty(await LogosAsync(links.Text("share")));
        await PutAsync(staff, "/api/centres/demo/logo", SamplePictures.Svg);
        foreach (var link in new[] { "share", "claim" })
            Assert.Equal(["/centres/demo/logo"], await LogosAsync(links.Text(link)));
        (await staff.DeleteAsync("/api/centres/demo/logo")).Dispose();
        Assert.Empty(await LogosAsync(links.Text("share")));
    }

    [Fact]
    public async Task The_own_drawing_holds_the_credential_and_verifies()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Tekening", SamplePictures.Svg);
        foreach (var svg in new[] { await FileAsync(staff, award, "image/svg+xml"), await SharedAsync(award, "credential.svg") })
        {
            var text = System.Text.Encoding.UTF8.GetString(svg);
            Assert.Contains("<title>Onze &amp; jouw school</title>", text, StringComparison.Ordinal);
            Assert.Equal(await staff.CredentialAsync(award.Text("id")), System.Text.Encoding.UTF8.GetString(BakedSvg.Unbake(svg).Value.Span));
            await AssertValidAsync(svg);
        }
    }

    [Fact]
    public async Task The_own_PNG_holds_the_credential_without_being_printed_anew_and_stands_in_the_drawing_too()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Pixels", SamplePictures.Png);
        var credential = await staff.CredentialAsync(award.Text("id"));
        foreach (var png in new[] { await FileAsync(staff, award, "image/png"), await SharedAsync(award, "credential.png") })
        {
            Assert.Equal(BakedPng.Bake(SamplePictures.Png, System.Text.Encoding.UTF8.GetBytes(credential)).Value, png);
            await AssertValidAsync(png);
        }
        var svg = await SharedAsync(award, "credential.svg");
        Assert.Contains($"data:image/png;base64,{Convert.ToBase64String(SamplePictures.Png)}", System.Text.Encoding.UTF8.GetString(svg), StringComparison.Ordinal);
        await AssertValidAsync(svg);
    }

    [InstalledFact("chromium", "pdfimages")]
    public async Task The_certificate_shows_logo_and_badge_and_verifies()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Papier", SamplePictures.Png);
        Assert.DoesNotContain(" 64    32 ", await ImagesAsync(await WithoutBadgeAsync(staff, award)), StringComparison.Ordinal);
        await PutAsync(staff, "/api/centres/demo/logo", SamplePictures.Png);
        var pdf = await FileAsync(staff, award, "application/pdf");
        Assert.Contains(" 64    32 ", await ImagesAsync(pdf), StringComparison.Ordinal);
        await AssertValidAsync(pdf);
        (await staff.DeleteAsync("/api/centres/demo/logo")).Dispose();
        // What strangers drew is drawn by the browser, and never part of a page of ours.
        await PutAsync(staff, $"/api/achievements/{award.Text("achievement")}/picture", SamplePictures.Svg);
        var png = await SharedAsync(award, "credential.png");
        Assert.Equal([0, 0, 3, 32, 0, 0, 3, 32], png[16..24]);
        await AssertValidAsync(png);
    }

    private static async Task<byte[]> WithoutBadgeAsync(HttpClient staff, JsonElement award)
    {
        (await staff.DeleteAsync($"/api/achievements/{award.Text("achievement")}/picture")).Dispose();
        return await FileAsync(staff, award, "application/pdf");
    }

    private async Task<List<string?>> LogosAsync(string link)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(link).AbsolutePath) { Headers = { Accept = { MediaTypeWithQualityHeaderValue.Parse("text/html") } } };
        using var answer = await app.AsEveryone().SendAsync(request);
        return [.. (await PageHost.ParseAsync(answer)).QuerySelectorAll(".issuer img").Select(image => image.GetAttribute("alt") == "" ? image.GetAttribute("src") : "with a text")];
    }

    private static async Task<JsonElement> AwardedAsync(HttpClient staff, string familyName, byte[] badge)
    {
        var achievement = await staff.FirstAchievementAsync();
        await PutAsync(staff, $"/api/achievements/{achievement}/picture", badge);
        var award = await staff.AwardedAsync(achievement, "Zoë", familyName);
        var members = award.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        members["achievement"] = JsonSerializer.SerializeToElement(achievement);
        return JsonSerializer.SerializeToElement(members);
    }

    private static async Task PutAsync(HttpClient staff, string path, byte[] picture)
    {
        using var answer = await staff.PutAsync(path, new ByteArrayContent(picture));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<byte[]> FileAsync(HttpClient staff, JsonElement award, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{award.Text("id")}");
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await staff.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private Task<byte[]> SharedAsync(JsonElement award, string name) =>
        app.AsEveryone().GetByteArrayAsync($"{new Uri(award.GetProperty("links").Text("share")).AbsolutePath}/{name}");

    private async Task AssertValidAsync(byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await app.AsEveryone().PostAsync("/api/verify", content);
        Assert.Equal("valid", (await answer.Content.JsonAsync()).Text("verdict"));
    }

    private static async Task<string> ImagesAsync(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        using var process = Process.Start(new ProcessStartInfo("pdfimages", ["-list", path]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
