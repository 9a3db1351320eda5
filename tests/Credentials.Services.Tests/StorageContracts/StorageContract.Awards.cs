using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task An_award_is_reserved_then_issued_with_every_member_as_given()
    {
        var batch = Guid.CreateVersion7();
        var learner = Documents.Learner();
        var reservation = Documents.Reservation(Documents.Award(learner.Id, batch: batch), learner);
        await Storage.ReserveAwardsAsync([reservation]);
        Documents.AssertSame(reservation.Award, await Storage.FindAwardAsync(reservation.Award.Id));
        var credential = Documents.Bytes(300);
        var issued = await Documents.CompleteAsync(Storage, new(reservation.Award.Id, credential, 2, Documents.Facts()));
        var expected = reservation.Award with { State = AwardState.Issued, SealedCredential = credential, Version = 2, AchievementVersion = 2 };
        Documents.AssertSame(expected, issued);
        Documents.AssertSame(expected, await Storage.FindAwardAsync(issued.Id));
        Assert.Equal(learner.WrappedKey.ToArray(), (await Storage.FindLearnerAsync(learner.Id))!.WrappedKey.ToArray());
        Assert.Null(await Storage.FindAwardAsync(Guid.NewGuid()));
        Assert.Null(await Storage.FindLearnerAsync(Guid.NewGuid()));
    }

    [ContractFact]
    public async Task The_same_natural_key_answers_the_award_that_is_there_reserved_or_issued()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        var second = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        var reserved = Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([second])));
        Documents.AssertSame(first.Award, reserved.Award);
        await Storage.CompleteAwardsAsync([new(first.Award.Id, Documents.Bytes(), 1, Documents.Facts())]);
        var issued = Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([second])));
        Assert.Equal((first.Award.Id, AwardState.Issued), (issued.Award.Id, issued.Award.State));
        Assert.Null(await Storage.FindAwardAsync(second.Award.Id));
        Assert.Null(await Storage.FindLearnerAsync(second.NewLearner!.Id));
    }

    [ContractFact]
    public async Task A_reservation_left_behind_gives_way_to_other_content_and_can_no_longer_be_completed()
    {
        var left = Documents.Reservation();
        await Storage.ReserveAwardsAsync([left]);
        AwardReservation Asked(TimeSpan later)
        {
            var asked = Documents.Reservation(naturalKey: left.NaturalKey.ToArray());
            return asked with { Award = asked.Award with { RecordedAt = left.Award.RecordedAt + later } };
        }
        Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([Asked(AwardReservation.LeftBehind - TimeSpan.FromSeconds(1))])));
        var same = Asked(TimeSpan.FromDays(1));
        same = same with { Award = same.Award with { ContentDigest = left.Award.ContentDigest } };
        Assert.Equal(left.Award.Id, Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([same]))).Award.Id);
        var other = Asked(AwardReservation.LeftBehind);
        var issued = await Documents.IssueAsync(Storage, other);
        Assert.Null(await Storage.FindAwardAsync(left.Award.Id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.CompleteAwardsAsync([new(left.Award.Id, Documents.Bytes(), 1, Documents.Facts())]));
        var late = Asked(TimeSpan.FromDays(2));
        Assert.Equal(issued.Id, Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([late]))).Award.Id);
        var reused = Documents.Reservation();
        reused = reused with { Award = reused.Award with { StatusSlots = left.Award.StatusSlots } };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.ReserveAwardsAsync([reused]));
    }

    [ContractFact]
    public async Task A_repeat_of_a_reservation_freezes_the_version_that_it_would_be_completed_with()
    {
        var first = Documents.Reservation();
        await Storage.PutAchievementAsync(new("demo", "welding", 1, false, Documents.Json("a")));
        await Storage.ReserveAwardsAsync([first]);
        await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("b")));
        var again = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        await Storage.ReserveAwardsAsync([again with { Award = again.Award with { AchievementVersion = 2, ContentDigest = first.Award.ContentDigest } }]);
        Assert.False(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("c"))));
        Assert.True((await Storage.FindAchievementAsync("demo", "welding", 2))!.IsAwarded);
    }

    [ContractFact]
    public async Task A_repeat_within_one_list_is_answered_with_the_first()
    {
        var first = Documents.Reservation();
        var second = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        var outcomes = await Storage.ReserveAwardsAsync([first, second]);
        Assert.IsType<ReservationOutcome.Reserved>(outcomes[0]);
        Assert.Equal(first.Award.Id, Assert.IsType<ReservationOutcome.Exists>(outcomes[1]).Award.Id);
    }

    [ContractFact]
    public async Task A_learner_who_came_meanwhile_is_answered_and_nothing_is_reserved()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        var second = Documents.Reservation(matchKey: first.LearnerMatchKey.ToArray());
        var outcome = Assert.IsType<ReservationOutcome.LearnerExists>(Assert.Single(await Storage.ReserveAwardsAsync([second])));
        Assert.Equal(first.NewLearner!.Id, outcome.Learner.Id);
        Assert.Null(await Storage.FindAwardAsync(second.Award.Id));
        var again = second with { NewLearner = null };
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([again])));
    }

    [ContractFact]
    public async Task Two_awards_of_one_new_learner_in_one_list_make_one_learner()
    {
        var learner = Documents.Learner();
        var match = Documents.Bytes();
        var outcomes = await Storage.ReserveAwardsAsync(
        [
            Documents.Reservation(learner: learner, matchKey: match), Documents.Reservation(learner: learner, matchKey: match),
        ]);
        Assert.All(outcomes, outcome => Assert.IsType<ReservationOutcome.Reserved>(outcome));
        var found = await Storage.FindLearnersByMatchAsync([Documents.Bytes(), match]);
        Assert.Null(found[0]);
        Assert.Equal(learner.Id, found[1]!.Id);
    }

    [ContractFact]
    public async Task Reservations_outlive_the_process()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        await ReopenAsync();
        var again = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        var outcome = Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([again])));
        Documents.AssertSame(first.Award, outcome.Award);
        Assert.Equal(AwardState.Issued, (await Documents.CompleteAsync(Storage, new(first.Award.Id, Documents.Bytes(), 1, Documents.Facts()))).State);
    }

    [ContractFact]
    public async Task Completing_again_changes_nothing()
    {
        var issued = await Documents.IssueAsync(Storage);
        Documents.AssertSame(issued, await Documents.CompleteAsync(Storage, new(issued.Id, Documents.Bytes(), 9, Documents.Facts())));
        Documents.AssertSame(issued, await Storage.FindAwardAsync(issued.Id));
    }

    [ContractFact]
    public async Task Completing_what_was_never_reserved_is_a_broken_promise_that_spares_its_neighbours()
    {
        var good = Documents.Reservation();
        await Storage.ReserveAwardsAsync([good]);
        var bad = Storage.CompleteAwardsAsync([new(Guid.NewGuid(), Documents.Bytes(), 1, Documents.Facts())]);
        var fine = Storage.CompleteAwardsAsync([new(good.Award.Id, Documents.Bytes(), 1, Documents.Facts())]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(AwardState.Issued, Assert.IsType<CompletionOutcome.Completed>(Assert.Single(await fine)).Award.State);
    }

    [ContractFact]
    public async Task A_completion_whose_learner_is_being_erased_says_so_and_the_others_are_completed()
    {
        var (good, gone) = (Documents.Reservation(), Documents.Reservation());
        await Storage.ReserveAwardsAsync([good, gone]);
        await Storage.ReplaceLearnerAsync(gone.NewLearner! with { Version = 2, State = LearnerState.Erasing });
        var outcomes = await Storage.CompleteAwardsAsync(
        [
            new(gone.Award.Id, Documents.Bytes(), 1, Documents.Facts()) { LearnerId = gone.NewLearner!.Id },
            new(good.Award.Id, Documents.Bytes(), 1, Documents.Facts()) { LearnerId = good.NewLearner!.Id },
        ]);
        Assert.IsType<CompletionOutcome.LearnerErased>(outcomes[0]);
        Assert.Equal(good.Award.Id, Assert.IsType<CompletionOutcome.Completed>(outcomes[1]).Award.Id);
        Assert.Null(await Storage.FindRecordAsync(gone.Award.Id));
    }

    [ContractFact]
    public async Task A_status_slot_is_never_taken_twice()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        var learner = Documents.Learner();
        var second = Documents.Reservation(Documents.Award(learner.Id) with { StatusSlots = first.Award.StatusSlots }, learner);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.ReserveAwardsAsync([second]));
        Assert.Null(await Storage.FindAwardAsync(second.Award.Id));
        Assert.Null(await Storage.FindLearnerAsync(learner.Id));
    }

    [ContractFact]
    public async Task A_revoked_award_does_not_block_a_new_one()
    {
        var first = Documents.Reservation();
        var issued = await Documents.IssueAsync(Storage, first);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Status = AwardStatus.Revoked, Version = issued.Version + 1 }, Documents.Now));
        var second = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        await Documents.IssueAsync(Storage, second);
        var third = Documents.Reservation(naturalKey: first.NaturalKey.ToArray());
        var outcome = Assert.IsType<ReservationOutcome.Exists>(Assert.Single(await Storage.ReserveAwardsAsync([third])));
        Assert.Equal(second.Award.Id, outcome.Award.Id);
        Assert.Equal(AwardStatus.Revoked, (await Storage.FindAwardAsync(issued.Id))!.Status);
    }

    [ContractFact]
    public async Task An_award_changes_by_compare_and_set()
    {
        var issued = await Documents.IssueAsync(Storage);
        var changed = issued with
        {
            Version = issued.Version + 1,
            SealedJournal = Documents.Bytes(40),
            SealedCredential = Documents.Bytes(500),
            ShareVersion = 2,
            ClaimVersion = 3,
        };
        Assert.True(await Storage.ReplaceAwardAsync(changed, Documents.Now));
        Assert.False(await Storage.ReplaceAwardAsync(changed, Documents.Now));
        Documents.AssertSame(changed, await Storage.FindAwardAsync(issued.Id));
        var reserved = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reserved]);
        Assert.False(await Storage.ReplaceAwardAsync(reserved.Award with { Version = 2 }, Documents.Now));
    }

    [ContractFact]
    public async Task Awards_of_a_batch_are_listed_by_their_rows_and_found_by_their_natural_keys()
    {
        var batch = Guid.NewGuid();
        var issued = new List<AwardDocument>();
        foreach (var row in new[] { 7, 2, 30, 4 })
        {
            var asked = Documents.Reservation();
            issued.Add(await Documents.IssueAsync(Storage, asked with { Award = asked.Award with { BatchId = batch, BatchRow = row } }));
        }
        var other = Documents.Reservation();
        await Storage.ReserveAwardsAsync([other]);
        Assert.Equal([2, 4], (await Storage.ListAwardsOfBatchAsync(batch, 0, 2)).Select(award => award.BatchRow!.Value));
        Assert.Equal([7, 30], (await Storage.ListAwardsOfBatchAsync(batch, 4, 2)).Select(award => award.BatchRow!.Value));
        Documents.AssertSame(issued[2], Assert.Single(await Storage.ListAwardsOfBatchAsync(batch, 7, 2)));
        Assert.Empty(await Storage.ListAwardsOfBatchAsync(batch, 30, 2));
        Assert.Empty(await Storage.ListAwardsOfBatchAsync(Guid.NewGuid(), 0, 2));
        Assert.Equal((4, 0), (await Storage.CountAwardsOfBatchAsync(batch), await Storage.CountAwardsOfBatchAsync(Guid.NewGuid())));
        var found = await Storage.FindAwardsByKeyAsync([Documents.Bytes(32), other.NaturalKey]);
        Assert.Null(found[0]);
        Documents.AssertSame(other.Award, found[1]);
    }

    [ContractFact]
    public async Task Issued_awards_are_listed_newest_first_page_by_page()
    {
        var all = new List<Guid>();
        for (var award = 0; award < 5; award++)
            all.Insert(0, (await Documents.IssueAsync(Storage)).Id);
        await Storage.ReserveAwardsAsync([Documents.Reservation()]);
        var first = await Storage.ListAwardsAsync(new("demo", 3));
        var second = await Storage.ListAwardsAsync(new("demo", 3) { Cursor = first.Next });
        Assert.Equal(all[..3], first.Items.Select(award => award.Id));
        Assert.Equal(all[3..], second.Items.Select(award => award.Id));
        Assert.Null(second.Next);
        Assert.Empty((await Storage.ListAwardsAsync(new("arts", 3))).Items);
        Assert.Equal(5, (await Storage.ListAwardsAsync(new(null, 9))).Items.Count);
        foreach (var cursor in new[] { "no cursor", Guid.NewGuid().ToString("N") })
        {
            var nowhere = await Storage.ListAwardsAsync(new("demo", 3) { Cursor = cursor });
            Assert.Equal((0, null, true), (nowhere.Items.Count, nowhere.Next, nowhere.IsCursorUnknown));
        }

        Assert.False((await Storage.ListAwardsAsync(new("demo", 3) { Cursor = first.Next, Status = AwardStatus.Suspended })).IsCursorUnknown);
    }

    [ContractFact]
    public async Task Each_condition_of_a_query_selects()
    {
        var learner = Documents.Learner();
        var batch = Guid.CreateVersion7();
        var plain = await Documents.IssueAsync(Storage);
        var old = await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(learner.Id, awardedOn: new(2020, 1, 1)), learner));
        var other = await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(Guid.NewGuid(), achievement: "cooking")));
        var listed = await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(Guid.NewGuid(), batch: batch)));
        Assert.True(await Storage.ReplaceAwardAsync(plain with { Version = plain.Version + 1, Status = AwardStatus.Suspended }, Documents.Now));
        async Task AssertFinds(AwardQuery query, params Guid[] expected) =>
            Assert.Equal(expected, (await Storage.ListAwardsAsync(query)).Items.Select(award => award.Id));
        await AssertFinds(new("demo", 9) { AchievementId = "cooking" }, other.Id);
        await AssertFinds(new("demo", 9) { Status = AwardStatus.Suspended }, plain.Id);
        await AssertFinds(new("demo", 9) { Status = AwardStatus.Active }, listed.Id, other.Id, old.Id);
        await AssertFinds(new("demo", 9) { AwardedUntil = new(2020, 1, 1) }, old.Id);
        await AssertFinds(new("demo", 9) { AwardedFrom = new(2020, 1, 2) }, listed.Id, other.Id, plain.Id);
        await AssertFinds(new("demo", 9) { BatchId = batch }, listed.Id);
        await AssertFinds(new("demo", 9) { BatchId = batch, AchievementId = "cooking" });
        await AssertFinds(new(null, 9) { Status = AwardStatus.Active, AwardedFrom = new(2021, 1, 1), AchievementId = "welding" }, listed.Id);
    }
}
