using System.Net.Http.Json;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceFiles;

namespace Credentials.Services.Tests.Journeys;

public sealed class SplitRolesTests
{
    [Fact]
    public async Task A_verifier_that_runs_apart_sees_awards_and_revocations_at_once_and_decides_nothing_when_the_rest_is_gone()
    {
        using var folder = new TemporaryFolder();
        using var nothing = new TemporaryFolder();
        var (inside, outside) = (FreePort.Find(), FreePort.Find());
        await using var issuer = await RunningService.StartAsync(
            folder.Path, inside, null, "--Roles=issuer,store", $"--PublicUrl=http://localhost:{outside}");
        await issuer.ToldAsync();
        await using var verifier = await RunningService.StartAsync(
            nothing.Path, outside, null, "--Roles=verifier", $"--PublicVerifier:Upstream=http://localhost:{inside}");
        var key = (await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
        using var staff = issuer.Client(key);
        using var anyone = verifier.Client();

        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Hamza", "Lemmens");
        var credential = await staff.CredentialAsync(award.Text("id"));
        var sdJwt = await staff.CredentialAsync(award.Text("id"), "application/dc+sd-jwt");
        var shown = await anyone.VerifiedAsync(sdJwt);
        Assert.Equal("valid", shown.Text("verdict"));
        Assert.Contains("as-type-says", shown.ToString(), StringComparison.Ordinal);
        var retired = await AppProgram.RunAsync(
            ["--data", folder.Path, "keys", "retire", "key-1", "--centre", "demo", "--compromised-from", "2099-01-01T00:00:00Z"]);
        Assert.Equal(0, retired.ExitCode);
        var report = await anyone.VerifiedAsync(credential);
        Assert.Equal("valid", report.Text("verdict"));
        Assert.Contains("recorded-before-compromise", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("Lemmens", await anyone.GetStringAsync(new Uri(award.GetProperty("links").Text("share"))), StringComparison.Ordinal);
        Assert.Contains("Lemmens", await anyone.GetStringAsync(new Uri(award.GetProperty("links").Text("claim"))), StringComparison.Ordinal);

        var file = SampleFiles.Pdf(length: 300_000);
        using var documented = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = await staff.FirstAchievementAsync(),
            awardedOn = "2025-06-30",
            learner = new { givenName = "Jef", familyName = "Maes" },
            evidence = new[] { new { name = "proef", digest = SampleFiles.SriOf(file) } },
        });
        var third = await documented.Content.JsonAsync();
        var claim = new Uri(third.GetProperty("links").Text("claim")).AbsolutePath;
        await staff.AddedAsync(third.Text("id"), file, "?name=Pr%C3%B6f.pdf");
        using var download = await anyone.GetAsync(new Uri($"{claim}/documents/{SampleFiles.DigestOf(file)}", UriKind.Relative));
        Evidence.AssertSafe(download, "application/pdf", "Pröf.pdf");
        Assert.Equal(file, await download.Content.ReadAsByteArrayAsync());
        Assert.Contains("Pr&#xF6;f.pdf", await anyone.GetStringAsync(new Uri(claim, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, $"{claim}/documents/{new string('0', 64)}"));

        using var offered = await anyone.PostAsync(new Uri($"{claim}/wallet", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Contains("openid-credential-offer://", await offered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<svg", await anyone.GetStringAsync(new Uri($"{claim}/wallet/qr.svg", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Post, $"{claim}/copies/{Guid.NewGuid()}"));

        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();
        Assert.Equal("invalid", (await anyone.VerifiedAsync(credential)).Text("verdict"));
        Assert.Equal("failed", (await anyone.VerifiedAsync(sdJwt)).OutcomeOf("status"));

        var other = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Inge", "Baert");
        var unseen = await staff.CredentialAsync(other.Text("id"));
        await issuer.KillAsync();
        Assert.Equal("undetermined", (await anyone.VerifiedAsync(unseen)).Text("verdict"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(nothing.Path));
    }
}
