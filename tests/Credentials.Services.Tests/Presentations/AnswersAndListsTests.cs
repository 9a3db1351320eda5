using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Gathering;
using Credentials.StatusLists;
using static Credentials.Services.Tests.Presentations.PresentationApp;

namespace Credentials.Services.Tests.Presentations;

/// <summary>What a wallet shows is held against its issuer's status list and its own time, whoever the issuer is.</summary>
public sealed class AnswersAndListsTests
{
    [Theory]
    [InlineData("fine", "status", "active", "undetermined")]
    [InlineData("revoked", "status", "revoked", "invalid")]
    [InlineData("suspended", "status", "suspended", "invalid")]
    [InlineData("list-of-another-address", "status", "list-of-another-address", "invalid")]
    [InlineData("list-expired", "status", "list-expired", "undetermined")]
    [InlineData("list-too-short", "status", "index-out-of-range", "invalid")]
    [InlineData("list-gone", "status", "list-not-found", "undetermined")]
    [InlineData("expired", "validity", "expired", "invalid")]
    public async Task Each_condition_reaches_the_report(string condition, string check, string reason, string verdict)
    {
        await using var stranger = await Stranger.StartAsync();
        await using var app = new PresentationApp();
        app.Settings["Fetching:AllowedOrigins:0"] = stranger.Origin;
        using var employer = await app.AsIssuerOfDemoAsync();
        var now = app.Time.GetUtcNow();
        var issuer = new ForeignSdJwtIssuer(stranger);
        issuer.Publish();
        stranger.Answer(ForeignSdJwtIssuer.ListPath, issuer.List(
            status: condition == "revoked" ? TokenStatus.Invalid : condition == "suspended" ? TokenStatus.Suspended : (byte)0,
            url: condition == "list-of-another-address" ? issuer.ListUrl + "0" : null,
            signed: condition == "list-expired" ? now.AddHours(-3) : now.AddMinutes(-5),
            validFor: TimeSpan.FromHours(2)));
        using var holder = PrivateKey.Generate(KeyAlgorithm.P256);
        var credential = issuer.Credential(draft => draft with
        {
            Type = "urn:eu.europa.ec.eudi:learning:credential:1",
            TypeIntegrity = null,
            IssuedAt = now.AddDays(-1),
            Expires = condition == "expired" ? now.AddMinutes(-1) : now.AddDays(1),
            Status = new TokenStatusReference(
                condition == "list-gone" ? stranger.Origin + "/lists/none" : issuer.ListUrl, condition == "list-too-short" ? 64 : 7),
            HolderKey = holder.PublicKey,
        });
        var wallet = new PresentingWallet(app.AsEveryone(), holder, JsonSerializer.SerializeToElement(credential), "dc+sd-jwt", app.Time);

        var asked = await AskAsync(employer, new { claims = new[] { "title" }, responseMode = "direct_post" });
        await wallet.OpenAsync(asked.Text("uri"));
        var token = new JsonObject { ["learning-credential"] = new JsonArray(wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, ["grade"])) };
        var (status, body) = await wallet.AnswerAsync(token.ToJsonString());
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        var report = (await LookAsync(employer, asked)).GetProperty("report");
        Assert.Equal((reason, "holder-signed"), (ReasonOf(report, check), ReasonOf(report, "holder-binding")));
        // Nobody here knows this issuer, and the title is not shown: the best there can be is undetermined.
        Assert.True(report.Text("verdict") == verdict || (verdict == "undetermined" && ReasonOf(report, "request") == "claims-missing"), report.ToString());
        Assert.NotEqual("valid", report.Text("verdict"));
    }
}
