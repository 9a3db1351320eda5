using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using Documents = Credentials.Services.Tests.StorageContracts.Documents;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>Learners and staff as processes leave them that die between a change and what it owes, and erasures that begin at the worst moment.</summary>
[OnMongoDb]
public sealed class PeopleOnMongoDbTests : OnRawMongoDbTests
{
    [ContractFact]
    public async Task An_erasure_that_begins_between_reservation_and_completion_leaves_nothing_to_complete_and_nothing_taken()
    {
        var gone = await ReserveAsync();
        Assert.True(await Storage.ReplaceLearnerAsync(gone.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        await AssertDroppedAsync(gone);
    }

    [ContractFact]
    public async Task A_process_that_dies_at_the_beginning_of_an_erasure_leaves_reservations_to_whoever_goes_on()
    {
        var gone = await ReserveAsync();
        await BeginErasureAsync(gone, RawMongoDb.NotYet);
        Assert.Equal(gone.NewLearner!.Id, Assert.Single(await Storage.ListErasingLearnersAsync()).Id);
        await AssertDroppedAsync(gone);
    }

    [ContractFact]
    public async Task An_erasure_that_was_given_up_before_its_reservations_ended_leaves_them()
    {
        var kept = await ReserveAsync();
        await BeginErasureAsync(kept, RawMongoDb.NotYet);
        Assert.True(await Storage.ReplaceLearnerAsync(kept.NewLearner! with { Version = 3 }));
        Assert.Empty(Dues.Of(await LearnerAsync(kept)));
        Assert.IsType<CompletionOutcome.Completed>(await CompleteAsync(kept));
    }

    [ContractFact]
    public async Task An_erasure_does_not_end_before_reservations_have_and_says_so_once()
    {
        var late = await ReserveAsync();
        Assert.IsType<CompletionOutcome.Completed>(await CompleteAsync(late));
        await BeginErasureAsync(late, RawMongoDb.NotYet);
        var erased = late.NewLearner! with { Version = 3, State = LearnerState.Erased, ErasedAt = Documents.Now, WrappedKey = default };
        // Whoever erases looks for records once more, and finds this one.
        Assert.False(await Storage.EraseLearnerAsync(erased));
        Assert.True(await Storage.EraseLearnerAsync(erased));
        Assert.Equal(new byte[60], (await LearnerAsync(late)).Blob("wrappedKey").ToArray());
    }

    [ContractFact]
    public async Task A_reservation_that_was_written_after_the_beginning_by_a_process_that_died_is_not_completed_by_another()
    {
        var left = await ReserveAsync();
        await Database.ChangeAsync(
            Names.Learners, Fields.Of(left.NewLearner!.Id),
            learner => LearnerMapping.Put(learner, left.NewLearner with { Version = 2, State = LearnerState.Erasing }));
        var again = left with { Award = left.Award with { Id = Guid.CreateVersion7() }, NewLearner = null };
        Assert.IsType<ReservationOutcome.LearnerErased>(Assert.Single(await Storage.ReserveAwardsAsync([again])));
        await AssertDroppedAsync(left);
    }

    [ContractFact]
    public async Task What_a_dropped_reservation_had_taken_is_freed_later_and_not_where_it_was_completed()
    {
        var (dropped, completed) = (await ReserveAsync(), await ReserveAsync());
        await Database.RemoveAsync(Names.Records, Fields.Of(dropped.Award.Id));
        Assert.IsType<CompletionOutcome.Completed>(await CompleteAsync(completed));
        foreach (var one in (AwardReservation[])[dropped, completed])
        {
            await OweAsync(
                one.NewLearner!.Id, "free-dropped",
                new BsonDocument().With("record", one.Award.Id).With("values", new BsonArray { Fields.Of(one.NaturalKey), SlotOf(one) }));
            await SettledByAnotherAsync(Names.Learners, one.NewLearner.Id);
        }
        Assert.False(await IsTakenAsync(Fields.Of(dropped.NaturalKey)));
        Assert.False(await IsTakenAsync(SlotOf(dropped)));
        Assert.True(await IsTakenAsync(Fields.Of(completed.NaturalKey)));
        Assert.True(await IsTakenAsync(SlotOf(completed)));
    }

    [ContractFact]
    public async Task What_leads_to_an_erased_learner_is_removed_by_whoever_comes_after_a_process_that_died()
    {
        var identity = Documents.Bytes();
        var learner = await ReserveAsync(Documents.Reservation() with { Marks = new([], [identity]) });
        await ReserveAsync(Documents.Reservation() with { Marks = new([], [identity]) });
        var id = learner.NewLearner!.Id;
        await Storage.AddLookupAsync(new(Guid.CreateVersion7(), id, Documents.Now, "key", "authority", LookupOutcome.Found, Documents.Bytes()));
        Assert.Single((await Storage.ListOpenDoublesAsync(null, null, 9)).Items);
        await Database.ChangeAsync(Names.Learners, Fields.Of(id), stored =>
        {
            LearnerMapping.Put(stored, learner.NewLearner with { Version = 2, State = LearnerState.Erased });
            stored.Remove("tokens");
            stored.Remove("matches");
            RawMongoDb.Owe(stored, "free", RawMongoDb.LongAgo, new BsonDocument("value", Fields.Of(learner.LearnerMatchKey)).With("owner", id));
            RawMongoDb.Owe(stored, "forget", RawMongoDb.LongAgo, new BsonDocument().With("learner", id));
        });
        Assert.Null(Assert.Single(await Storage.FindLearnersByMatchAsync([learner.LearnerMatchKey])));
        await SettledByAnotherAsync(Names.Learners, id);
        Assert.Empty((await Storage.ListOpenDoublesAsync(null, null, 9)).Items);
        Assert.Equal(0, Assert.Single((await Storage.ListLookupsAsync([id], null, 9)).Items).SealedPurpose.Length);
        await AssertDroppedAsync(learner);
        Assert.False(await IsTakenAsync(Fields.Of(learner.LearnerMatchKey)));
    }

    [ContractFact]
    public async Task An_alias_of_who_is_being_erased_is_taken_back_by_whoever_comes_after_a_process_that_died()
    {
        var (first, second, present, going) = (await ReserveAsync(), await ReserveAsync(), await ReserveAsync(), await ReserveAsync());
        Assert.True(await Storage.ReplaceLearnerAsync(going.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        foreach (var (one, other) in new[] { (first, going), (second, present) })
        {
            var id = one.NewLearner!.Id;
            await Database.ChangeAsync(Names.Learners, Fields.Of(id), stored =>
            {
                LearnerMapping.Put(stored, one.NewLearner with { Version = 2, AliasOf = other.NewLearner!.Id });
                RawMongoDb.Owe(stored, "alias", RawMongoDb.LongAgo, new BsonDocument().With("learner", id).With("other", other.NewLearner.Id).With("version", 2L));
            });
            await SettledByAnotherAsync(Names.Learners, id);
        }
        var takenBack = (await Storage.FindLearnerAsync(first.NewLearner!.Id))!;
        Assert.Equal((null, 3), (takenBack.AliasOf, takenBack.Version));
        var kept = (await Storage.FindLearnerAsync(second.NewLearner!.Id))!;
        Assert.Equal((present.NewLearner!.Id, 2), (kept.AliasOf!.Value, kept.Version));
    }

    [ContractFact]
    public async Task An_alias_is_decided_once_whoever_is_slow_and_whatever_begins_meanwhile()
    {
        var (first, second, other) = (await ReserveAsync(), await ReserveAsync(), await ReserveAsync());
        var store = (MongoEvidenceStorage)Storage;
        var dues = new List<BsonDocument>();
        foreach (var one in (AwardReservation[])[first, second])
        {
            var due = new BsonDocument().With("learner", one.NewLearner!.Id).With("other", other.NewLearner!.Id).With("version", 2L);
            dues.Add(due);
            await Database.ChangeAsync(Names.Learners, Fields.Of(one.NewLearner!.Id), stored =>
            {
                LearnerMapping.Put(stored, one.NewLearner with { Version = 2, AliasOf = other.NewLearner!.Id });
                RawMongoDb.Owe(stored, "alias", RawMongoDb.NotYet, due);
            });
        }
        // The first stands before the erasure of the other begins, and the second is not decided until then.
        Assert.True(await store.IsAliasKeptAsync(dues[0], default));
        Assert.False(await Database.IsOwingAsync(Names.Learners, Fields.Of(first.NewLearner!.Id)));
        Assert.True(await Storage.ReplaceLearnerAsync(other.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        for (var time = 0; time < 2; time++)
        {
            Assert.True(await store.IsAliasKeptAsync(dues[0], default));
            Assert.False(await store.IsAliasKeptAsync(dues[1], default));
        }
        var kept = (await Storage.FindLearnerAsync(first.NewLearner.Id))!;
        Assert.Equal((other.NewLearner!.Id, 2), (kept.AliasOf!.Value, kept.Version));
        var takenBack = (await Storage.FindLearnerAsync(second.NewLearner!.Id))!;
        Assert.Equal((null, 3), (takenBack.AliasOf, takenBack.Version));
        // Whoever erases the other one marks the alias that was found.
        Assert.True(await Storage.ReplaceLearnerAsync(kept with { Version = 3, State = LearnerState.Erasing }));
    }

    [ContractFact]
    public async Task An_alias_that_was_told_to_stand_owes_nothing_any_more()
    {
        var (one, other, going) = (await ReserveAsync(), await ReserveAsync(), await ReserveAsync());
        Assert.True(await Storage.ReplaceLearnerAsync(going.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        Assert.False(await Storage.ReplaceLearnerAsync(one.NewLearner! with { Version = 2, AliasOf = going.NewLearner!.Id }));
        Assert.True(await Storage.ReplaceLearnerAsync(one.NewLearner! with { Version = 2, AliasOf = other.NewLearner!.Id }));
        Assert.Empty(Dues.Of(await LearnerAsync(one)));
        Assert.Equal(other.NewLearner!.Id, (await Storage.FindLearnerAsync(one.NewLearner!.Id))!.AliasOf);
    }

    [ContractFact]
    public async Task A_further_match_is_taken_later_unless_another_learner_has_it_or_the_learner_is_erased()
    {
        var (learner, other, erased) = (await ReserveAsync(), await ReserveAsync(), await ReserveAsync());
        var (free, orphan) = (Documents.Bytes(), Documents.Bytes());
        foreach (var (owner, value) in new[] { (learner, free), (learner, other.LearnerMatchKey.ToArray()), (erased, orphan) })
        {
            await Database.ChangeAsync(Names.Learners, Fields.Of(owner.NewLearner!.Id), stored =>
            {
                if (owner == erased)
                    LearnerMapping.Put(stored, owner.NewLearner with { Version = 2, State = LearnerState.Erased }).Remove("matches");
                else
                    stored.Append("matches", Fields.Of(value));
                RawMongoDb.Owe(stored, "match", RawMongoDb.LongAgo, new BsonDocument("value", Fields.Of(value)).With("learner", owner.NewLearner.Id));
            });
            await SettledByAnotherAsync(Names.Learners, owner.NewLearner.Id);
        }
        var found = await Storage.FindLearnersByMatchAsync([free, other.LearnerMatchKey]);
        Assert.Equal([learner.NewLearner!.Id, other.NewLearner!.Id], found.Select(one => one!.Id));
        Assert.Equal([Fields.Of(learner.LearnerMatchKey), Fields.Of(free)], (await LearnerAsync(learner))["matches"].AsBsonArray);
        Assert.False(await IsTakenAsync(Fields.Of(orphan)));
    }

    [ContractFact]
    public async Task An_action_that_waits_with_its_member_is_in_the_journal_once_however_often_it_is_taken_there()
    {
        var member = new StaffMemberDocument(Guid.NewGuid(), "demo", 1, 1, Documents.Bytes(), default, Documents.Now, null);
        Assert.True(await Storage.AddStaffMemberAsync(member, null));
        var due = new BsonDocument().With("action", StaffMapping.Write(new("demo", Documents.Now, "operator", "member-added", null, null), 7));
        await Database.ChangeAsync(Names.StaffMembers, Fields.Of(member.Id), stored => RawMongoDb.Owe(stored, "action", RawMongoDb.NotYet, due));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal("member-added", Assert.Single((await Storage.ListStaffActionsAsync(new("demo", 9))).Items).Action.What);
            Assert.False(await Database.IsOwingAsync(Names.StaffMembers, Fields.Of(member.Id)));
            await Database.ChangeAsync(Names.StaffMembers, Fields.Of(member.Id), stored => stored.Append("due", due));
        }
    }

    private async Task<AwardReservation> ReserveAsync(AwardReservation? reservation = null)
    {
        var asked = reservation ?? Documents.Reservation();
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([asked])));
        return asked;
    }

    private async Task<CompletionOutcome> CompleteAsync(AwardReservation reserved) => Assert.Single(await Storage.CompleteAwardsAsync(
        [new(reserved.Award.Id, Documents.Bytes(), 1, Documents.Facts()) { LearnerId = reserved.NewLearner!.Id }]));

    /// <summary>As a process leaves it that dies right after marking the learner.</summary>
    private Task BeginErasureAsync(AwardReservation reserved, DateTimeOffset at) => Database.ChangeAsync(
        Names.Learners, Fields.Of(reserved.NewLearner!.Id), learner =>
        {
            LearnerMapping.Put(learner, reserved.NewLearner with { Version = 2, State = LearnerState.Erasing });
            RawMongoDb.Owe(learner, "unreserve", at, new BsonDocument().With("learner", reserved.NewLearner.Id));
        });

    private Task OweAsync(Guid learner, string kind, BsonDocument due) =>
        Database.ChangeAsync(Names.Learners, Fields.Of(learner), stored => RawMongoDb.Owe(stored, kind, RawMongoDb.LongAgo, due));

    private async Task SettledByAnotherAsync(string collection, Guid id)
    {
        await using var another = Database.Open();
        await Database.SettledAsync(collection, Fields.Of(id));
    }

    private async Task AssertDroppedAsync(AwardReservation reserved)
    {
        Assert.IsType<CompletionOutcome.LearnerErased>(await CompleteAsync(reserved));
        Assert.Null(await Storage.FindAwardAsync(reserved.Award.Id));
        Assert.False(await IsTakenAsync(Fields.Of(reserved.NaturalKey)));
        Assert.False(await IsTakenAsync(SlotOf(reserved)));
        Assert.Empty(Dues.Of(await LearnerAsync(reserved)));
    }

    private async Task<BsonDocument> LearnerAsync(AwardReservation reserved) =>
        (await Database.FindAsync(Names.Learners, Fields.Of(reserved.NewLearner!.Id)))!;

    private static BsonValue SlotOf(AwardReservation reserved) => UniqueValues.IdOf(reserved.Award.StatusSlots[0]);

    private async Task<bool> IsTakenAsync(BsonValue value) => await Database.FindAsync(Names.UniqueValues, value) is not null;
}
