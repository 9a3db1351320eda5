using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>One learner is awarded by a form, which goes the way of the API.</summary>
public sealed class AwardOnePagesTests
{
    private const string Path = "/staff/award";
    private const string Number = "00.01.25-567.77";

    [Fact]
    public async Task A_learner_is_awarded_and_the_page_says_how_to_hand_it_over_and_leads_to_the_next()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        Assert.Equal(Path, browser.Page.QuerySelector("ol.steps a")!.GetAttribute("href"));
        await browser.OpenAsync(Path, "nl");
        // There is but one thing to award, so that is chosen; and its scale is said.
        Assert.Equal("lassen", browser.Page.QuerySelector<IHtmlSelectElement>("#achievement")!.Value);
        Assert.Contains("0 tot 20; 10", browser.Page.TextOf("#result-hint"), StringComparison.Ordinal);
        await browser.SendAsync(
            "main form", ("do", "award"), ("learner.givenName", " Noor "), ("learner.familyName", "Peeters"), ("learner.birthDate", "2000-01-25"), ("learner.email", "noor@example.org"),
            ("learner.nationalNumber", Number), ("awardedOn", "2025-06-30"), ("result", "15,5"), ("language", "en"), ("hours", "12,5"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        var location = browser.Location!;
        var id = location.Split('/')[^1].Split('?')[0];
        Assert.Equal($"/staff/credentials/{id}?done=awarded", location);
        var award = await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}");
        Assert.Equal(("15.5", "2025-06-30", "active"), (award.Text("result"), award.Text("awardedOn"), award.Text("status")));
        Assert.Equal(("Noor", "2000-01-25", "noor@example.org"), (award.GetProperty("learner").Text("givenName"), award.GetProperty("learner").Text("birthDate"), award.GetProperty("learner").Text("email")));
        var request = (await app.Get<ConsultAwards>().FindAsync("demo", Guid.Parse(id))).Value.Request!;
        Assert.Equal(("en", 12.5m, false, "00012556777"), (request.Language, request.Hours, request.Recognition, request.Learner.NationalNumber?.Digits));

        await browser.OpenAsync(location);
        var share = award.GetProperty("links").Text("share");
        Assert.Contains("noor@example.org", browser.Page.TextOf(".notice.passed"), StringComparison.Ordinal);
        Assert.Equal(share, browser.Page.QuerySelector(".keep a")!.GetAttribute("href"));
        Assert.Equal(new Uri(share).AbsolutePath + "/qr.svg", browser.Page.QuerySelector(".qr img")!.GetAttribute("src"));
        var another = browser.Page.QuerySelector("main .actions a.primary")!.GetAttribute("href")!;
        await browser.OpenAsync(another);
        Assert.Equal("2025-06-30", browser.Page.QuerySelector<IHtmlInputElement>("[id='awardedOn']")!.Value);
        Assert.Equal("", browser.Page.QuerySelector<IHtmlInputElement>("[id='learner.givenName']")!.Value);

        var action = (await app.Get<StaffActions>().ListAsync(new("demo", 1))).Items[0].Action;
        Assert.Equal((StaffActs.CredentialAwarded, $"credential/{id}"), (action.What, action.Subject));
    }

