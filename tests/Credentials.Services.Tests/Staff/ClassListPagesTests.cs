using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;
using Samples = Credentials.Services.Tests.Apps.SampleClassLists;

namespace Credentials.Services.Tests.Staff;

/// <summary>Class lists in the hands of staff: handed in, looked at, corrected, awarded, and what came of them.</summary>
public sealed partial class ClassListPagesTests
{
    private const string Header = "achievement;givenName;familyName;birthDate;email;nationalNumber;awardedOn;result\r\n";
    private const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_list_is_handed_in_corrected_in_place_awarded_once_and_its_result_taken_along()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync("/staff/lists");
        Assert.Contains("Download the template", browser.Page.TextOf(".empty"), StringComparison.Ordinal);
        var csv = Header
            + "lassen;Noor;Peeters;1990-01-02;noor@example.org;;2025-06-30;14\r\n"
            + "\"lassen\" ;  Zoë;Maes;31/02/1991;;;2025-06-30;\r\n"
            + $"lassen;{Markup};Claes;;not-an-address;;2025-06-30;\r\n"
            + "lassen;Noor;Peeters;1990-01-02;noor@example.org;;2025-06-30;14\r\n"
            + "lassen;Wout;=cmd|x;1992-01-02;;;30/06/2025;\r\n"
            + "lassen;Gone;Row;;;;2999-06-30;\r\n";
        var list = await UploadAsync(browser, csv);

        // What is faulty comes first, each fault at its cell; the rest is a click away.
        Assert.Equal(["2", "3", "0", "1"], browser.Page.QuerySelectorAll("dl.facts dd").Select(count => count.TextContent));
        Assert.Equal(["r3", "r4", "r7"], browser.Page.QuerySelectorAll("fieldset.row").Select(row => row.Id));
        var faulty = browser.Page.QuerySelector<IHtmlInputElement>("#r3-3")!;
        Assert.Equal(("31/02/1991", "true", "r3-3-fault"), (faulty.Value, faulty.GetAttribute("aria-invalid"), faulty.GetAttribute("aria-describedby")));
        Assert.Contains("no date", browser.Page.QuerySelector("#r3-3-fault")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("#r3-3", browser.Page.QuerySelectorAll(".notice.failed a").Select(link => link.GetAttribute("href")));
        Assert.Equal(Markup, browser.Page.QuerySelector<IHtmlInputElement>("#r4-1")!.Value);
        Assert.Empty(browser.Page.QuerySelectorAll("img, [onerror]"));

        // Corrected: only that row is written anew.
        await browser.SendAsync("form.corrections", ("r3-3", "28/02/1991"), ("r4-4", "still-none"));
        Assert.EndsWith("?show=faulty&done=saved", browser.Location, StringComparison.Ordinal);
        var input = await InputAsync(app, list);
        Assert.Equal(csv.Replace("\"lassen\" ;  Zoë;Maes;31/02/1991", "lassen;Zoë;Maes;28/02/1991", StringComparison.Ordinal).Replace("not-an-address", "still-none", StringComparison.Ordinal), input);
        await browser.OpenAsync(browser.Location!);
        Assert.Equal(["r4", "r7"], browser.Page.QuerySelectorAll("fieldset.row").Select(row => row.Id));
        await browser.SendAsync("form.corrections", ("r4-4", ""), ("leave", "7"));
        Assert.EndsWith(";30/06/2025;\r\n\r\n", await InputAsync(app, list), StringComparison.Ordinal);
        await browser.OpenAsync($"/staff/lists/{list}?show=double");
        Assert.Contains("Row 2 asks for the same", browser.Page.TextOf("#r5"), StringComparison.Ordinal);

        // Asked first, by a page that names the numbers; a stale page awards nothing.
        await browser.OpenAsync($"/staff/lists/{list}/award");
        Assert.Contains("Award 4 learners", browser.Page.TextOf("main form"), StringComparison.Ordinal);
        Assert.Equal(["4", "0", "0", "1", "1"], browser.Page.QuerySelectorAll("dl.facts dd").Select(count => count.TextContent));
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        var version = KeyValuePair.Create("version", browser.Page.QuerySelector<IHtmlInputElement>("[name=version]")!.Value);
        await browser.PostAsync($"/staff/lists/{list}/award", [token, KeyValuePair.Create("version", "1")]);
        Assert.EndsWith("?done=changed", browser.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync($"/api/awards/batches/{list}")).StatusCode);
        for (var click = 0; click < 2; click++)
        {
            await browser.PostAsync($"/staff/lists/{list}/award", [token, version]);
            Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        }
        await EndAsync(staff, list);

