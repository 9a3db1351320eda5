using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using Documents = Credentials.Services.Tests.StorageContracts.Documents;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>What processes leave that die between two writes holds nobody up, and nothing personal of it stays.</summary>
[OnMongoDb]
public sealed class LeftBehindTests : OnRawMongoDbTests
{
    [ContractFact]
    public async Task A_reservation_for_somebody_who_was_erased_gives_way_to_whoever_comes_as_somebody_new()
    {
        var left = await ReserveAsync();
        await Database.ChangeAsync(
            Names.Learners, Fields.Of(left.NewLearner!.Id), learner => learner.With("state", (int?)LearnerState.Erased));
        var learner = Documents.Learner();
        var again = Documents.Reservation(
            Documents.Award(learner.Id) with { ContentDigest = left.Award.ContentDigest }, learner, left.NaturalKey.ToArray());
        var issued = await Documents.IssueAsync(Storage, again);
        Assert.Null(await Storage.FindAwardAsync(left.Award.Id));
        Assert.Equal(issued.Id, Assert.Single(await Storage.FindAwardsByKeyAsync([left.NaturalKey]))!.Id);
    }

    [ContractFact]
    public async Task A_reservation_for_somebody_who_is_being_erased_is_not_completed()
    {
        var left = await ReserveAsync();
        await Database.ChangeAsync(
            Names.Learners, Fields.Of(left.NewLearner!.Id), learner => learner.With("state", (int?)LearnerState.Erasing).With("erasing", (bool?)true));
        var completion = new AwardCompletion(left.Award.Id, Documents.Bytes(300), 1, Documents.Facts()) { LearnerId = left.Award.LearnerId };
        Assert.IsType<CompletionOutcome.LearnerErased>(Assert.Single(await Storage.CompleteAwardsAsync([completion])));
        Assert.Null(await Storage.FindAwardAsync(left.Award.Id));
    }

    [ContractFact]
    public async Task An_erased_award_whose_natural_key_is_not_freed_yet_holds_nobody_up()
    {
        var first = await ReserveAsync();
        await Documents.CompleteAsync(Storage, new(first.Award.Id, Documents.Bytes(300), 1, Documents.Facts()));
        await Database.ChangeAsync(Names.Records, Fields.Of(first.Award.Id), record => record.Part("award").Remove("naturalKey"));
        var issued = await Documents.IssueAsync(Storage, Documents.Reservation(naturalKey: first.NaturalKey.ToArray()));
        Assert.Equal(issued.Id, Assert.Single(await Storage.FindAwardsByKeyAsync([first.NaturalKey]))!.Id);
    }

    [ContractFact]
    public async Task Rows_that_no_batch_came_to_name_are_removed_and_those_of_a_draft_stay()
    {
        var draft = Batch(BatchStates.Draft);
        await Storage.AddBatchAsync(draft, Documents.Bytes(100));
        var (orphan, superseded) = (Guid.NewGuid(), Guid.NewGuid());
        await AddRowsAsync(orphan, Guid.NewGuid(), RawMongoDb.LongAgo);
        await AddRowsAsync(superseded, draft.Id, RawMongoDb.LongAgo);
        var recent = Guid.NewGuid();
        await AddRowsAsync(recent, Guid.NewGuid(), DateTimeOffset.UtcNow);
        await ReopenAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Database.FindAsync(Names.BatchInputs, Fields.Of(orphan)) is not null || await Database.FindAsync(Names.BatchInputs, Fields.Of(superseded)) is not null)
            await Task.Delay(20, patience.Token);
        Assert.NotNull(await Database.FindAsync(Names.BatchInputs, Fields.Of(recent)));
        Assert.Equal(100, (await Storage.ReadBatchInputAsync(draft.Id))!.Value.Length);
    }

    [ContractFact]
    public async Task Rows_that_no_document_can_hold_are_refused_with_the_setting_that_bounds_them()
    {
        var batch = Batch(BatchStates.Draft);
        var refused = await Assert.ThrowsAsync<StorageException>(() => Storage.AddBatchAsync(batch, Documents.Bytes(16 * 1024 * 1024)));
        Assert.Contains("IssuerService:ClassListBytes", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Storage.FindBatchAsync(batch.Id));
    }

    [ContractFact]
    public async Task What_nobody_can_do_keeps_nobody_else_from_what_is_theirs()
    {
        var (broken, award) = (await ReserveAsync(), await ReserveAsync());
        await Documents.CompleteAsync(Storage, new(award.Award.Id, Documents.Bytes(300), 1, Documents.Facts()));
        var list = (await Storage.LeaseStatusCountersAsync("demo", 1, Documents.List())).List;
        await Database.ChangeAsync(Names.Records, Fields.Of(broken.Award.Id), record => RawMongoDb.Owe(record, "free", RawMongoDb.LongAgo, []));
        await Database.ChangeAsync(
            Names.Records, Fields.Of(award.Award.Id), record => RawMongoDb.Owe(record, "unknown", RawMongoDb.LongAgo, []));
        var other = await ReserveAsync();
        await Database.ChangeAsync(
            Names.Records, Fields.Of(other.Award.Id), record => RawMongoDb.Owe(record, "list", RawMongoDb.LongAgo, new BsonDocument("list", list.Id)));
        await ReopenAsync();
        await Database.SettledAsync(Names.Records, Fields.Of(other.Award.Id));
        Assert.True(await Database.IsOwingAsync(Names.Records, Fields.Of(broken.Award.Id)));
        Assert.True(await Database.IsOwingAsync(Names.Records, Fields.Of(award.Award.Id)));
    }

    private async Task<AwardReservation> ReserveAsync()
    {
        var reservation = Documents.Reservation();
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([reservation])));
        return reservation;
    }

    private Task AddRowsAsync(Guid id, Guid batch, DateTimeOffset at) => Database.AddAsync(
        Names.BatchInputs, new BsonDocument("_id", Fields.Of(id)).With("batch", batch).With("addedAt", at).WithSealed("input", Documents.Bytes(50)));

    private static BatchDocument Batch(string state) => new()
    {
        Id = Guid.CreateVersion7(),
        Centre = "demo",
        State = state,
        Version = 1,
        InputType = "text/csv",
        CreatedAt = Documents.Now,
    };
}
