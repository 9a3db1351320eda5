using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.Issuing;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

/// <summary>Erasures while something else goes on with the same person, or with others of the same name.</summary>
public sealed class EraseMeanwhileTests
{
    private static object Person => new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number };

    [Fact]
    public async Task An_award_whose_learner_is_erased_before_it_is_stored_is_a_conflict_and_asked_again_somebody_new_s()
    {
        await using var app = await IssuerApp.StartAsync(services: MeanwhileStorage.Install);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(Person);
        var learner = await authority.FoundAsync();
        EraseBeforeCompletion(app, learner);
        var body = new { achievement = "lassen", learner = Person, awardedOn = "2025-07-01" };
        using var answer = await staff.PostAsJsonAsync("/api/awards", body);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(("/learner", "learner-erased"), (await answer.JsonAsync()).GetProperty("errors")[0] is var error ? (error.Text("pointer"), error.Text("reason")) : default);
        Assert.Single((await app.Get<IEvidenceStorage>().ListRecordsAsync(new(9))).Items);
        using var again = await staff.PostAsJsonAsync("/api/awards", body);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.NotEqual(learner, await authority.FoundAsync());
    }

    [Fact]
    public async Task A_class_list_goes_on_without_the_row_whose_learner_is_erased_and_the_erasure_ends_after_it()
    {
        await using var app = await IssuerApp.StartAsync(services: MeanwhileStorage.Install);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(Person);
        var learner = await authority.FoundAsync();
        EraseBeforeCompletion(app, learner);
        var sent = await Apps.Calls.PostClassListAsync(staff, "achievement,givenName,familyName,nationalNumber,awardedOn\n"
            + "lassen,An,Maes,,2025-07-01\n" + $"lassen,Jan,Peeters,{Learning.Number},2025-07-01\n" + "lassen,Els,Claes,,2025-07-01\n");
        var batch = await Apps.Calls.FinishedBatchAsync(staff, sent.Text("id"));
        Assert.Equal(("completed", 2, 1), (batch.Text("state"), batch.GetProperty("awarded").GetInt32(), batch.GetProperty("rejected").GetInt32()));
        Assert.Equal((3, "learner-erased"), Assert.Single(batch.GetProperty("errors").EnumerateArray()) is var error ? (error.GetProperty("row").GetInt32(), error.Text("reason")) : default);
        Assert.True(await app.Get<EraseLearners>().ResumeAsync());
        Assert.Equal(LearnerState.Erased, (await app.Get<IEvidenceStorage>().FindLearnerAsync(learner))!.State);
    }

    [Fact]
    public async Task Row_errors_of_a_list_that_ends_after_the_records_are_erased_are_cleaned_before_the_erasure_ends()
    {
        await using var store = await Store.OpenAsync();
        var (batches, erase) = (store.Get<Batches>(), store.Get<EraseLearners>());
        var award = await store.AwardAsync(Store.Request() with { Learner = new("Jan", "Peeters") { Email = "jan@example.org" } });
        var running = (await batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), total: 2)).Document;
        Assert.True((await erase.RunAsync(award.Document.LearnerId, revokes: false, "op vraag", "key")).IsSuccess);
        var erasing = (await store.Storage.FindLearnerAsync(award.Document.LearnerId))!;
        Assert.Equal(LearnerState.Erasing, erasing.State);
        Assert.True((await store.Storage.FindAwardAsync(award.Document.Id))!.SealedRequest.IsEmpty);
        Assert.False(await erase.ResumeAsync());

        object Row(string value, string? email, string familyName) => new
        {
            row = 2,
            column = "result",
            value,
            reason = "out-of-range",
            detail = "It is out of range.",
            person = batches.PersonOf(Store.Centre, "Jan", familyName, null, email, null),
        };
        var errors = JsonSerializer.SerializeToUtf8Bytes(
            new { errors = new[] { Row("21", "jan@example.org", "Peters"), Row("22", null, "Peeters"), Row("23", null, "Peeters-Maes") } }, JsonSerializerOptions.Web);
        Assert.NotNull(await batches.SaveAsync(running with { State = "completed" }, errors));
        Assert.True(await erase.ResumeAsync());
        Assert.Equal(LearnerState.Erased, (await store.Storage.FindLearnerAsync(award.Document.LearnerId))!.State);
        using var left = JsonDocument.Parse((await batches.FindAsync(Store.Centre, running.Id)).Value.ErrorsJson);
        Assert.Equal([null, null, "23"], left.RootElement.GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("value").GetString()));
    }

    /// <summary>Nor does a row that was awarded before a crash and is run again after it: its award has no natural key any more.</summary>
    [Fact]
    public async Task A_class_list_from_before_the_erasure_brings_nobody_back_and_one_from_after_it_means_somebody_new()
    {
        await using var store = await Store.OpenAsync();
        var request = Store.Request() with { Learner = new("Jan", "Peeters") { Email = "jan@example.org" } };
        var award = await store.AwardAsync(request);
        var running = (await store.Get<Batches>().AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), total: 2)).Document;
        await store.Get<EraseLearners>().RunAsync(award.Document.LearnerId, revokes: false, "op vraag", "key");
        foreach (var day in (DateOnly[])[request.AwardedOn, request.AwardedOn.AddDays(-1)])
        {
            var row = await store.CheckAsync(request with { AwardedOn = day });
            var refused = Assert.Single(await store.Record.ReserveAsync([new(row, running.Id, 2)]));
            Assert.Equal("learner-erased", Assert.Single(refused.Problem!.Errors).Reason);
        }

        Assert.NotNull(await store.Get<Batches>().SaveAsync(running with { State = "completed" }, default));
        Assert.True(await store.Get<EraseLearners>().ResumeAsync());
        var later = Assert.Single(await store.Record.ReserveAsync([new(await store.CheckAsync(request), Guid.CreateVersion7(), 2)])).Value;
        Assert.NotEqual(award.Document.LearnerId, later.Document.LearnerId);
    }

    [Fact]
    public async Task Nothing_is_left_of_what_was_only_reserved()
    {
        await using var store = await Store.OpenAsync();
        var request = Store.Request() with { Learner = new("Jan", "Peeters") { Email = "jan@example.org" } };
        var award = await store.AwardAsync(request);
        var open = request with { AwardedOn = request.AwardedOn.AddDays(-1) };
        Assert.True((await store.ReserveAsync(open)).IsSuccess);
        var match = store.Get<StoreSecrets>().Match;
        var key = match.NaturalKeyOf(Store.Centre, open, match.LearnerOf(Store.Centre, open));
        Assert.NotEmpty(Rotating.Kept.FilesWith(store.Folder, key));
        await store.Get<EraseLearners>().RunAsync(award.Document.LearnerId, revokes: false, "op vraag", "key");
        Assert.Empty(Rotating.Kept.FilesWith(store.Folder, key));
    }

    [Fact]
    public async Task Row_errors_at_a_centre_that_has_no_record_of_the_person_are_cleaned_where_more_than_a_name_tells()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        using var authority = await app.AsAsync(CallerRole.Authority);
        var sent = await Apps.Calls.PostClassListAsync(others, "achievement,givenName,familyName,nationalNumber,awardedOn,result\n"
            + $"lassen,Jan,Peeters,{Learning.Number},2025-06-30,21\n" + "lassen,Jan,Peeters,,2025-06-30,22\n");
        await Apps.Calls.FinishedBatchAsync(others, sent.Text("id"));
        await staff.AwardAsync(Person);
        using var erased = await authority.PostAsJsonAsync(
            $"/api/learners/{await authority.FoundAsync()}/erasure", new { credentials = "keep", reason = "op vraag van betrokkene" });
        var errors = (await others.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{sent.Text("id")}")).GetProperty("errors").EnumerateArray();
        Assert.Equal([null, "22"], errors.Select(error => error.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Row_errors_of_others_who_share_a_name_stay_and_nobody_is_shown_whom_a_row_is_about()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var sent = await Apps.Calls.PostClassListAsync(staff, "achievement,givenName,familyName,nationalNumber,birthDate,awardedOn,result\n"
            + $"lassen,Jan,Peeters,{Learning.Number},,2025-06-30,21\n" + "lassen,Jan,Peeters,,1999-01-01,2025-06-30,22\n"
            + $"lassen,Jan,Peeters,{Learning.NewNumber},,2025-06-30,23\n" + "lassen,An,Peeters,,,2025-06-30,24\n" + "lassen,peeters,JAN,,,2025-06-30,25\n"
            + "lassen,Jan,Peeters,,1985-07-30,2025-06-30,26\n");
        var before = await Apps.Calls.FinishedBatchAsync(staff, sent.Text("id"));
        Assert.DoesNotContain("person", before.GetRawText(), StringComparison.Ordinal);
        await staff.AwardAsync(Person);
        var learner = await authority.FoundAsync();
        using var erased = await authority.PostAsJsonAsync($"/api/learners/{learner}/erasure", new { credentials = "keep", reason = "op vraag van betrokkene" });
        var errors = (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{sent.Text("id")}")).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal([null, "22", "23", "24", null, null], errors.Select(error => error.GetProperty("value").GetString()));
        Assert.All(errors, error => Assert.Equal(("result", true), (error.Text("column"), error.Text("detail").Length > 0)));
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public async Task The_register_still_knows_the_signatures_of_an_erased_learner_s_credential(CredentialForm form)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var id = (await staff.AwardAsync(Person)).GetProperty("id").GetGuid();
        using (var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{id}"))
        {
            asked.Headers.Accept.ParseAdd(form == CredentialForm.VcJwt ? "application/vc+jwt" : "application/vc");
            using var signed = await staff.SendAsync(asked);
            Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        }
        var before = await app.Get<AwardRegister>().FindAsync("demo", id);
        Assert.Equal(form == CredentialForm.VcJwt ? 1 : 2, before.Fingerprints.Count);
        using var erased = await authority.PostAsJsonAsync(
            $"/api/learners/{await authority.FoundAsync()}/erasure", new { credentials = "keep", reason = "op vraag van betrokkene" });
        Assert.Equal(before.Fingerprints, (await app.Get<AwardRegister>().FindAsync("demo", id)).Fingerprints);
        Assert.Empty((await app.Get<AwardRegister>().FindAsync("arts", id)).Fingerprints);
    }

    [Fact]
    public async Task The_log_tells_the_day_of_an_erasure_and_no_moment_that_records_share()
    {
        await using var store = await Store.OpenAsync();
        var learner = new AwardLearner("Jan", "Peeters") { Email = "jan@example.org" };
        var old = await store.AwardAsync(Store.Request() with { Learner = learner });
        store.Time.Move(TimeSpan.FromDays(2));
        var fresh = await store.AwardAsync(Store.Request(awardedOn: new(2026, 7, 1)) with { Learner = learner });
        store.Time.Move(TimeSpan.FromSeconds(1));
        Assert.True((await store.Get<EraseLearners>().RunAsync(old.Document.LearnerId, revokes: true, "op vraag", "key")).IsSuccess);
        async Task<IEnumerable<(RecordEventType, DateTimeOffset)>> EventsAsync(Guid id) =>
            (await store.Storage.ReadRecordWithEventsAsync(id)).Events.Skip(1).Select(one => (one.Type, one.At));
        var day = new DateTimeOffset(store.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        Assert.Equal([(RecordEventType.Revoked, day), (RecordEventType.Erased, day)], await EventsAsync(old.Document.Id));
        var last = fresh.Document.RecordedAt;
        Assert.Equal([(RecordEventType.Revoked, last), (RecordEventType.Erased, last)], await EventsAsync(fresh.Document.Id));
    }

    [Fact]
    public async Task An_award_of_a_learner_without_key_reads_as_erased()
    {
        await using var store = await Store.OpenAsync();
        var award = await store.AwardAsync();
        var learner = (await store.Storage.FindLearnerAsync(award.Document.LearnerId))!;
        await store.Storage.ReplaceLearnerAsync(learner with { State = LearnerState.Erased, Version = 2, WrappedKey = default, ErasedAt = store.Time.GetUtcNow() });
        Assert.Null((await store.Consult.FindAsync(Store.Centre, award.Document.Id)).Value.Request);
        Assert.True((await store.Change.SetStatusAsync(Store.Centre, award.Document.Id, AwardStatus.Revoked, "fout", "key", suspendable: false)).IsSuccess);
        Assert.Equal(
            Credentials.EvidenceStore.Sharing.ShareOutcome.Withdrawn,
            (await store.Shares.OpenAsync(store.Shares.DefaultToken(award.Document.Id, award.Document.ShareVersion))).Outcome);
    }

    [Fact]
    public async Task A_learner_who_is_joined_while_the_erasure_begins_is_erased_too()
    {
        await using var app = await IssuerApp.StartAsync(services: MeanwhileStorage.Install);
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await staff.AwardAsync(Person);
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        var (older, newer) = (await authority.FoundAsync(), await authority.FoundAsync(Learning.NewNumber));
        MeanwhileStorage.Arm(app.Get<IEvidenceStorage>(), nameof(IEvidenceStorage.ReplaceLearnerAsync), async () =>
            Assert.True((await authority.PostAsJsonAsync($"/api/learners/{older}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose })).IsSuccessStatusCode));
        Assert.True((await app.Get<EraseLearners>().RunAsync(newer, revokes: false, "op vraag", "key")).IsSuccess);
        foreach (var learner in (Guid[])[older, newer])
            Assert.Equal(LearnerState.Erased, (await app.Get<IEvidenceStorage>().FindLearnerAsync(learner))!.State);
    }

    private static void EraseBeforeCompletion(IssuerApp app, Guid learner) =>
        MeanwhileStorage.Arm(app.Get<IEvidenceStorage>(), nameof(IEvidenceStorage.CompleteAwardsAsync), async () =>
            Assert.True((await app.Get<EraseLearners>().RunAsync(learner, revokes: false, "op vraag", "key")).IsSuccess));
}
