using System.Net;

namespace Credentials.Services.Tests.Web;

/// <summary>What the learner's own page shows about wallets, and who may send its forms.</summary>
public sealed class WalletViewTests
{
    [Fact]
    public async Task Without_an_offer_there_is_a_button_and_no_code()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/valid");
        Assert.Empty(page.QuerySelectorAll("#wallet img, #wallet a[href^='openid-credential-offer:']"));
        Assert.Equal(["dc+sd-jwt", "jwt_vc_json", "ldp_vc"], page.QuerySelectorAll("#wallet form[method=post] button").Select(button => button.GetAttribute("value")!));
        Assert.Equal(2, page.QuerySelectorAll("#wallet details button").Length);
        Assert.Empty((await host.OpenAsync("/s/valid")).Page.QuerySelectorAll("#wallet"));
    }

    [Fact]
    public async Task A_form_that_the_credential_cannot_have_is_not_on_the_page()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/open-badge-only");
        Assert.Equal(["jwt_vc_json", "ldp_vc"], page.QuerySelectorAll("#wallet form[method=post] button").Select(button => button.GetAttribute("value")!));
    }

    [Theory]
    [InlineData("en", "Ask your centre for it, and name offer 048 213.", "until 14:20")]
    [InlineData("nl", "noem daarbij aanbod 048 213.", "tot 14:20")]
    public async Task An_offer_is_a_link_a_code_to_scan_and_whom_to_ask(string language, string whom, string until)
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/offered", language);
        Assert.Equal(SampleCredentials.Offer.Link, page.QuerySelector("#wallet a.primary")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector($"#wallet p > a[href='{SampleCredentials.Offer.LinkByValue}']"));
        Assert.NotNull(page.QuerySelector("#wallet img[src='/c/offered/wallet/qr.svg'][alt]"));
        Assert.Contains(whom, page.TextOf("#wallet"), StringComparison.Ordinal);
        Assert.Contains(until, page.TextOf("#wallet"), StringComparison.Ordinal);
        // The link stands before the code to scan: that is how a phone shows them.
        Assert.True(page.QuerySelector("#wallet a.primary")!.CompareDocumentPosition(page.QuerySelector("#wallet img")!).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
    }

    [Fact]
    public async Task Where_the_code_can_be_mailed_there_is_a_button_and_a_masked_address()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/offered-by-mail");
        var form = page.QuerySelector("#wallet form[method=post][action$='/wallet/code']")!;
        Assert.Contains("a…@e…be", form.TextContent, StringComparison.Ordinal);
        Assert.Contains("on its way to a…@e…be", page.QuerySelector("#wallet [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("number 048\u00a0213", page.QuerySelector("#wallet")!.TextContent, StringComparison.Ordinal);
        using var sent = await host.Client().PostAsync("/c/offered-by-mail/wallet/code", null);
        Assert.Equal((HttpStatusCode.SeeOther, "/c/offered-by-mail#wallet"), (sent.StatusCode, sent.Headers.Location?.OriginalString));
        using var crowded = await host.Client().PostAsync("/c/crowded/wallet/code", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, crowded.StatusCode);
        using var absent = await host.Client().PostAsync("/c/valid/wallet/code", null);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Empty((await host.OpenAsync("/c/offered")).Page.QuerySelectorAll("#wallet form[action$='/wallet/code']"));
    }

    [Fact]
    public async Task Copies_are_listed_and_dropping_one_asks_first()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/offered");
        var copies = page.QuerySelectorAll("#wallet li");
        Assert.Equal(2, copies.Length);
        Assert.Contains("Dropped", copies[1].TextContent, StringComparison.Ordinal);
        var drop = page.QuerySelector("#wallet li a")!.GetAttribute("href")!;
        var (asked, question) = await host.OpenAsync(drop);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(drop, Assert.Single(question.QuerySelectorAll("main form[method=post]")).GetAttribute("action"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.OpenAsync($"/c/offered/copies/{Guid.NewGuid()}")).Answer.StatusCode);
        using var dropped = await host.Client().PostAsync(drop, null);
        Assert.Equal((HttpStatusCode.SeeOther, "/c/offered#wallet"), (dropped.StatusCode, dropped.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task A_revoked_credential_goes_into_no_wallet_and_the_page_says_so()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/c/revoked");
        Assert.Empty(page.QuerySelectorAll("#wallet form"));
        Assert.Contains("cannot be taken into a wallet", page.TextOf("#wallet"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/valid/wallet", "", HttpStatusCode.SeeOther)]
    [InlineData("/c/valid/wallet", "form=ldp_vc", HttpStatusCode.SeeOther)]
    [InlineData("/c/valid/wallet", "form=mso_mdoc", HttpStatusCode.NotFound)]
    [InlineData("/c/revoked/wallet", "", HttpStatusCode.SeeOther)]
    [InlineData("/c/open-badge-only/wallet", "", HttpStatusCode.Conflict)]
    [InlineData("/c/crowded/wallet", "", HttpStatusCode.TooManyRequests)]
    [InlineData("/c/guessed/wallet", "", HttpStatusCode.NotFound)]
    public async Task The_form_answers_by_leading_back_to_the_page_or_with_what_is_wrong(string path, string body, HttpStatusCode expected)
    {
        await using var host = await PageHost.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await host.Client().PostAsync(path + "?lang=nl", content);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.SeeOther)
            Assert.Equal($"{path[..^7]}?lang=nl#wallet", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.SeeOther)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.SeeOther)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:5080", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "null", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "https://other.example", HttpStatusCode.Forbidden)]
    public async Task Pages_of_other_sites_send_no_form(string header, string value, HttpStatusCode expected)
    {
        await using var host = await PageHost.StartAsync();
        foreach (var path in new[] { "/c/valid/wallet", $"/c/offered/copies/{SampleCredentials.Copy.Id}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add(header, value);
            using var answer = await host.Client().SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
