using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task An_erased_award_has_nothing_sealed_left_and_an_event_of_zeros()
    {
        var reservation = Documents.Reservation();
        var issued = await Documents.IssueAsync(Storage, reservation);
        await Storage.AddShareAsync(new(Guid.CreateVersion7(), issued.Id, 1, Documents.Bytes(), null, false, Documents.Now));
        var signatures = Documents.Bytes(64);
        Assert.True(await Storage.EraseRecordAsync(issued.Id, [reservation.NaturalKey], revokes: false, Documents.Now, signatures));
        Assert.False(await Storage.EraseRecordAsync(issued.Id, [reservation.NaturalKey], revokes: true, Documents.Now));
        var erased = (await Storage.FindAwardAsync(issued.Id))!;
        Assert.True(erased.SealedRequest.IsEmpty && erased.SealedJournal.IsEmpty);
        Assert.Equal(signatures, erased.SealedCredential.ToArray());
        Assert.Equal(
            (AwardStatus.Active, issued.Version + 1, issued.ShareVersion + 1, issued.ClaimVersion + 1),
            (erased.Status, erased.Version, erased.ShareVersion, erased.ClaimVersion));
        Assert.Equal(RecordStatus.Active, (await Storage.FindRecordAsync(issued.Id))!.Status);
        var last = (await Storage.ReadPendingEventsAsync(100)).Last(pending => pending.Event.RecordId == issued.Id).Event;
        Assert.Equal((1, RecordEventType.Erased, new byte[32].Length), (last.Ordinal, last.Type, last.Digest.Length));
        Assert.Equal(new byte[32], last.Digest.ToArray());
        // The natural key is free again.
        await Documents.IssueAsync(Storage, Documents.Reservation(naturalKey: reservation.NaturalKey.ToArray()));
        Assert.False(await Storage.EraseRecordAsync(Guid.NewGuid(), [], false, Documents.Now));
    }

    [ContractFact]
    public async Task An_award_erased_and_revoked_flips_its_status_entry_in_the_same_commit()
    {
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List())).List.Id;
        var learner = Documents.Learner();
        var issued = await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(learner.Id) with { StatusSlots = [new(list, 9)] }, learner));
        Assert.True(await Storage.EraseRecordAsync(issued.Id, [], revokes: true, Documents.Now));
        Assert.Equal([(9, AwardStatus.Revoked)], (await Storage.ReadStatusListAsync(list))!.NotActive);
        Assert.Equal(RecordStatus.Revoked, (await Storage.FindRecordAsync(issued.Id))!.Status);
        var events = (await Storage.ReadPendingEventsAsync(100)).Select(pending => pending.Event).Where(one => one.RecordId == issued.Id);
        Assert.Equal(
            [(0, RecordEventType.Issued), (1, RecordEventType.Revoked), (2, RecordEventType.Erased)], events.Select(one => (one.Ordinal, one.Type)));
    }

    [ContractFact]
    public async Task A_share_of_an_erased_award_is_withdrawn_without_its_purpose()
    {
        var issued = await Documents.IssueAsync(Storage);
        var share = new ShareDocument(Guid.CreateVersion7(), issued.Id, 1, Documents.Bytes(), null, false, Documents.Now);
        await Storage.AddShareAsync(share);
        await Storage.EraseRecordAsync(issued.Id, [], false, Documents.Now);
        var ended = (await Storage.FindShareAsync(share.Id))!;
        Assert.Equal((true, 2, 0), (ended.IsWithdrawn, ended.Version, ended.SealedPurpose.Length));
    }

    [ContractFact]
    public async Task Nothing_leads_to_an_erased_learner_any_more()
    {
        var (word, identity, further) = (Token(), Documents.Bytes(), Documents.Bytes());
        var reservation = Documents.Reservation() with { Marks = new([word], [identity]) };
        await Storage.ReserveAwardsAsync([reservation]);
        var twin = await LearnerAsync([word], [identity]);
        var learner = reservation.NewLearner!;
        await Storage.AddLearnerMatchAsync(learner.Id, further);
        await Storage.AddLookupAsync(new(Guid.CreateVersion7(), learner.Id, Documents.Now, "key", "authority", LookupOutcome.Found, Documents.Bytes()));
        await Storage.ReplaceLearnerAsync(learner with { Version = 2, State = LearnerState.Erasing });
        Assert.Equal(learner.Id, Assert.Single(await Storage.ListErasingLearnersAsync()).Id);
        var erased = learner with { Version = 3, State = LearnerState.Erased, ErasedAt = Documents.Now, WrappedKey = default };
        Assert.True(await Storage.EraseLearnerAsync(erased));
        Assert.False(await Storage.EraseLearnerAsync(erased));
        Assert.Equal(twin, Assert.Single((await Storage.ListLearnersByTokensAsync([word], null, 9)).Items).Id);
        Assert.All(await Storage.FindLearnersByMatchAsync([reservation.LearnerMatchKey, further]), Assert.Null);
        Assert.Null(await Storage.FindAwardAsync(reservation.Award.Id));
        Assert.Empty((await Storage.ListOpenDoublesAsync(null, null, 9)).Items);
        Assert.Empty(await Storage.ListErasingLearnersAsync());
        var lookup = Assert.Single((await Storage.ListLookupsAsync([learner.Id], null, 9)).Items);
        Assert.Equal((LookupOutcome.Found, 0), (lookup.Outcome, lookup.SealedPurpose.Length));
        Assert.True(await Storage.ForgetAsync());
    }

    [ContractFact]
    public async Task Look_ups_are_listed_newest_first_page_by_page()
    {
        var learner = Guid.CreateVersion7();
        var all = new List<LookupDocument>();
        for (var number = 0; number < 5; number++)
        {
            all.Insert(0, new(Guid.CreateVersion7(Documents.Now.AddMinutes(number)), learner, Documents.Now, "key", "authority", LookupOutcome.Found, Documents.Bytes()));
            await Storage.AddLookupAsync(all[0]);
        }
        await Storage.AddLookupAsync(new(Guid.CreateVersion7(Documents.Now), null, Documents.Now, "key", "issuer", LookupOutcome.NotFound, default));
        var first = await Storage.ListLookupsAsync([learner], null, 3);
        var second = await Storage.ListLookupsAsync([learner], first.Next, 3);
        Assert.Equal(all.Select(one => one.Id), first.Items.Concat(second.Items).Select(one => one.Id));
        Assert.Equal(all[0].SealedPurpose.ToArray(), first.Items[0].SealedPurpose.ToArray());
        Assert.Null(second.Next);
        Assert.Equal(6, (await Storage.ListLookupsAsync(null, null, 9)).Items.Count);
        var alias = Guid.NewGuid();
        await Storage.AddLookupAsync(all[0] with { Id = Guid.CreateVersion7(Documents.Now.AddHours(1)), LearnerId = alias });
        var both = await Storage.ListLookupsAsync([learner, alias], null, 1);
        Assert.Equal(alias, Assert.Single(both.Items).LearnerId);
        Assert.Equal(all.Select(one => one.Id), (await Storage.ListLookupsAsync([learner, alias], both.Next, 9)).Items.Select(one => one.Id));
        Assert.True((await Storage.ListLookupsAsync([learner], both.Next, 9)).IsCursorUnknown);
        Assert.True((await Storage.ListLookupsAsync([learner], "no cursor", 9)).IsCursorUnknown);
    }
}
