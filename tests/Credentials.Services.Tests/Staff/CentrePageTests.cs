using System.Net;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>The page on the own centre, and pictures that staff put up.</summary>
public sealed class CentrePageTests
{
    private const string Path = "/staff/centre";
    private const string Achievement = "/staff/achievements/lassen";

    [Fact]
    public async Task The_page_says_what_the_register_says_and_an_administrator_puts_up_replaces_and_removes_the_logo()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await browser.OpenAsync(Path, "nl");
        Assert.Equal("page", browser.Page.QuerySelector("nav.staff a[href='/staff/centre']")?.GetAttribute("aria-current"));
        Assert.Equal(
            "Officiële naam CVO Voorbeeld Ondernemingsnummer (KBO) 0566.988.259 Adres Kerkstraat 1, 9000 Gent, Vlaanderen, BE Website https://cvo.example Niveaus die het mag toekennen VKS 1, 2, 3, 4, 5 EQF 1, 2, 3, 4, 5",
            browser.Page.TextOf(".facts dt, .facts dd:not(:has(ul)), .facts li"));
        Assert.Contains("wie deze dienst beheert", browser.Page.TextOf("main"), StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("main img, a[href$='/remove']"));
        await SendAsync(browser, SamplePictures.Png);
        Assert.Equal((HttpStatusCode.SeeOther, Path + "?picture=set"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync(browser.Location!);
        Assert.Equal("The picture is up.", browser.Page.TextOf("[role=status]"));
        var source = browser.Page.QuerySelector("main img.own-picture")!.GetAttribute("src")!;
        Assert.Equal(SamplePictures.Png, await app.AsEveryone().GetByteArrayAsync(source));
        await SendAsync(browser, SamplePictures.Svg);
        await browser.OpenAsync(Path);
        Assert.NotEqual(source, browser.Page.QuerySelector("main img.own-picture")!.GetAttribute("src"));

        await browser.OpenAsync(browser.Page.QuerySelector("a[href$='/remove']")!.GetAttribute("href")!);
        Assert.Contains("keep it, and stay valid", browser.Page.TextOf("main"), StringComparison.Ordinal);
        await browser.SendAsync("main form");
        Assert.Equal((HttpStatusCode.SeeOther, Path + "?picture=removed"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync(browser.Location!);
        Assert.Equal("The picture is removed.", browser.Page.TextOf("[role=status]"));
        // A link that somebody sent says nothing that is not so, and what is gone is not removed again.
        Assert.Empty((await browser.OpenAsync(Path + "?picture=set")).QuerySelectorAll("[role=status]"));
        await browser.OpenAsync(Path + "/logo/remove");
        Assert.Equal(Path, browser.Location);
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10))).Items.Select(item => (item.Action.What, item.Action.Detail)).Where(act => act.What.StartsWith("logo", StringComparison.Ordinal));
        Assert.Equal([("logo-removed", null), ("logo-set", "2"), ("logo-set", "1")], acts);
    }

    [Fact]
    public async Task A_file_that_cannot_be_the_logo_is_refused_at_its_field_and_changes_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await browser.OpenAsync(Path);
        await SendAsync(browser, SamplePictures.Png);
        foreach (var (file, words) in new[]
        {
            ("<svg xmlns='http://www.w3.org/2000/svg'><rect onclick='alert(1)'/></svg>", "or move: onclick."),
            ("<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:\"&lt;b>'/></svg>", "href=\"javascript:\"<b>\""),
            ("GIF89a", "neither a PNG nor an SVG"), ("", "Choose a picture first"), (new string(' ', 300_000), "larger than 256 kB"),
        })
        {
            await browser.OpenAsync(Path);
            await SendAsync(browser, System.Text.Encoding.UTF8.GetBytes(file));
            Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
            Assert.Contains(words, browser.Page.TextOf("#picture-fault"), StringComparison.Ordinal);
            Assert.Equal("picture-hint picture-fault", browser.Page.QuerySelector("#picture")!.GetAttribute("aria-describedby"));
            Assert.Single(browser.Page.QuerySelectorAll("[role=alert] a[href='#picture']"));
            Assert.Empty(browser.Page.QuerySelectorAll("main b, main script, [onclick]"));
        }
        Assert.Equal(SamplePictures.Png, await app.AsEveryone().GetByteArrayAsync("/centres/demo/logo"));
    }

    [Fact]
    public async Task Roles_tokens_and_other_centres_are_respected()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var other = await app.WithCentreAsync("other");
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Ida");
        await issuer.OpenAsync(Path);
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        await issuer.OpenAsync(Achievement);
        Assert.Empty(issuer.Page.QuerySelectorAll("nav.staff a[href='/staff/centre']"));
        var token = issuer.TokenOfForms();
        await issuer.PostFileAsync(Path + "/logo", token, "picture", "logo.png", SamplePictures.Png);
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        await issuer.PostFileAsync(Achievement + "/picture", "wrong", "picture", "logo.png", SamplePictures.Png);
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        await issuer.PostFileAsync(Achievement + "/picture", token, "picture", "logo.png", SamplePictures.Png);
        Assert.Equal(Achievement + "?picture=set", issuer.Location);
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik");
        await reader.OpenAsync(Achievement);
        Assert.Single(reader.Page.QuerySelectorAll("main img.own-picture"));
        Assert.Empty(reader.Page.QuerySelectorAll("main input[type=file]"));
        await reader.OpenAsync(Achievement + "/picture/remove");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        var elsewhere = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "other", "Els");
        await elsewhere.OpenAsync(Achievement + "/picture/remove");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Answer.StatusCode);
        await elsewhere.PostFileAsync(Achievement + "/picture", elsewhere.TokenOfForms(), "picture", "logo.png", SamplePictures.Png);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Answer.StatusCode);
    }

    [Fact]
    public async Task An_achievement_gets_a_badge_of_its_own_and_loses_it_again()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync(Achievement);
        Assert.Contains("the badge is drawn", browser.Page.TextOf("main"), StringComparison.Ordinal);
        await browser.PostFileAsync(Achievement + "/picture", browser.TokenOfForms(), "picture", "badge.svg", "<svg/>"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        Assert.Single(browser.Page.QuerySelectorAll("#picture-fault"));
        await browser.PostFileAsync(Achievement + "/picture", browser.TokenOfForms(), "picture", "badge.svg", SamplePictures.Svg);
        await browser.OpenAsync(browser.Location!);
        Assert.Equal(SamplePictures.Svg, await app.AsEveryone().GetByteArrayAsync(browser.Page.QuerySelector("main img.own-picture")!.GetAttribute("src")));
        await browser.OpenAsync(Achievement + "/picture/remove");
        await browser.SendAsync("main form");
        Assert.Equal(Achievement + "?picture=removed", browser.Location);
        await browser.OpenAsync("/staff/audit");
        Assert.Contains("Own badge picture removed", browser.Page.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Single(browser.Page.QuerySelectorAll("tbody tr:first-child a[href='/staff/achievements/lassen']"));
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> SendAsync(StaffBrowser browser, byte[] file) =>
        browser.PostFileAsync(Path + "/logo", browser.TokenOfForms(), "picture", "logo.png", file);
}