    [Fact]
    public async Task The_same_again_leads_to_the_one_that_is_there_and_other_content_says_what_differs()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        // The same by the API: in the usual language, and with nothing else said.
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(result: "15"));
        var id = (await made.JsonAsync()).Text("id");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await AwardAsync(browser, ("result", "15,0"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/credentials/{id}?done=was-there"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync(browser.Location!);
        Assert.Contains("already", browser.Page.TextOf("[role=status]"), StringComparison.Ordinal);

        await AwardAsync(browser, ("result", "16"));
        Assert.Equal(HttpStatusCode.Conflict, browser.Answer.StatusCode);
        Assert.Equal($"/staff/credentials/{id}", browser.Page.QuerySelector("#faults p a")!.GetAttribute("href"));
        Assert.Equal(["#result"], browser.Page.QuerySelectorAll("#faults li a").Select(link => link.GetAttribute("href")));
        Assert.Equal("result-hint result-fault", browser.Page.QuerySelector("#result")!.GetAttribute("aria-describedby"));
        Assert.Equal("16", browser.Page.QuerySelector<IHtmlInputElement>("#result")!.Value);
        Assert.DoesNotContain(StaffActs.CredentialAwarded, await ActsAsync(app));

        // What another centre awarded is in nobody's way, and what was revoked neither.
        await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked", reason = "wrong" });
        await AwardAsync(browser, ("result", "16"));
        Assert.EndsWith("?done=awarded", browser.Location, StringComparison.Ordinal);
        Assert.DoesNotContain(id, browser.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_credential_is_awarded_anew_with_what_was_wrong_set_right_and_the_rest_as_it_was()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var made = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = "lassen",
            learner = new { givenName = "Nor", familyName = "Peeters", email = "noor@example.org", nationalNumber = Number, did = "did:example:noor" },
            awardedOn = "2025-06-30",
            result = "15",
            language = "en",
            hours = 12.5,
            evidence = new[] { new { name = "Work piece", url = "https://cvo.example/work" } },
        });
        var id = (await made.JsonAsync()).Text("id");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked", reason = "The name was wrong" });
        await browser.OpenAsync($"/staff/credentials/{id}");
        await browser.OpenAsync(browser.Page.QuerySelector("main .actions a")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        // Nobody reads the number there.
        Assert.DoesNotContain("567", browser.Page.QuerySelector("main")!.OuterHtml.Replace(browser.TokenOfForms(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        await browser.SendAsync("main form", ("do", "award"), ("learner.givenName", "Noor"));
        Assert.EndsWith("?done=awarded", browser.Location, StringComparison.Ordinal);
        Assert.DoesNotContain(id, browser.Location, StringComparison.Ordinal);
        var awards = app.Get<ConsultAwards>();
        var (old, anew) = ((await awards.FindAsync("demo", Guid.Parse(id))).Value.Request!, (await awards.FindAsync("demo", Guid.Parse(browser.Location!.Split('/')[^1].Split('?')[0]))).Value.Request!);
        Assert.Equal(old with { Learner = old.Learner with { GivenName = "Noor" } }, anew);

        using var others = await app.WithAchievementAsync("other");
        var stranger = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, "other");
        var token = KeyValuePair.Create(FormToken.FieldName, stranger.TokenOfForms());
        foreach (var again in new[] { id, Guid.NewGuid().ToString(), "nonsense" })
        {
            await stranger.OpenAsync($"{Path}?again={again}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Answer.StatusCode);
            await stranger.PostAsync(Path, [token, .. Typed(("again", again))]);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Answer.StatusCode);
        }
        Assert.Empty((await others.GetFromJsonAsync<JsonElement>("/api/credentials")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_credential_is_corrected_by_one_that_takes_its_place_and_nothing_is_revoked_before_that_can_be_awarded()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        async Task<string> MadeAsync(string givenName, string awardedOn)
        {
            using var made = await staff.PostAsJsonAsync("/api/awards", new { achievement = "lassen", learner = new { givenName, familyName = "Peeters", email = "noor@example.org" }, awardedOn });
            return (await made.JsonAsync()).Text("id");
        }
        async Task<string> StatusAsync(string id) => (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).Text("status");
        var (id, other) = (await MadeAsync("Nor", "2025-06-30"), await MadeAsync("Nor", "2025-07-01"));
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik Lezer");
        await reader.OpenAsync($"{Path}?again={id}");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync($"/staff/credentials/{id}");
        await browser.OpenAsync(browser.Page.QuerySelector("main .actions a")!.GetAttribute("href")!);
        Assert.Contains("revoked at once", browser.Page.TextOf(".notice"), StringComparison.Ordinal);
        foreach (var (typed, status, words) in new ((string Name, string? Value)[], HttpStatusCode, string)[]
        {
            ([("learner.givenName", "Noor")], HttpStatusCode.BadRequest, "Why is it corrected?"),
            ([("learner.givenName", "Noor"), ("reason", "<b>Wrong</b>")], HttpStatusCode.BadRequest, "revoked for good"),
            ([("reason", "Wrong"), ("sure", "yes")], HttpStatusCode.BadRequest, "Nothing is different"),
            ([("result", "21"), ("reason", "Wrong"), ("sure", "yes")], HttpStatusCode.BadRequest, "no such result"),
            ([("learner.givenName", "Noor"), ("awardedOn", "2025-07-01"), ("result", ""), ("reason", "Wrong"), ("sure", "yes")], HttpStatusCode.Conflict, "something else"),
        })
        {
            await browser.OpenAsync($"{Path}?again={id}");
            await browser.SendAsync("main form", [("do", "award"), .. typed]);
            Assert.Equal(status, browser.Answer.StatusCode);
            Assert.Contains(words, browser.Page.TextOf("[role=alert]"), StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("main b"));
            Assert.Equal("active", await StatusAsync(id));
        }

        await browser.OpenAsync($"{Path}?again={id}");
        await browser.SendAsync("main form", ("do", "award"), ("learner.givenName", "Noor"), ("reason", "The name was wrong"), ("sure", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        var corrected = browser.Location!.Split('/')[^1].Split('?')[0];
        Assert.Equal(("revoked", "active", "active"), (await StatusAsync(id), await StatusAsync(corrected), await StatusAsync(other)));
        foreach (var (one, another) in new[] { (id, corrected), (corrected, id) })
        {
            await browser.OpenAsync($"/staff/credentials/{one}");
            Assert.Equal($"/staff/credentials/{another}", Assert.Single(browser.Page.QuerySelectorAll("td.typed a")).GetAttribute("href"));
        }
        Assert.Contains(StaffActs.CredentialCorrected, await ActsAsync(app));
    }

    [Fact]
    public async Task Faults_stand_at_their_fields_with_what_was_typed_and_nothing_is_awarded()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        foreach (var (field, typed, words) in new[]
        {
            ("learner.givenName", "  ", "must be filled in"), ("learner.familyName", new string('x', 201), "too long"), ("learner.familyName", "a\u202eb", "characters"),
            ("learner.birthDate", "30/06/2000", "no date"), ("learner.email", "noor at home", "no e-mail address"), ("learner.nationalNumber", "00.01.25-567.78", "no national number"),
            ("learner.birthDate", "2026-01-01", "before the learner was born"), ("awardedOn", "", "must be filled in"), ("awardedOn", "2999-01-01", "still to come"),
            ("result", "21", "no such result"), ("result", "9", "not enough"), ("hours", "many", "must be a number"), ("hours", "0", "too small or too large"),
            ("recognition", "yes", "cannot be recognised"), ("language", "fr", "not described in this language"), ("achievement", "other", "no such course"), ("achievement", "", "must be filled in"),
            ("learner.givenName", "\"><script>alert(1)</script>" + new string('x', 200), "too long"), ("result", "<script>alert(1)</script>", "no such result"),
        })
        {
            await AwardAsync(browser, (field, typed));
            Assert.True(browser.Answer.StatusCode == HttpStatusCode.BadRequest, $"{field} {typed}: {browser.Answer.StatusCode}");
            var at = words.StartsWith("before", StringComparison.Ordinal) ? "awardedOn" : field;
            Assert.Contains(words, browser.Page.GetElementById($"{at}-fault")!.TextContent, StringComparison.Ordinal);
            Assert.Contains($"{at}-fault", browser.Page.GetElementById(at)!.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
            Assert.Equal($"#{at}", browser.Page.QuerySelector("#faults li a")!.GetAttribute("href"));
            if (field is not ("achievement" or "language" or "recognition"))
                Assert.Equal(typed, browser.Page.GetElementById(field) is IHtmlInputElement input ? input.GetAttribute("value") : null);
            Assert.Equal("Peeters", field == "learner.familyName" ? "Peeters" : browser.Page.QuerySelector<IHtmlInputElement>("[id='learner.familyName']")!.Value);
            Assert.Empty(browser.Page.QuerySelectorAll("script"));
        }
        await app.Get<AchievementVersions>().ArchiveAsync("demo", "lassen", archived: true);
        await staff.PutAsJsonAsync("/api/achievements/naaien", Bodies.Achievement("naaien"));
        await AwardAsync(browser, ("achievement", "lassen"));
        Assert.Contains("archived", browser.Page.TextOf("#achievement-fault"), StringComparison.Ordinal);
        Assert.Empty((await staff.GetFromJsonAsync<JsonElement>("/api/credentials")).GetProperty("items").EnumerateArray());
        Assert.DoesNotContain(StaffActs.CredentialAwarded, await ActsAsync(app));
    }

    [Fact]
    public async Task Choosing_a_course_shows_its_results_languages_and_recognition_and_keeps_what_was_typed()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var words = JsonSerializer.SerializeToNode(Bodies.Achievement("naaien", title: "<b>Naaien"))!.AsObject();
        words["assessment"]!["scale"] = new JsonObject
        {
            ["values"] = new JsonArray(new JsonObject { ["value"] = "Geslaagd", ["pass"] = true }, new JsonObject { ["value"] = "Niet geslaagd", ["pass"] = false }),
        };
        words["priorLearning"] = new JsonObject { ["assessedBy"] = "EVC-centrum" };
        using var put = await staff.PutAsJsonAsync("/api/achievements/naaien", words);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync(Path);
        Assert.Equal("", browser.Page.QuerySelector<IHtmlSelectElement>("#achievement")!.Value ?? "");
        Assert.Null(browser.Page.QuerySelector("#recognition"));
        // Enter in a field presses the first button, which awards nothing.
        Assert.Equal("look", browser.Page.QuerySelector("main form button")!.GetAttribute("value"));
        await browser.SendAsync("main form", ("do", "look"), ("achievement", "naaien"), ("learner.givenName", "Noor"), ("learner.familyName", "Peeters"), ("awardedOn", "2025-06-30"));
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        Assert.Equal("Noor", browser.Page.QuerySelector<IHtmlInputElement>("[id='learner.givenName']")!.Value);
        Assert.Equal(["", "Geslaagd"], browser.Page.QuerySelectorAll<IHtmlOptionElement>("#result option").Select(option => option.Value));
        Assert.Empty(browser.Page.QuerySelectorAll("main b"));
        await browser.SendAsync("main form", ("do", "award"), ("result", "Niet geslaagd"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        Assert.Equal("Niet geslaagd", browser.Page.QuerySelector<IHtmlSelectElement>("#result")!.Value);
        await browser.SendAsync("main form", ("do", "award"), ("result", "Geslaagd"), ("recognition", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        var request = (await app.Get<ConsultAwards>().FindAsync("demo", Guid.Parse(browser.Location!.Split('/')[^1].Split('?')[0]))).Value.Request!;
        Assert.Equal(("naaien", "Geslaagd", true, null), (request.Achievement, request.Result, request.Recognition, request.Language));
        // No address is known, so none is written to.
        await browser.OpenAsync(browser.Location!);
        Assert.Contains("No mail goes out", browser.Page.TextOf(".notice.passed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_issuers_award_from_our_own_pages_and_only_what_their_centre_has()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithCentreAsync("other");
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        Assert.DoesNotContain(Path, reader.Page.QuerySelectorAll("nav.staff a").Select(link => link.GetAttribute("href")));
        var token = KeyValuePair.Create(FormToken.FieldName, reader.TokenOfForms());
        await reader.OpenAsync(Path);
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        await reader.PostAsync(Path, [token, .. Typed()]);
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Bo Maes");
        await issuer.PostAsync(Path, Typed());
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        await issuer.PostAsync(Path, [KeyValuePair.Create(FormToken.FieldName, issuer.Cookie!), .. Typed()], site: "cross-site", origin: "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);

        var stranger = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, "other");
        var own = KeyValuePair.Create(FormToken.FieldName, stranger.TokenOfForms());
        // A centre that has nothing to award is told what to do first.
        await stranger.OpenAsync(Path + "?achievement=lassen");
        Assert.Equal("/staff/achievements/new", stranger.Page.QuerySelector(".empty a")!.GetAttribute("href"));
        await others.PutAsJsonAsync("/api/achievements/naaien", Bodies.Achievement("naaien"));
        await stranger.PostAsync(Path, [own, .. Typed()]);
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Answer.StatusCode);
        Assert.Contains("no such course", stranger.Page.TextOf("#achievement-fault"), StringComparison.Ordinal);
        Assert.Empty((await staff.GetFromJsonAsync<JsonElement>("/api/credentials")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task National_numbers_are_counted_for_each_person_and_too_many_are_refused_at_the_field()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--RateLimits:NumbersPerKey=1", "--RateLimits:GuessesPerKey=2"]);
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        foreach (var day in new[] { "2025-06-30", "2025-07-01" })
        {
            await AwardAsync(browser, ("learner.nationalNumber", Number), ("awardedOn", day));
            Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        }
        await AwardAsync(browser, ("learner.givenName", "Jan"), ("learner.nationalNumber", "85.07.30-033.28"));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Answer.StatusCode);
        Assert.NotNull(browser.Answer.Headers.RetryAfter);
        Assert.Contains("tomorrow", browser.Page.GetElementById("learner.nationalNumber-fault")!.TextContent, StringComparison.Ordinal);
        for (var faulty = 0; faulty < 2; faulty++)
        {
            await AwardAsync(browser, ("learner.nationalNumber", "85.07.30-033.29"));
            Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        }
        await AwardAsync(browser, ("learner.nationalNumber", Number));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Answer.StatusCode);
        Assert.Contains("were none", browser.Page.GetElementById("learner.nationalNumber-fault")!.TextContent, StringComparison.Ordinal);
        // Who gives no number is not held up.
        await AwardAsync(browser, ("learner.givenName", "Lotte"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        var colleague = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Bo Maes");
        await AwardAsync(colleague, ("learner.givenName", "Jan"), ("learner.nationalNumber", "85.07.30-033.28"));
        Assert.Equal(HttpStatusCode.SeeOther, colleague.Answer.StatusCode);
    }

    private static async Task AwardAsync(StaffBrowser browser, params (string Name, string Value)[] typed)
    {
        await browser.OpenAsync("/staff");
        await browser.PostAsync(Path, [KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms()), .. Typed(typed)]);
    }

    private static Dictionary<string, string> Typed(params (string Name, string Value)[] typed)
    {
        var fields = new Dictionary<string, string>
        {
            ["do"] = "award",
            ["achievement"] = "lassen",
            ["learner.givenName"] = "Noor",
            ["learner.familyName"] = "Peeters",
            ["awardedOn"] = "2025-06-30",
            ["language"] = "nl",
        };
        foreach (var (name, value) in typed)
            fields[name] = value;
        return fields;
    }

    private static async Task<IEnumerable<string>> ActsAsync(IssuerApp app) =>
        (await app.Get<StaffActions>().ListAsync(new("demo", 50))).Items.Select(item => item.Action.What);
}
