using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Registering;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed partial class GuessNumbersTests
{
    [Fact]
    public async Task Nothing_that_a_centre_can_ask_tells_whether_others_knew_the_person_before()
    {
        var (known, unknown) = (await AskEverythingAsync(isKnown: true), await AskEverythingAsync(isKnown: false));
        Assert.Equal(unknown, known);
        Assert.Contains("lassen", known, StringComparison.Ordinal);
    }

    /// <summary>What a centre reads after it recorded something about a person, with all that differs by itself masked.</summary>
    private static async Task<string> AskEverythingAsync(bool isKnown)
    {
        await using var app = await IssuerApp.StartAsync();
        using var others = await app.WithAchievementAsync("arts");
        using var authority = await app.AsAsync(CallerRole.Authority);
        var numbers = (string[])[NumberOf(1), NumberOf(2)];
        if (isKnown)
        {
            foreach (var number in numbers)
                await others.AwardAsync(new { givenName = "Jan", familyName = "Janssens", email = "jan@example.org", nationalNumber = number });
            var first = await authority.FoundAsync(numbers[0]);
            await authority.PostAsJsonAsync($"/api/learners/{first}/aliases", new { replacedBy = numbers[1], purpose = Learning.Purpose });
        }
        app.Time.Move(TimeSpan.FromDays(1));
        using var staff = await app.WithAchievementAsync();
        var said = new StringBuilder();
        var award = await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", nationalNumber = numbers[0] });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", email = "jan@example.org", birthDate = "1985-01-01" }, "2025-07-01");
        var proof = OutsideProofTests.Proof();
        proof["learner"] = new System.Text.Json.Nodes.JsonObject { ["nationalNumber"] = numbers[0] };
        using var registered = await staff.PostAsJsonAsync("/api/records", proof);
        var record = await registered.JsonAsync();
        Assert.Equal(4, record.GetProperty("learner").GetGuid().Version);
        proof["hours"] = 3;
        using var conflict = await staff.PostAsJsonAsync("/api/records", proof);
        using var looked = await staff.LookUpAsync(numbers[0]);
        foreach (var answer in (HttpResponseMessage[])[registered, conflict, looked])
            said.Append(answer.StatusCode).AppendLine(await answer.Content.ReadAsStringAsync());
        foreach (var path in (string[])[
            $"/api/awards/{award.Text("id")}", "/api/credentials", "/api/records", $"/api/records/{record.Text("id")}", $"/api/records/{record.Text("id")}/history",
            "/api/learners?name=peeters", "/api/learners?name=janssens", "/api/learners?email=jan%40example.org", "/api/learners/doubles",
            $"/api/learners/{record.Text("learner")}/records"])
        {
            using var answer = await staff.GetAsync(new Uri(path, UriKind.Relative));
            // The order of two learners is by chance.
            var items = (await answer.JsonAsync()).TryGetProperty("items", out var list)
                ? string.Join("\n", list.EnumerateArray().Select(item => Masked(item.GetRawText())).Order(StringComparer.Ordinal))
                : Masked(await answer.Content.ReadAsStringAsync());
            said.Append(path.Split('/')[2]).Append(answer.StatusCode).AppendLine(items);
        }
        foreach (var pair in await staff.ItemsAsync("/api/learners/doubles"))
        {
            using var decided = await staff.PostAsJsonAsync($"/api/learners/doubles/{pair.Text("id")}", new { decision = "same" });
            said.Append(decided.StatusCode);
        }
        using var lookedAgain = await staff.LookUpAsync(numbers[0]);
        said.AppendLine(await lookedAgain.Content.ReadAsStringAsync());
        var stored = (await app.Get<IEvidenceStorage>().FindAwardAsync(award.GetProperty("id").GetGuid()))!;
        said.Append((await app.Get<LookUpLearner>().ListSinceAsync(stored, 50)).Count);
        return Masked(said.ToString());
    }

    private static string Masked(string text) => Parts().Replace(text, "*");

    [GeneratedRegex("""[0-9a-f]{12}"|[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-\d\d-\d\dT[^"]+|/[sc]/[^"]+|"givenName":"Jan","familyName":"Peeters",("birthDate":"1985-01-01",)?""")]
    private static partial Regex Parts();

    [Fact]
    public async Task A_key_that_sends_too_many_numbers_is_stopped_in_every_call_and_leaves_a_trace()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--RateLimits:NumbersPerKey=3", "--RateLimits:NumbersPeriod=02:00:00"]);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var colleague = await app.AsAsync(CallerRole.Issuer, "demo");
        for (var number = 0; number < 3; number++)
            await staff.AwardAsync(new { givenName = "Jan", familyName = $"Peeters-{number}", nationalNumber = NumberOf(number) });
        // The same numbers are free, in a class list too.
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters-0", nationalNumber = NumberOf(0) }, "2025-07-01");
        var done = await Apps.Calls.FinishedBatchAsync(staff, (await Apps.Calls.PostClassListAsync(staff, ClassListOf(0, 1, 2))).Text("id"));
        Assert.Equal(3, done.GetProperty("total").GetInt32());

        var proof = OutsideProofTests.Proof();
        proof["learner"] = new System.Text.Json.Nodes.JsonObject { ["nationalNumber"] = NumberOf(9) };
        using var award = await staff.PostAsJsonAsync("/api/awards", new { achievement = "lassen", learner = new { givenName = "J", familyName = "P", nationalNumber = NumberOf(9) }, awardedOn = "2025-06-30" });
        using var list = await staff.PostAsync(new Uri("/api/awards/batches", UriKind.Relative), new StringContent(ClassListOf(0, 9), System.Text.Encoding.UTF8, "text/csv"));
        using var json = await staff.PostAsJsonAsync("/api/awards/batches", new object[] { new { achievement = "lassen", learner = new { givenName = "J", familyName = "P", nationalNumber = NumberOf(9) }, awardedOn = "2025-06-30" } });
        using var record = await staff.PostAsJsonAsync("/api/records", proof);
        using var looked = await staff.LookUpAsync(NumberOf(9));
        foreach (var answer in (HttpResponseMessage[])[award, list, json, record, looked])
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 7000, 7200);
            Assert.DoesNotContain(NumberOf(9), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(4, (await staff.ItemsAsync("/api/credentials")).Count);
        var refused = Assert.Single((await app.Get<IEvidenceStorage>().ListLookupsAsync(null, null, 50)).Items);
        Assert.Equal((LookupOutcome.Refused, null), (refused.Outcome, refused.LearnerId));
        await colleague.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = NumberOf(9) });
        app.Time.Move(TimeSpan.FromHours(2));
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = NumberOf(10) });
    }

    [Fact]
    public async Task A_number_that_replaces_another_counts_like_any_other()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--RateLimits:NumbersPerKey=1"]);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        using var answer = await authority.PostAsJsonAsync($"/api/learners/{learner}/aliases", new { replacedBy = NumberOf(9), purpose = Learning.Purpose });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task Ids_of_learners_are_guessed_no_oftener_than_numbers()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--RateLimits:GuessesPerKey=3", "--RateLimits:Period=00:10:00"]);
        using var staff = await app.WithAchievementAsync();
        async Task<HttpResponseMessage> GuessAsync() => await staff.GetAsync(new Uri($"/api/learners/{Guid.NewGuid()}/records", UriKind.Relative));
        for (var guess = 0; guess < 3; guess++)
            Assert.Equal(HttpStatusCode.NotFound, (await GuessAsync()).StatusCode);
        using var stopped = await GuessAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.NotNull(stopped.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_reference_of_another_institution_does_not_tell_whose_it_is_and_is_not_replaced()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var staff = await app.WithCentreAsync();
        using var theirs = await authority.PostAsJsonAsync("/api/records", OutsideProofTests.Proof(institution: "0400000185"));
        var id = (await theirs.JsonAsync()).Text("id");
        var answers = new List<string>();
        foreach (var number in (string[])["00.01.25-567.77", NumberOf(1)])
        {
            var proof = OutsideProofTests.Proof();
            proof["learner"]!["nationalNumber"] = number;
            using var answer = await staff.PostAsJsonAsync("/api/records", proof);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            answers.Add((await answer.JsonAsync()).GetProperty("errors").GetRawText());
        }
        Assert.Equal(answers[0], answers[1]);
        await authority.PostAsJsonAsync($"/api/records/{id}/cancellation", new { reason = "vergissing" });
        var replacing = OutsideProofTests.Proof("E19.5");
        replacing["replaces"] = id;
        using var refused = await staff.PostAsJsonAsync("/api/records", replacing);
        Assert.Equal((HttpStatusCode.BadRequest, "/replaces"), (refused.StatusCode, (await refused.JsonAsync()).GetProperty("errors")[0].Text("pointer")));
    }

    private static string ClassListOf(params int[] numbers) => "achievement,givenName,familyName,nationalNumber,awardedOn\n"
        + string.Concat(numbers.Select(number => $"lassen,Jan,Peeters-{number},{NumberOf(number)},2025-06-30\n"));

    /// <summary>A valid national number of somebody born on 1 January 1985.</summary>
    private static string NumberOf(int number)
    {
        var first = 850101L * 1000 + 1 + number;
        return $"{first:000000000}{97 - first % 97:00}";
    }
}
