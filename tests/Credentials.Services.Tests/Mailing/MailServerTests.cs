using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Mailing;

/// <summary>Mails to a real server: each arrives once, whatever stops in between.</summary>
public sealed class MailServerTests
{
    private static readonly Dictionary<string, (string Award, string Revoked)> Subjects = new()
    {
        ["nl"] = ("U hebt behaald: Lassen „basis” ☂", "Ingetrokken: Lassen „basis” ☂"),
        ["fr"] = ("Vous avez obtenu : Soudage", "Révoquée : Soudage"),
        ["de"] = ("Sie haben erworben: Schweißen", "Widerrufen: Schweißen"),
        ["en"] = ("You have earned: Welding", "Revoked: Welding"),
    };

    [SmtpFact]
    public async Task A_learner_is_told_in_the_own_language_of_the_award_and_of_what_becomes_of_it()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await IssuerApp.StartAsync(settings: server.Settings);
        using var staff = await WithAchievementAsync(app);
        var awards = new Dictionary<string, JsonElement>();
        foreach (var language in Subjects.Keys)
            awards.Add(language, await AwardAsync(staff, $"zoë.{language}@example.org", language));
        await server.UntilAsync(4);
        foreach (var (_, award) in awards)
            Assert.Equal(HttpStatusCode.OK, await staff.StatusAsync(HttpMethod.Post, $"/api/credentials/{Calls.Text(award, "id")}/status", new { status = "revoked", reason = ".\nfout <b>\r\n.\r\nbij ons" }));
        var received = await server.UntilAsync(8);
        await NothingWaitsAsync(staff);

