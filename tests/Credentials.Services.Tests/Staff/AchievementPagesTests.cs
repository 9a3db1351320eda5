using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>What a centre's staff do with what it awards.</summary>
public sealed class AchievementPagesTests
{
    private const string Markup = "<img src=x onerror=alert(1)>";
    private const string Path = "/staff/achievements";

    [Fact]
    public async Task The_list_says_what_to_do_first_and_is_searched_and_goes_on_by_title()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync(Path);
        Assert.Contains("Describe the first achievement", browser.Page.TextOf(".empty"), StringComparison.Ordinal);
        for (var number = 0; number < 51; number++)
            await PutAsync(staff, $"cursus-{number:00}", $"Cursus {number:00}");
        await PutAsync(staff, "naaien", "Naaïen <b>voor</b> beginners");
        await browser.OpenAsync(Path, "nl");
        Assert.Equal((50, "Cursus 00"), (Titles(browser).Count, Titles(browser)[0]));
        await browser.OpenAsync(browser.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!, "nl");
        Assert.Equal(["Cursus 50", "Naaïen <b>voor</b> beginners"], Titles(browser));
        Assert.Null(browser.Page.QuerySelector("a[rel=next]"));
        foreach (var (query, expected) in new (string, string[])[]
        {
            ("?q=naaien", ["Naaïen <b>voor</b> beginners"]), ("?q=CURSUS+07", ["Cursus 07"]), ("?q=cursus-09", ["Cursus 09"]), ("?q=nothing", []), ("?archived=true", []),
            ("?q=naaien&cursor=nonsense", ["Naaïen <b>voor</b> beginners"]),
        })
        {
            await browser.OpenAsync(Path + query, "nl");
            Assert.Equal(expected, Titles(browser));
        }
    }

    [Fact]
    public async Task An_achievement_is_described_row_by_row_and_shown_again_until_it_is_whole()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync(Path + "/new", "nl");
        await browser.SendAsync("form.describe", ("do", "look"), ("lang.en", "true"), ("title.nl", "Lassen & <b>snijden</b>: één"));
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        Assert.Equal("lassen-b-snijden-b-een", browser.Page.QuerySelector("#id")!.GetAttribute("value"));
        await browser.SendAsync("form.describe", ("do", "save"), ("workload.hours", "veel"), ("learningOutcomes.0.title.nl", Markup));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        var faults = browser.Page.QuerySelectorAll(".fault").Select(fault => fault.Id).ToList();
        Assert.Equal(
            new[]
            {
                "title.en-fault", "description.nl-fault", "description.en-fault", "level-fault", "workload.hours-fault", "participation-fault", "assessment.type.nl-fault",
                "assessment.type.en-fault", "qualityAssurance.type.nl-fault", "qualityAssurance.type.en-fault",
            }.Order(),
            faults.Order());
        // Each fault is linked from the summary, and stands at a field that says so.
        Assert.All(browser.Page.QuerySelectorAll("#faults a"), link => Assert.NotNull(browser.Page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal(faults.Count, browser.Page.QuerySelectorAll("#faults a").Length);
        Assert.Equal("workload.hours-hint workload.hours-fault", browser.Page.GetElementById("workload.hours")!.GetAttribute("aria-describedby"));
        Assert.Equal("veel", browser.Page.GetElementById("workload.hours")!.GetAttribute("value"));
        Assert.Equal(Markup, browser.Page.GetElementById("learningOutcomes.0.title.nl")!.TextContent.Trim());
        Assert.Empty(browser.Page.QuerySelectorAll("img, [onerror]"));

        await browser.SendAsync("form.describe", ("do", "add-outcome"), ("learningOutcomes.0.seek", "LASAPP"), ("isced.seek", "0715"), ("scale", "words"));
        await browser.SendAsync("form.describe", ("do", "add-value"), ("learningOutcomes.0.hit.0", "http://data.europa.eu/esco/skill/2fcd95a4-1f9a-41cf-95a9-4701bde476b4"),
            ("isced.hit.0", "0715"), ("learningOutcomes.1.title.nl", "Snijdt"), ("assessment.scale.values.0.value", "Geslaagd"));
        Assert.Equal("operate welding equipment", browser.Page.GetElementById("learningOutcomes.0.skills.0.name.en")!.GetAttribute("value"));
        await browser.SendAsync("form.describe", ("do", "remove-outcome.0"), ("assessment.scale.values.1.value", "Niet geslaagd"), ("assessment.scale.values.1.pass", null));
        Assert.Equal("Snijdt", browser.Page.GetElementById("learningOutcomes.0.title.nl")!.TextContent.Trim());
        await browser.SendAsync("form.describe", ("do", "save"), ("lang.en", null), ("description.nl", "Leren\r\nlassen"), ("level", "4"), ("levels.0.verifiedBy", "AHOVOKS"),
            ("workload.hours", "12,5"), ("participation", "on-site"), ("assessment.type.nl", "Proef"), ("qualityAssurance.type.nl", "Doorlichting"), ("instruction.nl", "true"), ("languages", "it, es"));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Path}/lassen-b-snijden-b-een?done=defined"), (browser.Answer.StatusCode, browser.Location));
        var saved = await staff.GetFromJsonAsync<JsonElement>("/api/achievements/lassen-b-snijden-b-een");
        Assert.Equal(
            """{"id":"lassen-b-snijden-b-een","title":{"nl":"Lassen & <b>snijden</b>: één"},"description":{"nl":"Leren\nlassen"},"levels":[{"framework":"vks","level":4,"verifiedBy":"AHOVOKS"}],"learningOutcomes":[{"title":{"nl":"Snijdt"}}],"workload":{"hours":12.5},"assessment":{"type":{"nl":"Proef"},"scale":{"required":true,"values":[{"value":"Geslaagd","pass":true},{"value":"Niet geslaagd","pass":false}]}},"participation":"on-site","qualityAssurance":{"type":{"nl":"Doorlichting"}},"languages":["nl","it","es"],"fields":["0715"],"suspendable":false}""",
            JsonSerializer.Serialize(saved, Plain));
        await browser.OpenAsync(browser.Location!);
        Assert.Contains("can be awarded", browser.Page.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("main b"));
        // The same title again gets an id of its own.
        await browser.OpenAsync($"{Path}/new?copy=lassen-b-snijden-b-een");
        await browser.SendAsync("form.describe", ("do", "save"));
        Assert.Equal($"{Path}/lassen-b-snijden-b-een-2?done=defined", browser.Location);
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = "achievement/lassen-b-snijden-b-een" })).Items.Select(item => (item.Action.What, item.Action.Detail));
        Assert.Equal([("achievement-defined", "1")], acts);
    }

    [Theory]
    [InlineData("achievement-full")]
    [InlineData("achievement-eqf-and-other-language")]
    public async Task What_the_form_does_not_show_survives_and_what_nobody_touched_stays_as_it_was(string which)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var before = which == "achievement-full" ? Full : EqfInItalian;
        using var put = await staff.PutAsync("/api/achievements/alles", new StringContent(before, System.Text.Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        var stored = await staff.GetStringAsync("/api/achievements/alles");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        foreach (var language in new[] { "nl", "fr" })
        {
            await browser.OpenAsync($"{Path}/alles/edit", language);
            await browser.SendAsync("form.describe", ("do", "look"));
            await browser.SendAsync("form.describe", ("do", "save"));
            Assert.True(HttpStatusCode.SeeOther == browser.Answer.StatusCode, browser.Page.QuerySelector("#faults")?.TextContent);
            Assert.Equal(stored, await staff.GetStringAsync("/api/achievements/alles"));
        }
        Assert.Equal(1, (await app.Get<AchievementVersions>().FindAsync("demo", "alles"))!.Version);
    }

    [Fact]
    public async Task A_version_that_was_awarded_stays_and_a_change_of_somebody_else_is_not_written_over()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var awarded = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(HttpStatusCode.Created, awarded.StatusCode);
        app.Time.Move(TimeSpan.FromSeconds(1));
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        var other = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, name: "Jan");
        await other.OpenAsync($"{Path}/lassen/edit");
        await browser.OpenAsync($"{Path}/lassen/edit");
        Assert.Contains("becomes version 2", browser.Page.TextOf(".notice"), StringComparison.Ordinal);
        Assert.Contains("Save as version 2", browser.Page.TextOf("form.describe"), StringComparison.Ordinal);
        await browser.SendAsync("form.describe", ("do", "save"), ("title.nl", "Beter lassen"));
        await browser.OpenAsync(browser.Location!, "nl");
        Assert.Equal("Beter lassen", browser.Page.TextOf("h1").Trim());
        Assert.Equal(["/achievements/demo/lassen/2", "/achievements/demo/lassen/1"],
            browser.Page.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!).Where(href => href.StartsWith("/achievements/", StringComparison.Ordinal)));
        await browser.OpenAsync($"{Path}/lassen?version=1", "nl");
        Assert.Equal("Lassen", browser.Page.TextOf("h1").Trim());
        await browser.OpenAsync($"{Path}/lassen?version=3");
        Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);

        await other.SendAsync("form.describe", ("do", "save"), ("title.nl", "Anders lassen"));
        Assert.Equal(HttpStatusCode.Conflict, other.Answer.StatusCode);
        Assert.Equal("Anders lassen", other.Page.GetElementById("title.nl")!.GetAttribute("value"));
        Assert.Equal("Beter lassen", (await app.Get<AchievementVersions>().FindAsync("demo", "lassen"))!.Achievement.Title.In("nl"));
    }

    [Fact]
    public async Task What_somebody_else_saves_between_the_look_and_the_saving_is_not_written_over_either()
    {
        await using var app = await IssuerApp.StartAsync(services: MeanwhileStorage.Install);
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        async Task SaveAsync(string title)
        {
            var definition = JsonNode.Parse(await staff.GetStringAsync("/api/achievements/lassen"))!;
            definition["title"]!["nl"] = title;
            Assert.True((await staff.PutAsJsonAsync("/api/achievements/lassen", definition)).IsSuccessStatusCode);
        }
        await browser.OpenAsync($"{Path}/lassen/edit");
        MeanwhileStorage.Arm(app.Get<IEvidenceStorage>(), nameof(IEvidenceStorage.PutAchievementAsync), () => SaveAsync("Beter lassen"));
        await browser.SendAsync("form.describe", ("do", "save"), ("title.nl", "Anders lassen"));
        Assert.Equal(HttpStatusCode.Conflict, browser.Answer.StatusCode);
        Assert.Equal("Anders lassen", browser.Page.GetElementById("title.nl")!.GetAttribute("value"));
        Assert.Equal("Beter lassen", (await app.Get<AchievementVersions>().FindAsync("demo", "lassen"))!.Achievement.Title.In("nl"));
        // Who has seen it may.
        await browser.SendAsync("form.describe", ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        Assert.Equal("Anders lassen", (await app.Get<AchievementVersions>().FindAsync("demo", "lassen"))!.Achievement.Title.In("nl"));
    }

    [Fact]
    public async Task What_is_archived_is_awarded_no_more_and_its_page_and_awards_stay_until_it_is_taken_out()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var first = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var id = (await first.JsonAsync()).Text("id");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync($"{Path}/lassen/archive");
        Assert.Contains("awarded stays valid", browser.Page.TextOf(".notice"), StringComparison.Ordinal);
        await browser.SendAsync("main form");
        Assert.Equal($"{Path}/lassen?done=archive", browser.Location);

        using var refused = await staff.PostAsJsonAsync("/api/awards", Bodies.Award("Zoë"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("archived", (await refused.JsonAsync()).GetProperty("errors")[0].Text("reason"));
        using var sent = await staff.PostAsync("/api/awards/batches", new StringContent(
            "achievement,givenName,familyName,birthDate,awardedOn\nlassen,An,Claes,1990-01-01,2025-06-30\n", new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv", "utf-8")));
        var batch = (await sent.JsonAsync()).Text("id");
        await using (var events = await staff.GetStreamAsync($"/api/awards/batches/{batch}/events"))
            await events.CopyToAsync(Stream.Null);
        Assert.Contains("archived", await staff.GetStringAsync($"/api/awards/batches/{batch}"), StringComparison.Ordinal);
        using var page = await app.AsEveryone().GetAsync("/achievements/demo/lassen/1");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("active", (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).Text("status"));

        Assert.Equal(0, (await staff.GetFromJsonAsync<JsonElement>("/api/achievements?archived=false")).GetProperty("items").GetArrayLength());
        Assert.True((await staff.GetFromJsonAsync<JsonElement>("/api/achievements?archived=true")).GetProperty("items")[0].GetProperty("archived").GetBoolean());
        Assert.False((await staff.GetFromJsonAsync<JsonElement>("/api/achievements/lassen")).TryGetProperty("archived", out _));
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync("/api/achievements?archived=perhaps")).StatusCode);
        await browser.OpenAsync(Path);
        Assert.Empty(Titles(browser));
        await browser.OpenAsync(Path + "?archived=true");
        Assert.Equal(["Welding"], Titles(browser));

        await browser.OpenAsync($"{Path}/lassen");
        await browser.SendAsync("main form");
        Assert.Equal($"{Path}/lassen?done=unarchive", browser.Location);
        using var again = await staff.PostAsJsonAsync("/api/awards", Bodies.Award("Zoë"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.False((await staff.GetFromJsonAsync<JsonElement>("/api/achievements")).GetProperty("items")[0].TryGetProperty("archived", out _));
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = "achievement/lassen" })).Items.Select(item => item.Action.What);
        Assert.Equal(["achievement-unarchived", "achievement-archived"], acts);

        Assert.Equal(HttpStatusCode.NoContent, (await staff.PostAsync("/api/achievements/lassen/archive", null)).StatusCode);
        Assert.True((await app.Get<AchievementVersions>().FindNewestAsync("demo", "lassen"))!.IsArchived);
        Assert.Equal(HttpStatusCode.NoContent, (await staff.PostAsync("/api/achievements/lassen/unarchive", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.PostAsync("/api/achievements/none/archive", null)).StatusCode);
        var noted = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = "achievement/lassen" })).Items.Select(item => item.Action).ToList();
        Assert.Equal(["achievement-unarchived", "achievement-archived", .. acts], noted.Select(action => action.What));
        Assert.All(noted.Take(2), action => Assert.False(action.Actor.StartsWith("staff:", StringComparison.Ordinal)));
        await browser.OpenAsync("/staff/audit");
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        Assert.Contains(noted[0].Actor, browser.Page.TextOf("tbody tr:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_look_others_see_nothing_and_no_form_comes_from_elsewhere()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var arts = await app.WithCentreAsync("arts");
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        await reader.OpenAsync($"{Path}/lassen");
        Assert.Equal((HttpStatusCode.OK, 0), (reader.Answer.StatusCode, reader.Page.QuerySelectorAll("main .actions").Length));
        foreach (var path in new[] { "/new", "/lassen/edit", "/lassen/archive" })
        {
            await reader.OpenAsync(Path + path);
            Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        }
        var stranger = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts", "Piet");
        foreach (var path in new[] { "/lassen", "/lassen/edit", "/lassen/archive", "/new?copy=lassen" })
        {
            await stranger.OpenAsync(Path + path);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Answer.StatusCode);
        }
        await stranger.OpenAsync(Path + "/new");
        var token = KeyValuePair.Create(FormToken.FieldName, stranger.TokenOfForms());
        foreach (var path in new[] { "/lassen/edit", "/lassen/archive", "/lassen/unarchive" })
        {
            await stranger.PostAsync(Path + path, [token, KeyValuePair.Create("do", "save")]);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Answer.StatusCode);
        }
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        foreach (var path in new[] { "/new", "/lassen/edit", "/lassen/archive", "/lassen/unarchive" })
        {
            await issuer.PostAsync(Path + path, [KeyValuePair.Create("do", "save")]);
            Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
            await issuer.PostAsync(Path + path, [token], site: "cross-site", origin: "https://elsewhere.example");
            Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        }
        Assert.False((await app.Get<AchievementVersions>().FindNewestAsync("demo", "lassen"))!.IsArchived);
    }

    [Fact]
    public async Task A_level_that_the_centre_may_not_award_is_shown_with_the_reason_and_refused()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync($"{Path}/lassen/edit");
        Assert.Equal(["6", "7", "8"], browser.Page.QuerySelectorAll("input[name=level][disabled]").Select(level => level.GetAttribute("value")));
        Assert.Contains("may not award", browser.Page.TextOf("#level-6-bar"), StringComparison.Ordinal);
        Assert.Equal(8, browser.Page.QuerySelectorAll(".side-by-side").Length);
        foreach (var level in new[] { "6", "9", "x" })
        {
            await browser.SendAsync("form.describe", ("do", "save"), ("level", level));
            Assert.Equal((HttpStatusCode.BadRequest, 1), (browser.Answer.StatusCode, browser.Page.QuerySelectorAll("#level-fault").Length));
        }
    }

    [Fact]
    public async Task A_mangled_form_is_refused_and_changes_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var before = await staff.GetStringAsync("/api/achievements/lassen");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync($"{Path}/lassen/edit");
        foreach (var (name, value) in new[]
        {
            ("title.0", "x"), ("title", "x"), ("levels", "x"), ("levels.0.framework", "none"), ("learningOutcomes", "x"), ("learningOutcomes.9999.title.nl", "only Dutch"),
            ("learningOutcomes.0.skills.0.uri", "javascript:alert(1)"), ("fields.0", "9998"), ("assessment", "x"), ("assessment.scale.values", "x"), ("lang.<script>", "true"),
            ("title.nl", "a\u202eb"), ("title.nl", new string('x', 201)), ("workload.ects", "1e3"), ("do", "save"), ("workload", "x"), ("a.b.c.d.e.f.g.h.i.j", "x"), ("..", "x"),
            ("recognition.from", "2026-02-30"), ("fields.0.x", "y"), ("learningOutcomes.0.hit", "x"), ("lang.nl", "no"),
        })
        {
            var form = browser.Page.QuerySelector("form.describe");
            Assert.NotNull(form);
            await browser.SendAsync("form.describe", ("do", "save"), (name, value), ("workload.hours", "0"));
            Assert.True(HttpStatusCode.BadRequest == browser.Answer.StatusCode, $"{name}: {browser.Answer.StatusCode}");
            await browser.OpenAsync($"{Path}/lassen/edit");
        }
        Assert.Equal(before, await staff.GetStringAsync("/api/achievements/lassen"));
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Full = """
        {"id":"alles","title":{"en":"Everything","nl":"Alles"},"description":{"en":"One\ntwo","nl":"Een\ntwee"},
        "levels":[{"framework":"vks","level":4,"verifiedBy":"AHOVOKS"},{"framework":"eqf","level":4,"verifiedBy":"Europe"}],
        "learningOutcomes":[{"title":{"nl":"Kan a","en":"Can a"},"skills":[
        {"uri":"http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498","name":{"de":"MAG-Schweißen","en":"perform metal active gas welding"}},
        {"uri":"http://data.europa.eu/esco/skill/2fcd95a4-1f9a-41cf-95a9-4701bde476b4","name":{"nl":"lasapparatuur bedienen"}}]},{"title":{"nl":"Kan b","en":"Can b"}}],
        "workload":{"ects":2.5,"hours":60},"assessment":{"type":{"nl":"Proef","en":"Test"},"supervision":"supervised-id-onsite","scale":{"required":false,"minimum":-1.25,"maximum":20,"pass":10}},
        "participation":"blended","qualityAssurance":{"type":{"nl":"Doorlichting","en":"Inspection"},"body":"Inspectie"},"languages":["nl","sv"],"learningSetting":"non-formal",
        "workBasedShare":12.5,"priorLearning":{"assessedBy":"EVC"},"fields":["0715","0611"],"suspendable":true,"stackable":false,
        "partOf":{"kind":"professional","code":"BK-1","title":{"nl":"Lasser","en":"Welder"}},"prerequisites":{"nl":"Niets","en":"Nothing"},
        "recognition":{"register":"R","number":"7","from":"2020-01-01","until":"2030-01-01"},"qualityAudit":{"date":"2024-05-06","by":"X"},"criteria":{"nl":"Komen","en":"Come"},
        "image":"https://cvo.example/badge.png","led":{"categorie":"Secundair onderwijs","graad":"Niet van toepassing","onderwijsvorm":"Niet van toepassing","bewijstype":"Deelcertificaat",
        "bewijsstaat":"Tussenbewijs","instantie":"Centrum voor Volwassenenonderwijs (CVO)","onderwerp":{"code":"723007","naam":"Personenzorg"},"schooltype":"Gewoon"}}
        """;

    private const string EqfInItalian = """
        {"id":"alles","title":{"it":"Tutto"},"description":{"it":"Uno"},"levels":[{"framework":"eqf","level":5,"verifiedBy":"Europe"}],"learningOutcomes":[{"title":{"it":"Sa"}}],
        "workload":{"ects":1},"assessment":{"type":{"it":"Esame"},"scale":{"values":[{"value":"<b>","pass":true},{"value":"No","pass":false}]}},"participation":"online",
        "qualityAssurance":{"type":{"it":"Audit"}}}
        """;

    private static async Task PutAsync(HttpClient staff, string id, string title)
    {
        using var answer = await staff.PutAsJsonAsync($"/api/achievements/{id}", Bodies.Achievement(id, title: title));
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static List<string> Titles(StaffBrowser browser) => [.. browser.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent)];
}