        await browser.OpenAsync($"/staff/lists/{list}");
        Assert.Equal(["5", "4", "1", "0"], browser.Page.QuerySelectorAll("dl.facts dd").Select(count => count.TextContent));
        Assert.Equal(["2", "3", "4", "5", "6"], browser.Page.QuerySelectorAll("tbody td:first-child").Select(cell => cell.TextContent));
        Assert.Equal(
            ["Noor Peeters", "Zoë Maes", $"{Markup} Claes", "Noor Peeters", "Wout =cmd|x"], browser.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["awarded", "awarded", "awarded", "awarded before", "awarded"], browser.Page.QuerySelectorAll("tbody .badge").Select(badge => badge.TextContent));
        var code = browser.Page.QuerySelector<IHtmlImageElement>("tbody img")!;
        Assert.Equal("lazy", code.GetAttribute("loading"));
        await browser.OpenAsync(code.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", browser.Answer.Content.Headers.ContentType?.MediaType);

        await browser.OpenAsync($"/staff/lists/{list}/print");
        Assert.Equal(4, browser.Page.QuerySelectorAll(".labels > li svg").Length);
        Assert.Contains("that learner’s alone", browser.Page.TextOf(".notice"), StringComparison.Ordinal);
        await browser.OpenAsync($"/staff/lists/{list}/results.csv");
        var lines = (await browser.Answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("2,Noor,Peeters,Welding,awarded,,", lines[1], StringComparison.Ordinal);
        Assert.Contains("/s/", lines[1], StringComparison.Ordinal);
        Assert.Contains("/c/", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("6,Wout,'=cmd|x,", lines[5], StringComparison.Ordinal);

        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = $"list/{list}" })).Items.Select(item => item.Action.What);
        Assert.Equal([StaffActs.ListAwarded, StaffActs.ListCorrected, StaffActs.ListCorrected, StaffActs.ListUploaded], acts);
        await browser.OpenAsync("/staff/audit");
        Assert.Contains($"/staff/lists/{list}", browser.Page.QuerySelectorAll("td a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task What_a_preview_says_is_what_comes_of_every_row()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var earlier = await staff.PostAsync("/api/awards/batches", Csv(Header + "lassen;Ada;Vroeger;1990-01-01;;;2025-06-30;14\nlassen;Bea;Vroeger;1990-01-01;;;2025-06-30;14\n"));
        await EndAsync(staff, (await earlier.JsonAsync()).GetProperty("id").GetGuid());
        var (good, _) = Samples.WithTwelveFaults(3000);
        var extra = "lassen,Ada,Vroeger,1990-01-01,,,2025-06-30,14,\n" // there already
            + "lassen,Bea,Vroeger,1990-01-01,,,2025-06-30,15,\n" // there with another result
            + "lassen,Cis,Dubbel,1990-01-01,,,2025-06-30,14,\nlassen,Cis,Dubbel,1990-01-01,,,2025-06-30,14,\n" // twice
            + "lassen,Dirk,Strijd,1990-01-01,,,2025-06-30,14,\nlassen,Dirk,Strijd,1990-01-01,,,2025-06-30,15,\n" // twice, and not the same
            + "lassen,Els,Weinig\n" + "lassen,Fons,Veel,1990-01-01,,,2025-06-30,14,,more\n" + "lassen,Gert \"G\" ,Teken,1990-01-01,,,2025-06-30,14,\n";
        var csv = good.Replace(Samples.Marked, "lassen", StringComparison.Ordinal).Insert(good.Replace(Samples.Marked, "lassen", StringComparison.Ordinal).IndexOf('\n', StringComparison.Ordinal) + 1, extra);
        var draft = await app.Get<Batches>().AddDraftAsync("demo", ClassList.Csv, System.Text.Encoding.UTF8.GetBytes(csv), 3009, "test");
        var found = (await app.Get<ClassListChecks>().Of(draft).WaitAsync(TimeSpan.FromMinutes(1), default))!;
        Assert.NotNull(await app.Get<AwardClassList>().StartAsync("demo", draft.Id, draft.Version));
        await EndAsync(staff, draft.Id);
        var state = await app.Get<ClassListsUnderWay>().FindAsync("demo", draft.Id, default);

        var refused = state!.Errors.Where(error => error.Row > 1).Select(error => (error.Row, error.Column, error.Reason)).Order().ToList();
        Assert.Equal(refused, found.Faults.Values.SelectMany(row => row).Select(error => (error.Row, error.Column, error.Reason)).Order());
        Assert.Equal(refused.Select(error => error.Row).Distinct(), found.Rows.Where(mark => mark.Foreseen == ForeseenRow.Faulty).Select(mark => mark.Row));
        Assert.Equal(17, refused.Count);
        Assert.Equal(
            found.Rows.Where(mark => mark.Foreseen is ForeseenRow.Existing or ForeseenRow.Double).Select(mark => mark.Row), state.Existing.Select(one => one.Row).Order());
        var awards = new List<int>();
        while (await app.Get<ConsultAwards>().ListOfBatchAsync(draft.Id, awards.LastOrDefault(), 500) is { Count: > 0 } page)
            awards.AddRange(page.Select(award => award.Document.BatchRow!.Value));
        Assert.Equal(found.Rows.Where(mark => mark.Foreseen == ForeseenRow.Ready).Select(mark => mark.Row), awards);
        Assert.Equal((found.Count(ForeseenRow.Ready), 2, found.Count(ForeseenRow.Faulty)), (state.Document.Awarded, state.Document.Existing, state.Document.Rejected));
    }

    [Fact]
    public async Task Pages_of_another_centre_and_forms_without_token_or_role_change_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var arts = await app.WithAchievementAsync("arts");
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        var list = await UploadAsync(issuer, Header + "lassen;Noor;Peeters;1990-01-02;;;2025-06-30;14\r\n");
        var other = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts", "Bo Maes");
        var otherToken = KeyValuePair.Create(FormToken.FieldName, other.TokenOfForms());
        foreach (var path in new[] { "", "/award", "/discard", "/events", "/print", "/results.csv" })
        {
            await other.OpenAsync($"/staff/lists/{list}{path}");
            Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);
        }
        foreach (var path in new[] { "/rows", "/award", "/discard", "/pause", "/resume" })
        {
            await other.PostAsync($"/staff/lists/{list}{path}", [otherToken, KeyValuePair.Create("version", "1"), KeyValuePair.Create("shown", "2")]);
            Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);
            await issuer.PostAsync($"/staff/lists/{list}{path}", [KeyValuePair.Create("version", "1")]);
            Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        }
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik Lezer");
        await reader.OpenAsync("/staff/lists");
        Assert.Empty(reader.Page.QuerySelectorAll("main form"));
        await reader.OpenAsync($"/staff/lists/{list}?show=all");
        Assert.True(reader.Page.QuerySelector("#r2-1")!.HasAttribute("readonly"));
        Assert.Empty(reader.Page.QuerySelectorAll("main button, main .button"));
        var token = KeyValuePair.Create(FormToken.FieldName, reader.TokenOfForms());
        foreach (var path in new[] { "/rows", "/award", "/discard", "/pause", "/resume" })
        {
            await reader.PostAsync($"/staff/lists/{list}{path}", [token, KeyValuePair.Create("version", "1")]);
            Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        }
        await reader.OpenAsync($"/staff/lists/{list}/results.csv");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        Assert.Equal(BatchStates.Draft, (await app.Get<Batches>().FindAsync("demo", list)).Value.Document.State);

        // Thrown away after a page has asked; nothing of it is left.
        await issuer.OpenAsync($"/staff/lists/{list}/discard");
        await issuer.SendAsync("main form");
        Assert.Equal("/staff/lists?done=discarded", issuer.Location);
        Assert.Null(await app.Get<Batches>().ReadInputAsync(list));
        await issuer.OpenAsync($"/staff/lists/{list}");
        Assert.Equal(HttpStatusCode.NotFound, issuer.Answer.StatusCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_taken_in_is_refused_with_what_to_do()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--IssuerService:ClassListRows=3", "--RateLimits:NumbersPerKey=1"]);
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        foreach (var (content, expected) in new (byte[], string)[]
        {
            ([], "Choose a file first"), ("\n\n"u8.ToArray(), "file is empty"), ([0x61, 0x3B, 0xFF, 0x0A], "CSV UTF-8"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "older Excel"),
            ([.. "PK\x3\x4"u8, 1, 2], "cannot be read as a class list"), ("achievement;givenName\n"u8.ToArray(), "familyName, awardedOn"), (Bytes(Header), "no learners"),
            (Bytes(Header + string.Concat(Enumerable.Repeat("lassen;A;B;;;;2025-06-30;\n", 4))), "too many rows"),
            (Bytes(Header + "lassen;A;B;;;85073003328;2025-06-30;\nlassen;A;C;;;00012556777;2025-06-30;\n"), "more new national numbers"),
        })
        {
            await UploadAsync(browser, content);
            Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
            Assert.Contains(expected, browser.Page.TextOf("[role=alert]"), StringComparison.Ordinal);
            Assert.Equal("file-hint file-fault", browser.Page.QuerySelector("#file")!.GetAttribute("aria-describedby"));
        }
        Assert.Empty((await app.Get<Batches>().ListAsync("demo", null, 10)).Items);
    }

    [Theory]
    [InlineData("nl", "opleiding", "cursistenlijst")]
    [InlineData("fr", "achievement", "class-list")]
    public async Task A_template_is_a_list_that_can_be_handed_in(string language, string first, string name)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        foreach (var extension in new[] { "csv", "xlsx" })
        {
            await browser.OpenAsync($"/staff/lists/template.{extension}", language);
            Assert.Equal($"{name}.{extension}", browser.Answer.Content.Headers.ContentDisposition!.FileName);
            var file = await browser.Answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(extension == "csv", file.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble));
            var read = ClassListIntake.Read(ClassListIntake.TypeOf("", file), file, 10).Value;
            var list = (CsvClassList)ClassList.Open(read.MediaType, read.Content).Value;
            Assert.Equal((true, 0, 8), (list.IsUsable, list.Rows().Count(), list.Header.Count));
            Assert.Equal(first, list.Header.Names[0]);
            Assert.Empty(list.Faults);
        }
    }

    private static async Task<Guid> UploadAsync(StaffBrowser browser, string csv)
    {
        await UploadAsync(browser, Bytes(csv));
        Assert.True(browser.Answer.StatusCode == HttpStatusCode.SeeOther, browser.Page.Body?.TextContent);
        var path = browser.Location!;
        await browser.OpenAsync(path);
        return Guid.Parse(path.Split('/')[^1]);
    }

    private static async Task UploadAsync(StaffBrowser browser, byte[] file)
    {
        await browser.OpenAsync("/staff/lists");
        await browser.PostFileAsync("/staff/lists", browser.TokenOfForms(), "file", "klas.csv", file);
    }

    private static async Task EndAsync(HttpClient staff, Guid list)
    {
        await using var events = await staff.GetStreamAsync($"/api/awards/batches/{list}/events");
        await events.CopyToAsync(Stream.Null);
    }

    private static async Task<string> InputAsync(IssuerApp app, Guid list) =>
        System.Text.Encoding.UTF8.GetString((await app.Get<Batches>().ReadInputAsync(list))!.Value.Span);

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static StringContent Csv(string csv) => new(csv, new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv", "utf-8"));
}