        Assert.Equal(8, server.Received.Select(mail => mail.Id).Distinct().Count());
        foreach (var (language, (awarded, revoked)) in Subjects)
        {
            var mails = received.Where(mail => mail["X-Envelope-To"] == $"zoë.{language}@example.org").ToList();
            Assert.Equal([awarded, revoked], mails.Select(mail => mail.Subject));
            Assert.All(mails, mail =>
            {
                Assert.Equal(
                    ("auto-generated", language, "no-reply@cvo.example"), (mail["Auto-Submitted"], mail["Content-Language"], mail["X-Envelope-From"]));
                Assert.StartsWith("\"Žofie d'Ürsel-Łoś\" <", mail.To.StartsWith('"') ? mail.To : $"\"{mail.To.Replace(" <", "\" <", StringComparison.Ordinal)}", StringComparison.Ordinal);
                Assert.Contains("CVO Voorbeeld", mail["From"], StringComparison.Ordinal);
                Assert.Contains("info@cvo.example", mail["Reply-To"], StringComparison.Ordinal);
                Assert.Matches("^<[0-9a-f]{32}@localhost>$", mail.Id);
                Assert.Equal(["text/plain", "text/html"], mail.Parts.Keys);
                Assert.Contains($"lang=\"{language}\"", mail.Html, StringComparison.Ordinal);
            });
            var claim = awards[language].GetProperty("links").GetProperty("claim").GetString()!;
            Assert.Contains(claim, mails[0].Text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{claim}\"", mails[0].Html, StringComparison.Ordinal);
            Assert.Contains("    .\r\n    fout <b>\r\n    .\r\n    bij ons\r\n", mails[1].Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", mails[1].Html, StringComparison.Ordinal);
        }
    }

    /// <summary>The server is away while a class is awarded: the awards do not wait for it, and every mail comes once when it is back.</summary>
    [SmtpFact]
    public async Task A_server_that_is_stopped_for_a_while_loses_none_and_doubles_none()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await IssuerApp.StartAsync(settings: server.Settings);
        using var staff = await WithAchievementAsync(app);
        await AwardAsync(staff, "first@example.org", "en");
        await server.UntilAsync(1);
        await NothingWaitsAsync(staff);
        await server.StopAsync();

        Assert.Equal(40, await AwardClassAsync(staff, 40));
        // While the server is away one mail after another is tried, with growing pauses.
        await Until(async () => (await MailsAsync(staff, "waiting")).Count(mail => mail.GetProperty("attempts").GetInt32() > 0) > 1);
        Assert.Equal(40, (await MailsAsync(staff, "waiting")).Count);
        await server.RunAsync();
        await server.UntilAsync(41);
        await NothingWaitsAsync(staff);

        Assert.Equal(41, server.Received.Count);
        Assert.Equal(Expected(40).Append("first@example.org").Order(), server.Received.Select(mail => mail["X-Envelope-To"]).Order());
        Assert.Equal(41, (await MailsAsync(staff, "sent")).Count);
    }

    [SmtpFact]
    public async Task A_process_that_is_killed_between_award_and_sending_loses_no_mail()
    {
        using var folder = new TemporaryFolder();
        await using var server = await SmtpServer.StartAsync();
        await server.StopAsync();
        var port = FreePort.Find();
        string key;
        await using (var service = await RunningService.StartAsync(folder.Path, port, server.Environment))
        {
            await service.ToldAsync();
            key = (await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
            using var staff = service.Client(key);
            Assert.Equal(30, await AwardClassAsync(staff, 30, await staff.FirstAchievementAsync()));
            await service.KillAsync();
        }
        await server.RunAsync();
        await using var survivor = await RunningService.StartAsync(folder.Path, port, server.Environment);
        using var client = survivor.Client(key);
        await server.UntilAsync(30);
        await NothingWaitsAsync(client);
        Assert.Equal(Expected(30), server.Received.Select(mail => mail["X-Envelope-To"]).Order());
        Assert.Equal(30, server.Received.Select(mail => mail.Id).Distinct().Count());
    }

    /// <summary>What dies between the server's answer and the note of it sends again under the same Message-ID, which is all that SMTP allows.</summary>
    [SmtpFact]
    public async Task A_mail_that_was_sent_and_not_noted_comes_again_as_the_same_mail()
    {
        using var folder = new TemporaryFolder();
        await using var server = await SmtpServer.StartAsync();
        await using (var dying = await IssuerApp.StartAsync(
            folder.Path, services: services => DyingStorage.Install(services, nameof(IEvidenceStorage.ReplaceMailAsync), 1), settings: server.Settings))
        {
            using var staff = await WithAchievementAsync(dying);
            await AwardAsync(staff, "one@example.org", "en");
            await server.UntilAsync(1);
        }
        await using var survivor = await IssuerApp.StartAsync(folder.Path, settings: server.Settings);
        survivor.Time.Move(TimeSpan.FromSeconds(7));
        var twice = await server.UntilAsync(2);
        Assert.Equal(twice[0].Id, twice[1].Id);
        Assert.Equal(twice[0].Text, twice[1].Text);
    }

    [SmtpFact]
    public async Task What_the_server_refuses_for_good_is_left_to_people_and_what_it_may_take_later_waits()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await IssuerApp.StartAsync(settings: server.Settings);
        using var staff = await WithAchievementAsync(app);
        await AwardAsync(staff, "nobody@example.org", "en");
        await AwardAsync(staff, "later@example.org", "en");
        await Until(async () => (await MailsAsync(staff, "refused")).Count == 1 && (await MailsAsync(staff, "waiting"))[0].GetProperty("attempts").GetInt32() > 1);
        var refused = (await MailsAsync(staff, "refused"))[0];
        Assert.Equal(("award", "smtp-550"), (Calls.Text(refused, "kind"), Calls.Text(refused, "fault")));
        Assert.DoesNotContain("nobody", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(server.Received);

        var path = $"/api/mails/{Calls.Text(refused, "id")}/retry";
        using var others = await app.WithCentreAsync("arts");
        Assert.Equal(HttpStatusCode.NotFound, await others.StatusAsync(HttpMethod.Post, path));
        Assert.Empty(await MailsAsync(others, "refused"));
        Assert.Equal(HttpStatusCode.OK, await staff.StatusAsync(HttpMethod.Post, path));
        await Until(async () => (await MailsAsync(staff, "refused")).Count == 1);
        Assert.Equal(HttpStatusCode.BadRequest, await staff.StatusAsync(HttpMethod.Get, "/api/mails?state=lost"));
        Assert.Equal(HttpStatusCode.BadRequest, await staff.StatusAsync(HttpMethod.Get, "/api/mails?cursor=x"));
    }

    [SmtpFact]
    public async Task A_server_that_cannot_encrypt_is_told_nothing_where_encryption_is_asked_for()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await IssuerApp.StartAsync(settings: [.. server.Settings, "--Mail:StartTls=true"]);
        using var staff = await WithAchievementAsync(app);
        await AwardAsync(staff, "one@example.org", "en");
        await Until(async () => (await MailsAsync(staff, "waiting"))[0].GetProperty("attempts").GetInt32() > 1);
        Assert.Empty(server.Received);
    }

    private static async Task<HttpClient> WithAchievementAsync(IssuerApp app)
    {
        var staff = await app.WithCentreAsync();
        var centre = JsonSerializer.SerializeToNode(Bodies.Centre())!.AsObject();
        centre["email"] = "info@cvo.example";
        using var administrator = await app.AsAsync(Credentials.Web.Access.CallerRole.Administrator);
        Assert.Equal(HttpStatusCode.OK, await administrator.StatusAsync(HttpMethod.Put, "/api/centres/demo", centre));
        var definition = JsonSerializer.SerializeToNode(Bodies.Achievement())!.AsObject();
        JsonNode?[] texts =
        [
            definition["description"], definition["learningOutcomes"]![0]!["title"], definition["assessment"]!["type"], definition["qualityAssurance"]!["type"],
        ];
        foreach (var text in texts)
            (text!["fr"], text["de"]) = ("Texte", "Text");
        definition["title"] = new JsonObject { ["nl"] = "Lassen „basis” ☂", ["fr"] = "Soudage", ["de"] = "Schweißen", ["en"] = "Welding" };
        Assert.Equal(HttpStatusCode.Created, await staff.StatusAsync(HttpMethod.Put, "/api/achievements/lassen", definition));
        return staff;
    }

    private static async Task<JsonElement> AwardAsync(HttpClient staff, string email, string language)
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = "lassen",
            learner = new { givenName = "Žofie", familyName = "d'Ürsel-Łoś", email },
            awardedOn = "2025-06-30",
            language,
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.JsonAsync();
    }

    private static async Task<int> AwardClassAsync(HttpClient staff, int learners, string achievement = "lassen")
    {
        var rows = Enumerable.Range(0, learners).Select(number => $"{achievement},Noor,Geheim {number},learner{number}@example.org,2025-06-30\n");
        var posted = await staff.PostClassListAsync("achievement,givenName,familyName,email,awardedOn\n" + string.Concat(rows));
        return (await staff.FinishedBatchAsync(Calls.Text(posted, "id"))).GetProperty("awarded").GetInt32();
    }

    private static IOrderedEnumerable<string> Expected(int learners) => Enumerable.Range(0, learners).Select(number => $"learner{number}@example.org").Order();

    private static async Task<List<JsonElement>> MailsAsync(HttpClient staff, string state) =>
        [.. (await staff.GetFromJsonAsync<JsonElement>($"/api/mails?state={state}&limit=500")).GetProperty("items").EnumerateArray()];

    private static Task NothingWaitsAsync(HttpClient staff) => Until(async () => (await MailsAsync(staff, "waiting")).Count == 0);

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); !await condition();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "it takes too long");
            await Task.Delay(50);
        }
    }
}
