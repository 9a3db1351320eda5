using System.Net;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Web;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Verifying;

/// <summary>Receipts, made and handed in where an employer does both.</summary>
public sealed class ReceiptTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task A_receipt_outlives_the_credential_and_says_what_was_true_then()
    {
        var (staff, anyone) = (await app.AsIssuerOfDemoAsync(), app.AsEveryone());
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Rachid", "Ontvangst");
        var share = new Uri(award.GetProperty("links").Text("share")).PathAndQuery;
        using var saved = await anyone.GetAsync(share + "/receipt.json");
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("no-store", saved.Headers.CacheControl?.ToString());
        var receipt = await saved.Content.ReadAsByteArrayAsync();
        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();

        var page = await PageAsync(anyone, receipt, "en");
        Assert.Equal("This receipt is genuine", page.TextOf("h1"));
        Assert.Equal("This credential is valid", page.TextOf(".outcome strong"));
        Assert.Contains("Rachid Ontvangst", page.TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("only a new check can tell", page.TextOf("main"), StringComparison.Ordinal);

        var later = JsonNode.Parse(await anyone.GetStringAsync(share + "/receipt.json"))!;
        Assert.Equal("invalid", (string?)later["report"]!["verdict"]);
        Assert.NotEqual((string?)JsonNode.Parse(receipt)!["statusLists"]![0]!["sha256"], (string?)later["statusLists"]![0]!["sha256"]);
    }

    [Fact]
    public async Task A_changed_receipt_is_refused_and_shows_nothing()
    {
        var (staff, anyone) = (await app.AsIssuerOfDemoAsync(), app.AsEveryone());
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Sarah", "Vervalst");
        var credential = await staff.CredentialAsync(award.Text("id"));
        using var made = await anyone.PostAsync("/api/receipts", new StringContent(credential));
        var receipt = await made.Content.ReadAsStringAsync();
        var forged = receipt.Replace("Sarah", "Sandra", StringComparison.Ordinal);

        Assert.Equal("genuine", await OutcomeAsync(anyone, receipt));
        Assert.Equal("altered", await OutcomeAsync(anyone, forged));
        var page = await PageAsync(anyone, System.Text.Encoding.UTF8.GetBytes(forged), "nl");
        Assert.Equal("Dit controlebewijs is niet echt", page.TextOf("h1"));
        Assert.DoesNotContain("Sandra", page.TextOf("main"), StringComparison.Ordinal);
        using var faulty = await anyone.PostAsync("/verify?lang=nl", Form(System.Text.Encoding.UTF8.GetBytes(receipt.Replace("\"valid\"", "\"invalid\"", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.StartsWith("Dit is geen echt controlebewijs", (await PageHost.ParseAsync(faulty)).TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_another_verifier_s_name_nothing_is_genuine()
    {
        var (staff, anyone) = (await app.AsIssuerOfDemoAsync(), app.AsEveryone());
        var credential = await staff.CredentialAsync((await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Tom", "Elders")).Text("id"));
        using var made = await anyone.PostAsync("/api/receipts", new StringContent(credential));
        var receipt = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        var own = (string)receipt["verifier"]!;
        receipt["verifier"] = "did:web:verifier.invalid";

        Assert.Equal("altered", await OutcomeAsync(anyone, receipt.ToJsonString()));
        receipt["proof"]!["verificationMethod"] = ((string)receipt["proof"]!["verificationMethod"]!).Replace(own, "did:web:verifier.invalid", StringComparison.Ordinal);
        Assert.Equal("verifier-unreachable", await OutcomeAsync(anyone, receipt.ToJsonString()));
    }

    [Fact]
    public async Task What_somebody_else_signed_is_not_shown_as_if_it_were_found_here()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var did = DidDocument.ToDidKey(key.PublicKey);
        var report = new VerificationReport([Reasons.SignatureRight, Reasons.Trusted], DateTimeOffset.UtcNow)
        {
            Credential = new() { Title = "Made up", LearnerName = "Nobody", Issuer = new ReportedIssuer("did:web:cvo.example", "CVO Made Up", "0566.988.259", null, "local", null) },
        };
        var receipt = new ReceiptSigner(did, $"{did.Value}#{did.Value[8..]}", key).Sign(Guid.NewGuid(), report, "x"u8);

        Assert.Equal("genuine-elsewhere", await OutcomeAsync(app.AsEveryone(), System.Text.Encoding.UTF8.GetString(receipt)));
        var page = await PageAsync(app.AsEveryone(), receipt, "en");
        Assert.Equal("A receipt of another verifier", page.TextOf("h1"));
        Assert.Empty(page.QuerySelectorAll(".valid, .passed, .credential, .checks, .issuer"));
        Assert.DoesNotContain("Made Up", page.TextOf("main"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/api/receipts", "hello")]
    [InlineData("/api/receipts/verify", "hello")]
    [InlineData("/api/receipts/verify", "{\"type\":\"VerificationReceipt\"}")]
    public async Task What_is_no_credential_gets_no_receipt_and_what_is_no_receipt_no_outcome(string path, string body)
    {
        using var answer = await app.AsEveryone().PostAsync(path, new StringContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_link_that_is_none_gets_no_receipt()
    {
        using var answer = await app.AsEveryone().GetAsync("/s/nothing/receipt.json");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Several_are_checked_in_their_order_each_by_itself()
    {
        var (staff, anyone) = (await app.AsIssuerOfDemoAsync(), app.AsEveryone());
        var achievement = await staff.FirstAchievementAsync();
        var valid = await staff.AwardedAsync(achievement, "Uma", "=2+5");
        var revoked = await staff.AwardedAsync(achievement, "Victor", "Terug");
        var share = valid.GetProperty("links").Text("share");
        var claim = valid.GetProperty("links").Text("claim");
        var credential = await staff.CredentialAsync(revoked.Text("id"));
        (await staff.SetStatusAsync(revoked.Text("id"), "revoked")).Dispose();

        using var form = new MultipartFormDataContent { { new StringContent($"{share}\r\n\r\n{claim}\r\nhttps://elsewhere.example/s/x\r\n"), "credentials" } };
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(credential)), "files", "<b>victor.jwt");
        form.Add(new ByteArrayContent("nothing"u8.ToArray()), "files", "nothing.txt");
        using var answer = await anyone.PostAsync("/verify/several?lang=en", form);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var page = await PageHost.ParseAsync(answer);
        var rows = page.QuerySelectorAll("tbody tr");
        string[] answers = ["Valid", "Not checked", "Not checked", "Not valid", "Not checked"];
        Assert.Equal(answers, rows.Select(row => row.QuerySelector(".outcome strong")!.TextContent));
        Assert.Contains("Uma =2+5", rows[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Uma", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>victor.jwt", rows[3].TextContent, StringComparison.Ordinal);
        Assert.Equal("1 valid 1 not valid 3 could not be decided", page.TextOf(".tally li"));

        var link = page.QuerySelector("a[download='credentials.csv']")!.GetAttribute("href")!;
        var lines = Uri.UnescapeDataString(link[(link.IndexOf(',', StringComparison.Ordinal) + 1)..]).Split("\r\n");
        Assert.Equal(7, lines.Length);
        Assert.StartsWith("\uFEFFnumber,source,verdict,reason,title,learner", lines[0], StringComparison.Ordinal);
        Assert.Contains(",valid,,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",invalid,revoked,", lines[4], StringComparison.Ordinal);
        Assert.Contains(",not-checked,not-a-credential,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_files_are_taken_and_the_fifty_first_is_said()
    {
        foreach (var (count, status) in new[] { (50, HttpStatusCode.OK), (51, HttpStatusCode.BadRequest) })
        {
            using var form = new MultipartFormDataContent { { new StringContent(""), "credentials" } };
            for (var file = 0; file < count; file++)
                form.Add(new ByteArrayContent("nothing"u8.ToArray()), "files", $"{file}.txt");
            using var answer = await app.AsEveryone().PostAsync("/verify/several?lang=en", form);
            Assert.Equal(status, answer.StatusCode);
            var page = await PageHost.ParseAsync(answer);
            Assert.Equal(count == 50 ? 50 : 0, page.QuerySelectorAll("tbody tr").Length);
        }
    }

    [Theory]
    [InlineData("", "Paste at least one link or credential")]
    [InlineData("many", "That is more than 50")]
    public async Task Nothing_and_too_many_are_said_beside_the_form_which_keeps_what_was_typed(string text, string message)
    {
        var typed = text == "many" ? string.Join('\n', Enumerable.Range(1, 51)) : text;
        using var answer = await app.AsEveryone().PostAsync("/verify/several?lang=en", new MultipartFormDataContent { { new StringContent(typed), "credentials" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await PageHost.ParseAsync(answer);
        Assert.StartsWith(message, page.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("textarea")!.TextContent);
    }

    private static async Task<string> OutcomeAsync(HttpClient anyone, string receipt)
    {
        using var answer = await anyone.PostAsync("/api/receipts/verify", new StringContent(receipt));
        return (await answer.Content.JsonAsync()).Text("outcome");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(HttpClient anyone, byte[] receipt, string language)
    {
        using var answer = await anyone.PostAsync("/verify?lang=" + language, Form(receipt));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await PageHost.ParseAsync(answer);
    }

    private static MultipartFormDataContent Form(byte[] file) => new() { { new ByteArrayContent(file), "file", "receipt.json" } };
}
