using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Registering;

public sealed class OutsideProofTests
{
    internal static JsonObject Proof(string reference = "E19.4", string institution = "0566.988.259") => new()
    {
        ["supplier"] = "Secundair onderwijs",
        ["reference"] = reference,
        ["learner"] = new JsonObject { ["nationalNumber"] = "00.01.25-567.77", ["givenName"] = "Geheime", ["familyName"] = "Naam" },
        ["kind"] = "diploma",
        ["title"] = "Diploma van secundair onderwijs",
        ["obtainedOn"] = "2018-06",
        ["endProof"] = true,
        ["institution"] = new JsonObject { ["name"] = "CVO Voorbeeld", ["number"] = institution },
        ["levels"] = new JsonArray(new JsonObject { ["framework"] = "vks", ["level"] = 4, ["verifiedBy"] = "AHOVOKS" }),
        ["learningSetting"] = "formal",
        ["hours"] = 120.5,
        ["learningOutcomes"] = new JsonArray("Meet spanning"),
        ["validUntil"] = "2030-06-30",
        ["led"] = new JsonObject { ["bewijstype"] = "Diploma", ["onderwerp"] = new JsonObject { ["code"] = "523001", ["naam"] = "Elektronica" } },
    };

    [Fact]
    public async Task A_proof_is_registered_once_and_read_back_with_what_is_derived()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var first = await authority.PostAsJsonAsync("/api/records", Proof());
        using var again = await authority.PostAsJsonAsync("/api/records", Proof());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var record = await first.JsonAsync();
        Assert.Equal(record.Text("id"), (await again.JsonAsync()).Text("id"));
        Assert.Equal($"/api/records/{record.Text("id")}", first.Headers.Location!.ToString());
        Assert.Equal(("registered", "2018-06", "0714"), (record.Text("status"), record.Text("obtainedOn"), record.Text("field")));
        Assert.Equal((4, 4, "AHOVOKS"), (record.GetProperty("vksLevel").GetInt32(), record.GetProperty("eqfLevel").GetInt32(), record.Text("levelVerifiedBy")));

