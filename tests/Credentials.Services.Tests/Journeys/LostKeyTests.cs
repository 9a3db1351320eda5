using System.Net;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

/// <summary>The keys folder is gone, as after a restore that forgot it.</summary>
public sealed class LostKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_its_signing_keys_a_centre_s_status_cannot_be_had_and_credentials_are_undetermined()
    {
        var port = FreePort.Find();
        string credential, share;
        await using (var first = await RunningService.StartAsync(_folder.Path, port))
        {
            await first.ToldAsync();
            using var staff = first.Client((await AppProgram.RunAsync(
                ["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim());
            var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Lotte", "Wouters");
            credential = await staff.CredentialAsync(award.Text("id"));
            share = award.GetProperty("links").Text("share");
        }

        Directory.Delete(Path.Combine(_folder.Path, "keys", "demo"), recursive: true);
        await using var second = await RunningService.StartAsync(_folder.Path, port);
        using var anyone = second.Client();

        var report = await anyone.VerifiedAsync(credential);

        Assert.Equal("undetermined", report.Text("verdict"));
        Assert.Equal(("passed", "undetermined"), (report.OutcomeOf("proof"), report.OutcomeOf("status")));
        Assert.Equal(HttpStatusCode.OK, await anyone.StatusAsync(HttpMethod.Get, share));
        Assert.Equal(2, (await AppProgram.RunAsync(["--data", _folder.Path, "verify", share])).ExitCode);
        var list = StatusListOf(credential);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await anyone.StatusAsync(HttpMethod.Get, list));
        Assert.Equal(HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, list + "x"));
    }

    private static string StatusListOf(string credential)
    {
        using var payload = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(credential.Split('.')[1]));
        return payload.RootElement.GetProperty("credentialStatus").Text("statusListCredential");
    }
}
