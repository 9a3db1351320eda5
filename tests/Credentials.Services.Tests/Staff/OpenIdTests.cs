using System.Net;
using System.Web;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>Signing in with an account of an OpenID provider, which runs on loopback.</summary>
public sealed class OpenIdTests
{
    private const string Email = "an@example.org";

    [Fact]
    public async Task An_invited_account_signs_in_and_is_known_by_itself_from_then_on()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        await InviteAsync(app, Email);
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff/audit");
        await browser.OpenAsync(browser.Location!);
        await browser.OpenAsync(browser.Page.QuerySelector("a[href^='/staff/sign-in/provider']")!.GetAttribute("href")!);
        var asked = HttpUtility.ParseQueryString(new Uri(browser.Location!).Query);
        Assert.Equal(("code", "S256", SmallProvider.ClientId), (asked["response_type"], asked["code_challenge_method"], asked["client_id"]));
        Assert.Equal(IssuerApp.PublicUrl + "/staff/sign-in/callback", asked["redirect_uri"]);
        await browser.OpenAsync(provider.Answer(browser.Location!, "subject-1", Email.ToUpperInvariant()));
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/audit"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync("/staff");
        Assert.Contains("An Claes", browser.Page.TextOf("h1"), StringComparison.Ordinal);

        // The account stays the member's when its address is another; the address no longer leads to the member.
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", "new@example.org"));
        Assert.Equal(("/staff/sign-in?notice=no-member", false), await SignInAsync(app, provider, "subject-2", Email));
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10))).Items.Select(item => (item.Action.What, item.Action.Detail));
        Assert.Equal([(StaffActs.SignedIn, "provider"), (StaffActs.SignedIn, "provider"), (StaffActs.MemberBound, null), (StaffActs.MemberAdded, "issuer")], acts);
    }

    [Fact]
    public async Task Who_was_not_invited_was_removed_or_has_an_address_that_nobody_verified_is_not_let_in()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        Assert.Equal(("/staff/sign-in?notice=no-member", false), await SignInAsync(app, provider, "subject-1", Email));
        var member = await InviteAsync(app, Email);
        Assert.Equal(("/staff/sign-in?notice=no-member", false), await SignInAsync(app, provider, "subject-1", Email, isVerified: false));
        Assert.Equal(("/staff/sign-in?notice=no-member", false), await SignInAsync(app, provider, "subject-1", null));
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", Email));
        await app.Get<StaffMembers>().RemoveAsync("demo", member.Id, StaffMembers.OperatorActor);
        Assert.Equal(("/staff/sign-in?notice=no-member", false), await SignInAsync(app, provider, "subject-1", Email));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("early")]
    [InlineData("key")]
    [InlineData("none")]
    [InlineData("hmac")]
    [InlineData("party")]
    [InlineData("subject")]
    [InlineData("refused")]
    [InlineData("nothing")]
    public async Task An_id_token_that_is_not_right_in_every_respect_signs_nobody_in(string fault)
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        await InviteAsync(app, Email);
        provider.Fault = fault;
        Assert.Equal(("/staff/sign-in?notice=provider-refused", false), await SignInAsync(app, provider, "subject-1", Email));
        provider.Fault = null;
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", Email));
    }

    [Fact]
    public async Task A_key_that_the_provider_has_taken_into_use_meanwhile_is_fetched()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        await InviteAsync(app, Email);
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", Email));
        provider.ChangeKey();
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", Email));
    }

    [Fact]
    public async Task An_answer_is_good_once_for_the_browser_that_asked_and_for_ten_minutes()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        await InviteAsync(app, Email);
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff/sign-in/provider");
        var answer = provider.Answer(browser.Location!, "subject-1", Email);
        var kept = browser.Cookie;

        // Somebody else's browser is led to an answer that was meant for another.
        var other = new StaffBrowser(app);
        await other.OpenAsync(answer);
        Assert.Equal(("/staff/sign-in?notice=provider-refused", null), (other.Location, other.Cookie));
        await other.OpenAsync("/staff/sign-in/provider");
        await other.OpenAsync(answer);
        Assert.Equal("/staff/sign-in?notice=provider-refused", other.Location);

        foreach (var changed in new[] { answer.Replace("state=", "state=x", StringComparison.Ordinal), answer + "&iss=https%3A%2F%2Fevil.example", "/staff/sign-in/callback?error=access_denied&state=x", "/staff/sign-in/callback" })
        {
            browser.Cookie = kept;
            await browser.OpenAsync(changed);
            Assert.Equal("/staff/sign-in?notice=provider-refused", browser.Location);
        }
        browser.Cookie = kept;
        await browser.OpenAsync(answer);
        Assert.Equal("/staff", browser.Location);
        // The provider gives a token for a code once.
        browser.Cookie = kept;
        await browser.OpenAsync(answer);
        Assert.Equal("/staff/sign-in?notice=provider-refused", browser.Location);

        await browser.OpenAsync("/staff/sign-in/provider");
        answer = provider.Answer(browser.Location!, "subject-1", Email);
        app.Time.Move(TimeSpan.FromMinutes(10));
        await browser.OpenAsync(answer);
        Assert.Equal("/staff/sign-in?notice=provider-refused", browser.Location);
    }

    [Theory]
    [InlineData("https://evil.example/staff")]
    [InlineData("//evil.example")]
    [InlineData("/staff\\evil")]
    public async Task Coming_back_leads_to_pages_of_staff_alone(string to)
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        await InviteAsync(app, Email);
        Assert.Equal(("/staff", true), await SignInAsync(app, provider, "subject-1", Email, to: to));
    }

    [Fact]
    public async Task An_account_that_works_for_two_centres_says_which()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var app = await StartAsync(provider);
        using var others = await app.WithCentreAsync("other");
        await InviteAsync(app, Email);
        var member = await InviteAsync(app, Email, "other");
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff/sign-in/provider");
        await browser.OpenAsync(provider.Answer(browser.Location!, "subject-1", Email));
        Assert.Equal(2, browser.Page.QuerySelectorAll("button[name=member]").Length);
        var kept = browser.Cookie;
        await browser.PostAsync("/staff/sign-in/centre", [KeyValuePair.Create("member", Guid.NewGuid().ToString())]);
        Assert.Equal("/staff/sign-in?notice=provider-refused", browser.Location);
        browser.Cookie = kept;
        await browser.PostAsync("/staff/sign-in/centre", [KeyValuePair.Create("member", member.Id.ToString())]);
        Assert.Equal("/staff", browser.Location);
        Assert.Equal(StaffActs.SignedIn, (await app.Get<StaffActions>().ListAsync(new("other", 1))).Items[0].Action.What);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_leaves_the_links()
    {
        await using var app = await IssuerApp.StartAsync(settings:
            ["--SignIn:Authority=http://127.0.0.1:9", $"--SignIn:ClientId={SmallProvider.ClientId}", "--SignIn:ClientSecret=secret"]);
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff/sign-in/provider");
        Assert.Equal("/staff/sign-in?notice=provider-away", browser.Location);
        await browser.OpenAsync(browser.Location!);
        Assert.NotEmpty(browser.Page.TextOf(".notice"));
    }

    [Theory]
    [InlineData("Production", "--SignIn:Authority=http://id.example", "--SignIn:ClientId=a", "--SignIn:ClientSecret=b")]
    [InlineData("Development", "--SignIn:Authority=id.example", "--SignIn:ClientId=a", "--SignIn:ClientSecret=b")]
    [InlineData("Development", "--SignIn:Authority=https://id.example", "--SignIn:ClientId=a")]
    [InlineData("Development", "--SignIn:ClientId=a")]
    public async Task Settings_that_cannot_be_right_stop_the_start(string environment, params string[] settings) =>
        Assert.Contains("SignIn:", (await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => IssuerApp.StartAsync(environment: environment, settings: settings))).Message, StringComparison.Ordinal);

    private static async Task<IssuerApp> StartAsync(SmallProvider provider)
    {
        var app = await IssuerApp.StartAsync(settings:
            [$"--SignIn:Authority={provider.Authority}", $"--SignIn:ClientId={SmallProvider.ClientId}", $"--SignIn:ClientSecret={SmallProvider.ClientSecret}"]);
        using var staff = await app.WithCentreAsync();
        return app;
    }

    private static async Task<KnownMember> InviteAsync(IssuerApp app, string email, string centre = "demo") =>
        (await app.Get<StaffMembers>().AddAsync(centre, StaffRole.Issuer, "An Claes", email, StaffMembers.OperatorActor)).Value;

    private static async Task<(string? To, bool IsSignedIn)> SignInAsync(
        IssuerApp app, SmallProvider provider, string subject, string? email, bool isVerified = true, string? to = null)
    {
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff/sign-in/provider" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)));
        await browser.OpenAsync(provider.Answer(browser.Location!, subject, email, isVerified));
        var location = browser.Location;
        await browser.OpenAsync("/staff");
        return (location, browser.Answer.StatusCode == HttpStatusCode.OK);
    }
}