        var read = await authority.GetFromJsonAsync<JsonElement>($"/api/records/{record.Text("id")}");
        Assert.Equal("Diploma van secundair onderwijs", read.GetProperty("content").Text("title"));
        Assert.Equal("Elektronica", read.GetProperty("content").GetProperty("led").GetProperty("onderwerp").Text("naam"));
        Assert.False(read.GetProperty("content").TryGetProperty("learner", out _));
        Assert.DoesNotContain("00012556777", read.GetRawText(), StringComparison.Ordinal);
        var history = (await authority.GetFromJsonAsync<JsonElement>($"/api/records/{record.Text("id")}/history")).GetProperty("items");
        Assert.Equal("registered", Assert.Single(history.EnumerateArray()).Text("what"));
    }

    [Fact]
    public async Task The_same_reference_with_other_content_or_of_another_learner_is_a_conflict()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--EvidenceStore:AcceptTestNationalNumbers=true");
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var first = await authority.PostAsJsonAsync("/api/records", Proof());
        var other = Proof();
        other["hours"] = 121;
        using var changed = await authority.PostAsJsonAsync("/api/records", other);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/record-conflict"), (changed.StatusCode, (await changed.JsonAsync()).Text("type")));
        Assert.Equal("reference-taken", (await changed.JsonAsync()).GetProperty("errors")[0].Text("reason"));
        var another = Proof();
        another["learner"]!["nationalNumber"] = "99610100150";
        using var foreign = await authority.PostAsJsonAsync("/api/records", another);
        Assert.Equal("reference-of-another", (await foreign.JsonAsync()).GetProperty("errors")[0].Text("reason"));
    }

    [Theory]
    [InlineData("supplier", "/supplier", "missing")]
    [InlineData("learner.nationalNumber=00012556778", "/learner/nationalNumber", "bad-national-number")]
    [InlineData("kind=prize", "/kind", "not-allowed-value")]
    [InlineData("obtainedOn=2018-13", "/obtainedOn", "not-a-date")]
    [InlineData("obtainedOn=1800-01-01", "/obtainedOn", "out-of-range")]
    [InlineData("obtainedOn=1999-06-30", "/obtainedOn", "before-birth")]
    [InlineData("obtainedOn=9999", "/obtainedOn", "date-in-the-future")]
    [InlineData("validUntil=2001-01-01", "/validUntil", "until-before-from")]
    [InlineData("institution.number=0566988250", "/institution/number", "bad-format")]
    [InlineData("field=9876", "/field", "unknown-field")]
    [InlineData("replaces=none", "/replaces", "bad-format")]
    [InlineData("replaces=0197d0a0-0000-7000-8000-000000000000", "/replaces", "cannot-replace")]
    [InlineData("country=be", "/country", "bad-format")]
    [InlineData("unknown=1", "/unknown", "unknown-member")]
    [InlineData("led.graat=1", "/led/graat", "unknown-member")]
    public async Task Each_fault_is_named_with_its_pointer(string change, string pointer, string reason)
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var body = Proof();
        body["learner"]!["birthDate"] = "2000-01-25";
        var (path, value) = (change.Split('=')[0].Split('.'), change.Split('=').ElementAtOrDefault(1));
        var at = path.Length == 1 ? body : body[path[0]]!.AsObject();
        at.Remove(path[^1]);
        if (value is not null)
            at[path[^1]] = value;
        using var answer = await authority.PostAsJsonAsync("/api/records", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single((await answer.JsonAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal((pointer, reason), (error.Text("pointer"), error.Text("reason")));
        Assert.Empty((await authority.GetFromJsonAsync<JsonElement>("/api/records")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Levels_that_disagree_are_refused()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var body = Proof();
        body["levels"]!.AsArray().Add(new JsonObject { ["framework"] = "eqf", ["level"] = 5, ["verifiedBy"] = "EU" });
        using var answer = await authority.PostAsJsonAsync("/api/records", body);
        Assert.Equal("levels-disagree", (await answer.JsonAsync()).GetProperty("errors")[0].Text("reason"));
    }

    [Fact]
    public async Task A_correction_is_a_cancellation_and_a_new_registration_that_name_each_other()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var old = await RegisteredAsync(authority, Proof());
        using var noReason = await authority.PostAsJsonAsync($"/api/records/{old}/cancellation", new { });
        using var cancelled = await authority.PostAsJsonAsync($"/api/records/{old}/cancellation", new { reason = "wrong year" });
        using var twice = await authority.PostAsJsonAsync($"/api/records/{old}/cancellation", new { reason = "again" });
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict), (noReason.StatusCode, cancelled.StatusCode, twice.StatusCode));
        using var sameReference = await authority.PostAsJsonAsync("/api/records", Proof());
        Assert.Equal("cancelled", (await sameReference.JsonAsync()).Text("status"));
        var corrected = Proof("E19.5");
        (corrected["obtainedOn"], corrected["replaces"]) = ("2019-06", old);
        var id = await RegisteredAsync(authority, corrected);
        var read = await authority.GetFromJsonAsync<JsonElement>($"/api/records/{old}");
        Assert.Equal((id, "cancelled", "2018-06"), (read.Text("replacedBy"), read.Text("status"), read.Text("obtainedOn")));
        Assert.Equal(old, (await authority.GetFromJsonAsync<JsonElement>($"/api/records/{id}")).Text("replaces"));
        var history = (await authority.GetFromJsonAsync<JsonElement>($"/api/records/{old}/history")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["registered", "cancelled"], history.Select(item => item.Text("what")));
        Assert.Equal("wrong year", history[1].Text("reason"));
    }

    [Fact]
    public async Task A_proof_that_is_there_can_replace_the_cancelled_one_but_not_another_learners()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--EvidenceStore:AcceptTestNationalNumbers=true");
        using var authority = await app.AsAsync(CallerRole.Authority);
        var old = await RegisteredAsync(authority, Proof());
        var replacing = await RegisteredAsync(authority, Proof("E19.5"));
        var another = Proof("E19.6");
        another["learner"]!["nationalNumber"] = "99610100150";
        var foreign = await RegisteredAsync(authority, another);
        using var refused = await authority.PostAsJsonAsync($"/api/records/{old}/cancellation", new { reason = "x", replacedBy = foreign });
        using var accepted = await authority.PostAsJsonAsync($"/api/records/{old}/cancellation", new { reason = "x", replacedBy = replacing });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.StatusCode, accepted.StatusCode));
        Assert.Equal(replacing, (await accepted.JsonAsync()).Text("replacedBy"));
    }

    [Fact]
    public async Task A_centre_sees_and_registers_its_own_institution_only()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var award = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var awarded = (await award.JsonAsync()).Text("id");
        var foreign = await RegisteredAsync(authority, Proof(institution: "123456"));
        var own = await RegisteredAsync(staff, Proof("E19.5"));
        using var refused = await staff.PostAsJsonAsync("/api/records", Proof("E19.6", "123456"));
        Assert.Equal("foreign-institution", (await refused.JsonAsync()).GetProperty("errors")[0].Text("reason"));
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/api/records")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsEveryone().GetAsync("/api/records")).StatusCode);

        Assert.Equal([own, awarded], await IdsAsync(staff, "/api/records"));
        Assert.Equal([own, foreign, awarded], await IdsAsync(authority, "/api/records"));
        foreach (var path in (string[])[$"/api/records/{foreign}", $"/api/records/{foreign}/history"])
            Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(path)).StatusCode);
        using var cancellation = await staff.PostAsJsonAsync($"/api/records/{foreign}/cancellation", new { reason = "x" });
        Assert.Equal(HttpStatusCode.NotFound, cancellation.StatusCode);
        var read = await staff.GetFromJsonAsync<JsonElement>($"/api/records/{own}");
        Assert.Equal("Geheime", read.GetProperty("content").GetProperty("learner").Text("givenName"));
        Assert.DoesNotContain("00012556777", read.GetRawText(), StringComparison.Ordinal);

        var learner = read.Text("learner");
        Assert.Equal([own], await IdsAsync(staff, $"/api/learners/{learner}/records"));
        Assert.Equal([own, foreign], await IdsAsync(authority, $"/api/learners/{learner}/records"));
        using var other = await app.WithCentreAsync("ander");
        Assert.Equal(HttpStatusCode.NotFound, (await authority.GetAsync($"/api/learners/{Guid.NewGuid()}/records")).StatusCode);
        Assert.DoesNotContain(awarded, await IdsAsync(other, "/api/records"));
    }

    [Fact]
    public async Task An_award_is_a_record_whose_history_follows_its_status_and_it_cannot_be_cancelled()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var award = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var id = (await award.JsonAsync()).Text("id");
        using var cancelled = await staff.PostAsJsonAsync($"/api/records/{id}/cancellation", new { reason = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, cancelled.StatusCode);
        using var revoked = await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked", reason = "mistake" });
        var record = await staff.GetFromJsonAsync<JsonElement>($"/api/records/{id}");
        Assert.Equal(("award", "revoked", "demo", "0566988259"), (record.Text("source"), record.Text("status"), record.Text("centre"), record.Text("institution")));
        Assert.Equal((4, 60m, "certificate"), (record.GetProperty("eqfLevel").GetInt32(), record.GetProperty("hours").GetDecimal(), record.Text("kind")));
        var history = (await staff.GetFromJsonAsync<JsonElement>($"/api/records/{id}/history")).GetProperty("items").EnumerateArray();
        Assert.Equal(["issued", "revoked"], history.Select(item => item.Text("what")));
    }

    [Fact]
    public async Task Records_are_searched_and_a_mistyped_search_is_refused()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var first = await RegisteredAsync(authority, Proof());
        var second = await RegisteredAsync(authority, Proof("E19.5"));
        foreach (var query in (string[])
        [
            "vksLevel=4", "framework=eqf&level=4", "field=07", "vksLevel=4&field=0714", "kind=diploma&status=registered&source=proof",
            "institution=0566.988.259", "from=2018-06-01&until=2018-06-01",
        ])
            Assert.Equal([second, first], await IdsAsync(authority, $"/api/records?{query}"));
        foreach (var query in (string[])["vksLevel=5", "field=05", "kind=attest", "centre=demo", "from=2018-06-02", "source=award"])
            Assert.Empty(await IdsAsync(authority, $"/api/records?{query}"));
        var page = await authority.GetFromJsonAsync<JsonElement>("/api/records?limit=1");
        Assert.Equal([first], await IdsAsync(authority, $"/api/records?limit=1&cursor={page.Text("next")}"));
        foreach (var query in (string[])["vksLevel=9", "field=98", "level=4", "framework=vks", "kind=x", "status=x", "from=x", "levle=4", "cursor=x", "limit=0"])
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, (await authority.GetAsync($"/api/records?{query}")).StatusCode));
    }

    [Fact]
    public async Task Learners_without_a_national_number_match_by_mail_within_who_registers()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        async Task<string> LearnerAsync(HttpClient client, string reference, string email)
        {
            var body = Proof(reference);
            body["learner"] = new JsonObject { ["givenName"] = "An", ["familyName"] = "Maes", ["email"] = email };
            using var answer = await client.PostAsJsonAsync("/api/records", body);
            return (await answer.JsonAsync()).Text("learner");
        }

        var first = await LearnerAsync(staff, "1", "an@example.org");
        Assert.Equal(first, await LearnerAsync(staff, "2", "AN@example.org"));
        Assert.NotEqual(first, await LearnerAsync(authority, "3", "an@example.org"));
        Assert.NotEqual(first, await LearnerAsync(staff, "4", "anders@example.org"));
    }

    internal static async Task<string> RegisteredAsync(HttpClient client, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync("/api/records", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).Text("id");
    }

    internal static async Task<string[]> IdsAsync(HttpClient client, string path)
    {
        var page = await client.GetFromJsonAsync<JsonElement>(path);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];
    }
}
