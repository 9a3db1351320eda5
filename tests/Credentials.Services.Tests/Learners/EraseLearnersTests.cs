using System.Net;
using System.Net.Http.Json;
using System.Text;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed class EraseLearnersTests
{
    private const string GivenName = "Quetzalina";
    private const string FamilyName = "Xylofonova";
    private const string Email = "quetzal@example.org";

    private static readonly string[] Personal = [GivenName, FamilyName, Email, "85073003328", Learning.Number];

    private static object Person => new { givenName = GivenName, familyName = FamilyName, email = Email, nationalNumber = Learning.Number };

    [Fact]
    public async Task After_erasure_no_file_has_name_number_mail_or_key_and_the_rest_is_untouched()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var storage = app.Get<IEvidenceStorage>();
        // Enough learners for pages to split around the one.
        await ClassAsync(staff, 300, "Voor");
        var award = await staff.AwardAsync(Person);
        await staff.PostAsJsonAsync($"/api/credentials/{award.Text("id")}/shares", new { purpose = $"voor {FamilyName}" });
        await ClassAsync(staff, 300, "Na");
        var learner = await authority.FoundAsync();
        var key = (await storage.FindLearnerAsync(learner))!.WrappedKey.ToArray();
        Assert.NotEmpty(FilesWith(app.Folder, key));

        using var answer = await EraseAsync(authority, learner, "keep");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("erased", (await answer.JsonAsync()).Text("state"));
        Assert.Empty(FilesWith(app.Folder, key));
        foreach (var text in Personal)
        {
            Assert.Empty(FilesWith(app.Folder, System.Text.Encoding.UTF8.GetBytes(text)));
            Assert.Empty(FilesWith(app.Folder, System.Text.Encoding.Unicode.GetBytes(text)));
        }
        var record = (await storage.FindRecordAsync(award.GetProperty("id").GetGuid()))!;
        Assert.Equal((RecordStatus.Active, new DateOnly(2025, 6, 30), (byte?)4), (record.Status, record.Facts.ObtainedOn, record.Facts.VksLevel));
        Assert.Equal(601, (await storage.ListRecordsAsync(new(1000))).Items.Count);
        Assert.Single(await staff.ItemsAsync("/api/learners?name=voor7"));
    }

    [Theory]
    [InlineData("keep", AwardStatus.Active)]
    [InlineData("revoke", AwardStatus.Revoked)]
    public async Task Nothing_leads_to_the_person_any_more_and_the_credential_is_as_was_asked(string credentials, AwardStatus expected)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var award = await staff.AwardAsync(Person);
        var id = award.Text("id");
        var learner = await authority.FoundAsync();
        using var created = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { });
        var share = (await created.JsonAsync()).Text("url");
        for (var again = 0; again < 2; again++)
            Assert.Equal(HttpStatusCode.OK, (await EraseAsync(authority, learner, credentials)).StatusCode);

        var stored = (await app.Get<IEvidenceStorage>().FindAwardAsync(Guid.Parse(id)))!;
        Assert.Equal(expected, stored.Status);
        var shown = await staff.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/awards/{id}");
        Assert.True(shown.GetProperty("erased").GetBoolean());
        Assert.False(shown.TryGetProperty("learner", out _));
        Assert.Single(await staff.ItemsAsync("/api/credentials"));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(new Uri($"/api/credentials/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.LookUpAsync(Learning.Number)).StatusCode);
        Assert.Empty(await staff.ItemsAsync($"/api/learners?email={Uri.EscapeDataString(Email)}"));
        var shares = app.Get<Credentials.EvidenceStore.Sharing.ShareCredentials>();
        Assert.Equal(Credentials.EvidenceStore.Sharing.ShareOutcome.Withdrawn, (await shares.OpenAsync(new Uri(share).Segments[^1])).Outcome);
        Assert.Equal(
            Credentials.EvidenceStore.Sharing.ShareOutcome.Withdrawn,
            (await shares.OpenClaimAsync(new Uri(award.GetProperty("links").Text("claim")).Segments[^1])).Outcome);
        // Kept does not mean for ever.
        using var revoked = await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked", reason = "fout" });
        Assert.Equal(expected == AwardStatus.Active ? HttpStatusCode.OK : HttpStatusCode.Conflict, revoked.StatusCode);
        // Whoever comes back is somebody new.
        await staff.AwardAsync(Person);
        Assert.NotEqual(learner, await authority.FoundAsync());
    }

    [Fact]
    public async Task Aliases_are_erased_with_the_learner()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(Person);
        await staff.AwardAsync(new { givenName = GivenName, familyName = FamilyName, nationalNumber = Learning.NewNumber }, "2025-07-01");
        var older = await authority.FoundAsync();
        await authority.PostAsJsonAsync($"/api/learners/{older}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose });
        await EraseAsync(authority, older, "keep");
        foreach (var number in (string[])[Learning.Number, Learning.NewNumber])
            Assert.Equal(HttpStatusCode.NotFound, (await authority.LookUpAsync(number)).StatusCode);
        Assert.Empty(await staff.ItemsAsync($"/api/learners?name={FamilyName}"));
    }

    [Fact]
    public async Task Row_errors_that_name_the_person_lose_the_name_and_others_stay()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var csv = "achievement,givenName,familyName,email,awardedOn,result\n"
            + $"lassen,{GivenName},{FamilyName},{FamilyName} zonder adres,2025-06-30,\nlassen,Jan,Peeters,jan zonder adres,2025-06-30,\n";
        using var sent = await staff.PostAsync(new Uri("/api/awards/batches", UriKind.Relative), new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"));
        var id = (await sent.JsonAsync()).Text("id");
        Assert.Equal(2, (await Apps.Calls.FinishedBatchAsync(staff, id)).GetProperty("errors").GetArrayLength());
        await staff.AwardAsync(Person);
        await EraseAsync(authority, await authority.FoundAsync(), "keep");
        var values = (await staff.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/awards/batches/{id}")).GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("value").GetString());
        Assert.Equal([null, "jan zonder adres"], values);
    }

    [Theory]
    [InlineData("EraseRecordAsync", 1)]
    [InlineData("EraseRecordAsync", 2)]
    [InlineData("EraseLearnerAsync", 1)]
    [InlineData("ForgetAsync", 1)]
    public async Task An_erasure_that_was_interrupted_is_completed_at_the_next_start(string operation, int call)
    {
        using var folder = new Apps.TemporaryFolder();
        Guid learner;
        byte[] key;
        await using (var app = await IssuerApp.StartAsync(folder.Path))
        {
            using var staff = await app.WithAchievementAsync();
            using var authority = await app.AsAsync(CallerRole.Authority);
            await staff.AwardAsync(Person);
            await staff.AwardAsync(Person, "2025-07-01");
            learner = await authority.FoundAsync();
            key = (await app.Get<IEvidenceStorage>().FindLearnerAsync(learner))!.WrappedKey.ToArray();
        }
        // The start itself forgets once before the erasure does.
        var died = operation == "ForgetAsync" ? call + 1 : call;
        await using (var app = await IssuerApp.StartAsync(folder.Path, services: services => DyingStorage.Install(services, operation, died)))
        {
            if (operation == "ForgetAsync")
                await app.Get<EraseLearners>().ResumeAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => app.Get<EraseLearners>().RunAsync(learner, revokes: true, "op vraag", "key"));
        }
        await using (var app = await IssuerApp.StartAsync(folder.Path))
        {
            Assert.True(await app.Get<EraseLearners>().ResumeAsync());
            Assert.Equal(LearnerState.Erased, (await app.Get<IEvidenceStorage>().FindLearnerAsync(learner))!.State);
            var awards = (await app.Get<IEvidenceStorage>().ListAwardsAsync(new(null, 9))).Items;
            Assert.All(awards, award => Assert.Equal((AwardStatus.Revoked, 0), (award.Status, award.SealedRequest.Length)));
            Assert.Empty(FilesWith(folder.Path, key));
        }
    }

    [Fact]
    public async Task What_is_asked_wrongly_or_by_others_erases_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(Person);
        var learner = await authority.FoundAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await EraseAsync(staff, learner, "keep")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await EraseAsync(authority, Guid.NewGuid(), "keep")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await EraseAsync(authority, learner, "burn")).StatusCode);
        foreach (var reason in (string?[])[null, "", $"vraag van mevrouw {FamilyName}", $"mail van {Email}", "nummer 85.07.30-033.28"])
            Assert.Equal(HttpStatusCode.BadRequest, (await EraseAsync(authority, learner, "keep", reason)).StatusCode);
        Assert.Equal(learner, await authority.FoundAsync());
    }

    private static Task<HttpResponseMessage> EraseAsync(HttpClient client, Guid learner, string credentials, string? reason = "op vraag van betrokkene") =>
        client.PostAsJsonAsync($"/api/learners/{learner}/erasure", new { credentials, reason });

    private static async Task ClassAsync(HttpClient staff, int learners, string prefix)
    {
        var csv = new StringBuilder("achievement,givenName,familyName,email,awardedOn,result\n");
        for (var learner = 0; learner < learners; learner++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"lassen,{prefix}{learner},Leerling,{prefix}{learner}@example.org,2025-06-30,\n");
        var batch = await Apps.Calls.FinishedBatchAsync(staff, (await Apps.Calls.PostClassListAsync(staff, csv.ToString())).GetProperty("id").GetString()!);
        Assert.Equal(learners, batch.GetProperty("awarded").GetInt32());
    }

    private static IReadOnlyList<string> FilesWith(string folder, byte[] bytes) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    })];
}
