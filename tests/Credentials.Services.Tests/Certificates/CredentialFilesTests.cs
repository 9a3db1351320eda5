using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Credentials.Baking;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Certificates;

public sealed class CredentialFilesTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task The_badge_as_SVG_holds_the_very_credential_and_verifies_until_it_is_revoked()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Svg");
        var svg = await FileAsync(staff, award, "image/svg+xml");
        Assert.Equal(await staff.CredentialAsync(award.Text("id")), System.Text.Encoding.UTF8.GetString(BakedSvg.Unbake(svg).Value.Span));
        Assert.Equal("valid", (await VerifiedAsync(svg)).Text("verdict"));
        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();
        Assert.Equal("failed", (await VerifiedAsync(svg)).OutcomeOf("status"));
        Assert.Equal(svg.Length, (await FileAsync(staff, award, "image/svg+xml")).Length);
    }

    [InstalledFact("chromium")]
    public async Task The_badge_as_PNG_holds_the_very_credential_and_verifies()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Png");
        var png = await FileAsync(staff, award, "image/png");
        Assert.Equal(await staff.CredentialAsync(award.Text("id")), System.Text.Encoding.UTF8.GetString(BakedPng.Unbake(png).Value.Span));
        Assert.Equal("valid", (await VerifiedAsync(png)).Text("verdict"));
        // Width and height of the header chunk.
        Assert.Equal([0, 0, 3, 32, 0, 0, 3, 32], png[16..24]);
    }

    [InstalledFact("chromium", "pdftotext", "pdfinfo", "pdfdetach", "pdftoppm", "zbarimg")]
    public async Task The_certificate_is_read_by_other_programs_and_verifies()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Pdf");
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.pdf");
        var pdf = await FileAsync(staff, award, "application/pdf");
        await File.WriteAllBytesAsync(path, pdf);

        var credential = await staff.CredentialAsync(award.Text("id"));
        Assert.Equal(credential, System.Text.Encoding.UTF8.GetString(BakedPdf.Unbake(pdf).Value.Span));
        Assert.Equal("valid", (await VerifiedAsync(pdf)).Text("verdict"));
        await RunAsync("pdfdetach", "-saveall", "-o", folder.Path, path);
        Assert.Equal(credential, await File.ReadAllTextAsync(Path.Combine(folder.Path, "credential.jwt")));

        var info = await RunAsync("pdfinfo", path);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Pages:\s+2", info);
        Assert.Contains("(A4)", info, StringComparison.Ordinal);
        var text = await RunAsync("pdftotext", path, "-");
        var order = (string[])["MICROCREDENTIAL", "Uitgereikt aan", "Zoë Pdf", "30 juni 2025", "VKS", "CVO Demerland", "Wat dit leerbewijs zegt", "Leerresultaten", "Kwaliteitszorg"];
        var at = 0;
        foreach (var words in order)
            Assert.True((at = text.IndexOf(words, at, StringComparison.Ordinal)) >= 0, $"{words} does not come next in: {text}");

        await RunAsync("pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", path, Path.Combine(folder.Path, "page"));
        Assert.Equal(award.GetProperty("links").Text("share"), (await RunAsync("zbarimg", "-q", "--raw", Directory.EnumerateFiles(folder.Path, "page*.png").Single())).Trim());
    }

    [InstalledFact("chromium", "pdftotext")]
    public async Task The_certificate_of_the_learners_page_speaks_the_chosen_language_and_says_when_it_was_revoked()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await AwardedAsync(staff, "Weg");
        var claim = new Uri(award.GetProperty("links").Text("claim")).AbsolutePath;
        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();
        using var answer = await app.AsEveryone().GetAsync(claim + "/credential.pdf?lang=fr");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.pdf");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
        var text = await RunAsync("pdftotext", path, "-");
        Assert.Contains("Non valable le", text, StringComparison.Ordinal);
        Assert.Contains("Zoë Weg", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_share_page_leads_to_a_badge_that_verifies()
    {
        var award = await AwardedAsync(await app.AsIssuerOfDemoAsync(), "Deel");
        var share = new Uri(award.GetProperty("links").Text("share")).AbsolutePath;
        Assert.Contains($"href=\"{share}/credential.svg\"", await app.AsEveryone().GetStringAsync(share), StringComparison.Ordinal);
        Assert.Equal("valid", (await VerifiedAsync(await app.AsEveryone().GetByteArrayAsync(share + "/credential.svg"))).Text("verdict"));
        Assert.Equal(HttpStatusCode.NotFound, await app.AsEveryone().StatusAsync(HttpMethod.Get, "/s/AQGiA70MH3K6rMosk4t47Ga0DrKYJwH-V1tf5QvLiNmi/credential.svg"));
    }

    [Fact]
    public async Task The_picture_of_an_achievement_is_public_and_holds_nobodys_credential()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        using var answer = await app.AsEveryone().GetAsync($"/achievements/demo/{await staff.FirstAchievementAsync()}/1/image.svg");
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(BakingReasons.NothingInside, Assert.Single(BakedFile.CredentialIn(await answer.Content.ReadAsByteArrayAsync()).Problem!.Errors).Reason);
        Assert.Equal(HttpStatusCode.NotFound, await app.AsEveryone().StatusAsync(HttpMethod.Get, "/achievements/demo/nothing/1/image.svg"));
    }

    private static async Task<JsonElement> AwardedAsync(HttpClient staff, string familyName) =>
        await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Zoë", familyName);

    private static async Task<byte[]> FileAsync(HttpClient staff, JsonElement award, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{award.Text("id")}");
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await staff.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(accept, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<JsonElement> VerifiedAsync(byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a" } };
        using var asForm = await app.AsEveryone().PostAsync("/api/verify", form);
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var asBytes = await app.AsEveryone().PostAsync("/api/verify", content);
        var report = await asBytes.Content.JsonAsync();
        Assert.Equal(report.Text("verdict"), (await asForm.Content.JsonAsync()).Text("verdict"));
        return report;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
