using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Mailing;

namespace Credentials.Services.Tests.Wallets;

/// <summary>A learner takes a credential into a wallet from the own page, with a code from the centre, and into another wallet later.</summary>
public sealed partial class ClaimPageTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    [Fact]
    public async Task A_learner_fills_a_wallet_and_later_another_and_drops_the_old_copy_alone()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Peeters");
        Assert.DoesNotContain("openid-credential-offer:", await learner.GetStringAsync(claim), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Get, claim + "/wallet/qr.svg"));

        var first = await TakeAsync(staff, learner, id, claim, "jwt_vc_json");
        var second = await TakeAsync(staff, learner, id, claim, "jwt_vc_json");
        Assert.Equal("valid", (await learner.VerifiedAsync(first)).Text("verdict"));
        var copies = Copy().Matches(await learner.GetStringAsync(claim)).Select(match => match.Value).Distinct().ToArray();
        Assert.Equal(2, copies.Length);

        Assert.Contains("no longer be valid", await learner.GetStringAsync(copies[0]), StringComparison.Ordinal);
        Assert.Equal("valid", (await learner.VerifiedAsync(first)).Text("verdict"));
        using var dropped = await learner.PostAsync(copies[0], null);
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        Assert.Equal("invalid", (await learner.VerifiedAsync(first)).Text("verdict"));
        Assert.Equal("valid", (await learner.VerifiedAsync(second)).Text("verdict"));
        Assert.Equal("valid", (await learner.VerifiedAsync(await staff.CredentialAsync(id))).Text("verdict"));
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Get, copies[0]));
        var journal = (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).GetProperty("journal").EnumerateArray();
        Assert.Equal(
            ["offer-code-given", "taken-into-wallet", "offer-code-given", "taken-into-wallet", "copy-dropped"], journal.Select(line => line.Text("what")));
    }

    [Fact]
    public async Task The_code_comes_from_the_centre_by_the_offers_number_and_stands_on_no_page()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Maes");
        var page = await OfferAsync(learner, claim, "dc+sd-jwt");
        var number = NumberOf(page);
        Assert.Equal(HttpStatusCode.NotFound, await staff.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/offers/{Other(number)}/code"));
        Assert.Equal(HttpStatusCode.NotFound, await staff.StatusAsync(HttpMethod.Post, $"/api/credentials/{Guid.NewGuid()}/offers/{number}/code"));
        Assert.Equal(HttpStatusCode.Unauthorized, await learner.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/offers/{number}/code"));
        using var others = await app.AsIssuerOfAsync("arts");
        Assert.Equal(HttpStatusCode.NotFound, await others.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/offers/{number}/code"));

        var old = await CodeAsync(staff, id, number);
        var code = await CodeAsync(staff, id, number);
        Assert.DoesNotContain(code, await learner.GetStringAsync(claim), StringComparison.Ordinal);
        using var wallet = new TestWallet(learner, TimeProvider.System);
        await wallet.ScanAsync(LinkOf(page));
        if (old != code)
            Assert.Equal("invalid_grant", (await wallet.TokenAsync(old)).Error);
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(code)).Status);
        // Used, it is shown no more, and there is no other code for it.
        Assert.DoesNotContain("openid-credential-offer:", await learner.GetStringAsync(claim), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await staff.StatusAsync(HttpMethod.Post, $"/api/credentials/{id}/offers/{number}/code"));
    }

    [Fact]
    public async Task The_code_comes_by_mail_where_the_award_has_an_address_and_few_times()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        const string Address = "willems@mail.example";
        var (id, claim) = await AwardAsync(staff, "Willems", Address);
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet/code"));
        var page = await OfferAsync(learner, claim, "dc+sd-jwt");
        Assert.DoesNotContain(Address, page, StringComparison.Ordinal);
        Assert.Contains("w…@m…example", HttpUtility.HtmlDecode(page), StringComparison.Ordinal);
        using var asked = await learner.PostAsync(claim + "/wallet/code", null);
        Assert.Contains("on its way to", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var code = await MailedCodeAsync(Address);
        Assert.DoesNotContain(code, await learner.GetStringAsync(claim), StringComparison.Ordinal);
        using var wallet = new TestWallet(learner, TimeProvider.System);
        await wallet.ScanAsync(LinkOf(page));
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(code)).Status);

        await OfferAsync(learner, claim, "dc+sd-jwt");
        for (var more = 0; more < 3; more++)
            Assert.Equal(HttpStatusCode.OK, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet/code"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet/code"));
        // Another offer may have codes of its own, until the address has had many.
        await OfferAsync(learner, claim, "dc+sd-jwt");
        for (var more = 0; more < 2; more++)
            Assert.Equal(HttpStatusCode.OK, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet/code"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet/code"));
        using var refused = await staff.PostAsJsonAsync($"/api/credentials/{id}/offers", new { sendCode = true });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Staff_have_the_code_sent_without_seeing_it()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        const string Address = "aerts@mail.example";
        var (id, _) = await AwardAsync(staff, "Aerts", Address);
        using var answer = await staff.PostAsJsonAsync($"/api/credentials/{id}/offers", new { format = "jwt_vc_json", sendCode = true });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.Content.JsonAsync();
        Assert.Equal((false, "a…@m…example"), (made.TryGetProperty("txCode", out _), made.Text("codeMailedTo")));
        using var wallet = new TestWallet(learner, TimeProvider.System);
        await wallet.ScanAsync(made.Text("uri"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(await MailedCodeAsync(Address))).Status);

        var (without, _) = await AwardAsync(staff, "Zonder");
        using var nobody = await staff.PostAsJsonAsync($"/api/credentials/{without}/offers", new { sendCode = true });
        Assert.Equal(HttpStatusCode.Conflict, nobody.StatusCode);
    }

    [Fact]
    public async Task The_page_gives_the_offer_by_reference_first_and_by_value_too()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (_, claim) = await AwardAsync(staff, "Wouters");
        var page = await OfferAsync(learner, claim, "ldp_vc");
        using var wallet = new TestWallet(learner, TimeProvider.System);
        await wallet.ScanAsync(LinkOf(page));
        var byValue = HttpUtility.HtmlDecode(Link().Matches(page)[1].Value);
        Assert.True(JsonElement.DeepEquals(wallet.Offer, JsonElement.Parse(HttpUtility.ParseQueryString(new Uri(byValue).Query)["credential_offer"]!)));
    }

    [Fact]
    public async Task A_new_offer_ends_the_one_before_and_many_are_refused()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Claes");
        using var wallet = new TestWallet(learner, TimeProvider.System);
        var former = await OfferAsync(learner, claim, "dc+sd-jwt");
        var code = await CodeAsync(staff, id, NumberOf(former));
        await wallet.ScanAsync(LinkOf(former));
        await OfferAsync(learner, claim, "ldp_vc");
        Assert.Equal("invalid_grant", (await wallet.TokenAsync(code)).Error);
        for (var more = 2; more < 10; more++)
            await OfferAsync(learner, claim, "dc+sd-jwt");
        Assert.Equal(HttpStatusCode.TooManyRequests, await learner.StatusAsync(HttpMethod.Post, claim + "/wallet"));

        (await staff.SetStatusAsync(id, "revoked")).Dispose();
        Assert.DoesNotContain("openid-credential-offer:", await learner.GetStringAsync(claim), StringComparison.Ordinal);
    }

    private static async Task<string> TakeAsync(HttpClient staff, HttpClient learner, string id, string claim, string form)
    {
        var page = await OfferAsync(learner, claim, form);
        using var wallet = new TestWallet(learner, TimeProvider.System);
        await wallet.ScanAsync(LinkOf(page));
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(await CodeAsync(staff, id, NumberOf(page)))).Status);
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body.GetProperty("credentials")[0].GetProperty("credential").GetString()!;
    }

    /// <summary>The page that the form leads back to.</summary>
    private static async Task<string> OfferAsync(HttpClient learner, string claim, string form)
    {
        using var page = await learner.PostAsync(claim + "/wallet", new FormUrlEncodedContent([new("form", form)]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return await page.Content.ReadAsStringAsync();
    }

    private static async Task<string> CodeAsync(HttpClient staff, string id, string number)
    {
        using var answer = await staff.PostAsync($"/api/credentials/{id}/offers/{number}/code", null);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
        return (await answer.Content.JsonAsync()).Text("txCode");
    }

    /// <summary>Waits for the first mail with a code to this address, in the folder that is the embedded default.</summary>
    private async Task<string> MailedCodeAsync(string address)
    {
        var folder = Path.Combine(app.Folder, "mail");
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var mail = ReceivedMail.Parse(await File.ReadAllBytesAsync(file));
                if (mail.To.Contains(address, StringComparison.Ordinal) && MailedCode().Match(mail.Text) is { Success: true } code)
                    return code.Groups[1].Value;
            }
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "no code was mailed");
            await Task.Delay(50);
        }
    }

    private static async Task<(string Id, string Claim)> AwardAsync(HttpClient staff, string familyName, string? email = null)
    {
        var learner = new Dictionary<string, string> { ["givenName"] = "Noor", ["familyName"] = familyName };
        if (email is not null)
            learner["email"] = email;
        using var answer = await staff.PostAsJsonAsync(
            "/api/awards", new { achievement = await staff.FirstAchievementAsync(), learner, awardedOn = "2025-06-30" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var award = await answer.Content.JsonAsync();
        return (award.Text("id"), new Uri(award.GetProperty("links").Text("claim")).AbsolutePath);
    }

    private static string LinkOf(string page) => HttpUtility.HtmlDecode(Link().Match(page).Value);

    private static string NumberOf(string page) => Number().Match(HttpUtility.HtmlDecode(page)) is var match ? match.Groups[1].Value + match.Groups[2].Value : "";

    private static string Other(string number) => (number[0] == '0' ? '1' : '0') + number[1..];

    [GeneratedRegex("openid-credential-offer://[^\"]+")]
    private static partial Regex Link();

    [GeneratedRegex("name offer ([0-9]{3})\u00a0([0-9]{3})")]
    private static partial Regex Number();

    [GeneratedRegex(@"^ +([0-9]{8})\r?$", RegexOptions.Multiline)]
    private static partial Regex MailedCode();

    [GeneratedRegex("/c/[^/\"]+/copies/[0-9a-f-]{36}")]
    private static partial Regex Copy();
}
