using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

public sealed class NamesNowhereTests
{
    private const string GivenName = "Xaverine";
    private const string FamilyName = "Quackelbeen";
    private const string Email = "xq.learner@example.org";
    private const string NationalNumber = "85073003328";

    [Fact]
    public async Task Neither_the_data_folder_nor_the_log_holds_a_learner_s_name_number_mail_or_link()
    {
        using var folder = new TemporaryFolder();
        string[] secrets;
        string log;
        // Mails wait for a server that is not there: what waits must not say for whom.
        var mail = new Dictionary<string, string?>
        {
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = $"{FreePort.Find()}",
            ["Mail__StartTls"] = "false",
            ["Mail__From"] = "no-reply@cvo.example",
        };
        await using (var service = await RunningService.StartAsync(folder.Path, environment: mail))
        {
            await service.ToldAsync();
            var key = (await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
            using var staff = service.Client(key);
            var links = await LiveAsync(staff);
            log = service.Error + service.Output.Split("Share link")[0];
            secrets = [GivenName, FamilyName, Email, NationalNumber, key.Split('.')[1], .. links.Select(link => new Uri(link).Segments[^1])];

            // While it runs, and then as it was killed: database, write-ahead log and whatever else lies there.
            AssertNowhere(folder.Path, secrets);
        }

        AssertNowhere(folder.Path, secrets);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An award's whole life, faults included; answers the links it got.</summary>
    private static async Task<string[]> LiveAsync(HttpClient staff)
    {
        var achievement = await staff.FirstAchievementAsync();
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement,
            learner = new { givenName = GivenName, familyName = FamilyName, email = Email, nationalNumber = NationalNumber },
            awardedOn = "2025-06-30",
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var award = await answer.Content.JsonAsync();
        var id = award.Text("id");
        using var created = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { purpose = "sollicitatie" });
        string[] links =
        [
            award.GetProperty("links").Text("share"), award.GetProperty("links").Text("claim"), (await created.Content.JsonAsync()).Text("url"),
        ];
        foreach (var link in links)
            Assert.Contains(FamilyName, await staff.GetStringAsync(new Uri(link)), StringComparison.Ordinal);
        await staff.CredentialAsync(id, "application/vc");
        await staff.VerifiedAsync(await staff.CredentialAsync(id));
        await staff.FinishedBatchAsync((await staff.PostClassListAsync(
            $"achievement,givenName,familyName,email,awardedOn\n{achievement},{GivenName},{FamilyName},{Email},tomorrow\n{achievement},{GivenName},{FamilyName},x{Email},2025-06-30\n")).Text("id"));
        (await staff.GetAsync(new Uri(links[0] + "x"))).Dispose();
        (await staff.SetStatusAsync(id, "revoked", $"{GivenName} vroeg het")).Dispose();
        var list = await staff.GetFromJsonAsync<JsonElement>("/api/credentials");
        Assert.NotEqual(0, list.GetProperty("items").GetArrayLength());
        return links;
    }

    private static void AssertNowhere(string folder, string[] secrets)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var latin = System.Text.Encoding.Latin1.GetString(copy.ToArray());
            var wide = latin.Replace("\0", "", StringComparison.Ordinal);
            foreach (var secret in secrets)
            {
                Assert.False(latin.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{secret} stands in {file}");
                Assert.False(wide.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{secret} stands in {file}, in UTF-16");
            }
        }
    }
}
