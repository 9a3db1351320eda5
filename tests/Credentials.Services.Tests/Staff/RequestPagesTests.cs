using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.Access;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>What staff do with requests of learners, and the codes that they hand out.</summary>
public sealed class RequestPagesTests
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_correction_is_shown_as_text_and_answered_with_a_message()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var (award, id) = await AskedAsync(app, staff, LearnerRequestKind.Correction, new("name", Markup));
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik");
        Assert.Contains("1 request of a learner waits", reader.Page.TextOf("main"), StringComparison.Ordinal);
        await reader.OpenAsync("/staff/requests");
        Assert.Equal($"/staff/requests/{id}", reader.Page.QuerySelector("tbody th a")!.GetAttribute("href"));
        await reader.OpenAsync($"/staff/requests/{id}");
        Assert.Contains(Markup, reader.Page.TextOf("dd.typed"), StringComparison.Ordinal);
        Assert.Empty(reader.Page.QuerySelectorAll("main img, main form"));
        await reader.PostAsync($"/staff/requests/{id}/answer", [new("outcome", "done"), new(FormToken.FieldName, reader.TokenOfForms())]);
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);

        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await issuer.OpenAsync($"/staff/requests/{id}");
        await issuer.PostAsync($"/staff/requests/{id}/answer", [new("outcome", "done")]);
        Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        await issuer.OpenAsync($"/staff/requests/{id}");
        await issuer.SendAsync("main form");
        Assert.Equal((HttpStatusCode.BadRequest, 1), (issuer.Answer.StatusCode, issuer.Page.QuerySelectorAll("#outcome-fault").Length));
        await issuer.SendAsync("main form", ("outcome", "refused"));
        Assert.Equal((HttpStatusCode.BadRequest, 1), (issuer.Answer.StatusCode, issuer.Page.QuerySelectorAll("#message-fault").Length));
        Assert.Equal("refused", issuer.Page.QuerySelector("input[name=outcome][checked]")!.GetAttribute("value"));
        await issuer.SendAsync("main form", ("outcome", "refused"), ("message", Markup));
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/requests/{id}?done=refused"), (issuer.Answer.StatusCode, issuer.Location));
        await issuer.OpenAsync(issuer.Location!);
        Assert.Contains("Your answer is sent", issuer.Page.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(issuer.Page.QuerySelectorAll("main img, main form"));
        await issuer.OpenAsync("/staff/requests");
        Assert.Contains("Nothing waits", issuer.Page.TextOf(".empty"), StringComparison.Ordinal);
        await issuer.OpenAsync("/staff/requests?all=yes");
        Assert.Single(issuer.Page.QuerySelectorAll("tbody tr"));
        await issuer.OpenAsync("/staff/audit");
        Assert.Contains("Request answered: not done", issuer.Page.TextOf("tbody tr:first-child"), StringComparison.Ordinal);
        Assert.Equal("request-refused", (await app.Get<ConsultAwards>().FindAsync("demo", award)).Value.Journal[^1].What);
    }

    [Fact]
    public async Task An_administrator_forgets_who_asked_for_it_and_nobody_else_does()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var (award, id) = await AskedAsync(app, staff, LearnerRequestKind.Erasure, new(null, null, Revokes: true));
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Ina");
        await issuer.OpenAsync($"/staff/requests/{id}");
        Assert.Empty(issuer.Page.QuerySelectorAll("main form"));
        var token = issuer.TokenOfForms();
        foreach (var path in new[] { "forget", "answer" })
        {
            await issuer.PostAsync($"/staff/requests/{id}/{path}", [new("sure", "yes"), new("message", "x"), new(FormToken.FieldName, token)]);
            Assert.Equal(HttpStatusCode.Forbidden, issuer.Answer.StatusCode);
        }
        var administrator = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await administrator.OpenAsync($"/staff/requests/{id}");
        await administrator.SendAsync("main form");
        Assert.Equal((HttpStatusCode.BadRequest, 1), (administrator.Answer.StatusCode, administrator.Page.QuerySelectorAll("#sure-fault").Length));
        Assert.NotNull((await app.Get<ConsultAwards>().FindAsync("demo", award)).Value.Request);
        await administrator.SendAsync("main form", ("sure", "yes"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/requests/{id}?done=done"), (administrator.Answer.StatusCode, administrator.Location));
        await administrator.OpenAsync(administrator.Location!);
        Assert.Contains("Erased learner", administrator.Page.TextOf("h1"), StringComparison.Ordinal);
        var left = (await app.Get<ConsultAwards>().FindAsync("demo", award)).Value;
        Assert.Equal((null, AwardStatus.Revoked), (left.Request, left.Document.Status));
        await administrator.OpenAsync("/staff/audit");
        Assert.Contains("Learner erased", administrator.Page.TextOf("tbody tr:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_does_what_it_said_or_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        using var others = await app.WithAchievementAsync("arts");
        var (award, id) = await AskedAsync(app, staff, LearnerRequestKind.Erasure, new(null, null));
        var storage = app.Get<IEvidenceStorage>();
        var known = (await storage.FindAwardAsync(award))!.LearnerId;
        var elsewhere = (await storage.FindAwardAsync(await AwardedAsync(others)))!.LearnerId;
        async Task JoinAsync(Guid? head)
        {
            var learner = (await storage.FindLearnerAsync(elsewhere))!;
            Assert.True(await storage.ReplaceLearnerAsync(learner with { Version = learner.Version + 1, AliasOf = head }));
        }
        var administrator = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await JoinAsync(known);
        await administrator.OpenAsync($"/staff/requests/{id}");
        Assert.Equal("Pass on to an authority", administrator.Page.TextOf("form[action$='/forget'] button"));
        // The learners are told apart, and the page still stands there: nobody has said to be sure of anything.
        await JoinAsync(null);
        await administrator.SendAsync("main form");
        Assert.Equal(HttpStatusCode.Conflict, administrator.Answer.StatusCode);
        Assert.Contains("has changed meanwhile", administrator.Page.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(LearnerState.Present, (await storage.FindLearnerAsync(known))!.State);
        Assert.Equal("Erase for good", administrator.Page.TextOf("form[action$='/forget'] button"));
        // Nor does a form that says only to be sure, as pages of before had one.
        await administrator.SendAsync("main form", ("sure", "yes"), ("do", null));
        Assert.Equal(HttpStatusCode.Conflict, administrator.Answer.StatusCode);
        Assert.Equal(LearnerState.Present, (await storage.FindLearnerAsync(known))!.State);
        // And the other way round.
        await JoinAsync(known);
        await administrator.SendAsync("main form", ("sure", "yes"));
        Assert.Equal(HttpStatusCode.Conflict, administrator.Answer.StatusCode);
        Assert.Equal(LearnerRequestState.Open, (await storage.FindLearnerRequestAsync(id))!.State);
        await administrator.SendAsync("main form");
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/requests/{id}?done=passed"), (administrator.Answer.StatusCode, administrator.Location));
        Assert.Equal(LearnerState.Present, (await storage.FindLearnerAsync(known))!.State);
    }

    [Fact]
    public async Task Another_centres_request_is_not_there_and_an_authority_sees_what_was_passed_on()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        using var other = await app.WithCentreAsync("arts");
        var (award, id) = await AskedAsync(app, staff, LearnerRequestKind.Erasure, new(null, null));
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts", "Bo");
        await browser.OpenAsync($"/staff/requests/{id}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        foreach (var path in new[] { "forget", "answer" })
        {
            await browser.PostAsync($"/staff/requests/{id}/{path}", [new("sure", "yes"), new("message", "x"), new(FormToken.FieldName, browser.TokenOfForms())]);
            Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/api/requests/{id}/answer", new { outcome = "refused" })).StatusCode);
        Assert.Empty(await ListAsync(other, ""));
        Assert.Equal([id.ToString()], await ListAsync(staff, "?kind=erasure"));
        Assert.Empty(await ListAsync(staff, "?kind=correction"));
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync("/api/requests?kind=x")).StatusCode);

        using var authority = await app.AsAsync(CallerRole.Authority);
        Assert.Empty(await ListAsync(authority, "?kind=erasure"));
        Assert.Equal(HttpStatusCode.NotFound, (await authority.PostAsJsonAsync($"/api/requests/{id}/answer", new { outcome = "refused" })).StatusCode);
        var document = (await app.Get<IEvidenceStorage>().FindLearnerRequestAsync(id))!;
        Assert.True(await app.Get<IEvidenceStorage>().ReplaceLearnerRequestAsync(document with { State = LearnerRequestState.Passed, Version = 2 }, null));
        Assert.Equal([id.ToString()], await ListAsync(authority, "?kind=erasure"));
        Assert.Equal(HttpStatusCode.Conflict, (await authority.PostAsJsonAsync($"/api/requests/{id}/answer", new { outcome = "done" })).StatusCode);
        using var answered = await authority.PostAsJsonAsync($"/api/requests/{id}/answer", new { outcome = "refused", text = "Neen" });
        Assert.Equal(("refused", "Neen"), await answered.Content.ReadFromJsonAsync<JsonElement>() is var body ? (body.GetProperty("state").GetString(), body.GetProperty("answer").GetString()) : default);
    }

    [Fact]
    public async Task Staff_make_a_code_that_is_shown_once_and_written_down()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var award = await AwardedAsync(staff);
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik");
        await reader.OpenAsync($"/staff/credentials/{award}");
        Assert.Empty(reader.Page.QuerySelectorAll("form[action$='/code']"));
        var issuer = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await issuer.OpenAsync($"/staff/credentials/{award}");
        await issuer.SendAsync("form[action$='/code']");
        var code = issuer.Page.TextOf(".big-code");
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal("no-store", issuer.Answer.Headers.CacheControl?.ToString());
        var document = (await app.Get<ConsultAwards>().FindAsync("demo", award)).Value.Document;
        Assert.Equal(ConfirmationOutcome.Confirmed, (await app.Get<ConfirmationCodes>().ConfirmAsync(document, code)).Outcome);
        await issuer.OpenAsync("/staff/audit");
        Assert.Contains("Confirmation code given", issuer.Page.TextOf("tbody tr:first-child"), StringComparison.Ordinal);
        var journal = (await app.Get<ConsultAwards>().FindAsync("demo", award)).Value.Journal;
        Assert.Equal(("confirmation-code-given", true), (journal[^1].What, journal[^1].Actor.StartsWith("staff:", StringComparison.Ordinal)));
    }

    private static async Task<(Guid Award, Guid Request)> AskedAsync(IssuerApp app, HttpClient staff, LearnerRequestKind kind, LearnerWish wish)
    {
        var award = await AwardedAsync(staff);
        var document = (await app.Get<ConsultAwards>().FindAsync("demo", award)).Value.Document;
        return (award, (await app.Get<LearnerRequests>().AskAsync(document, kind, wish)).Value);
    }

    private static async Task<Guid> AwardedAsync(HttpClient staff)
    {
        var answer = await staff.PostAsJsonAsync("/api/awards", new { achievement = "lassen", learner = new { givenName = "Noor", familyName = "Peeters" }, awardedOn = "2025-06-30" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<IEnumerable<string?>> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/requests" + query)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
