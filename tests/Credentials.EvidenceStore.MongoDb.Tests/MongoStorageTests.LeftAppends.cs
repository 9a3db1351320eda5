using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <content>Appends to the log whose process died, or was slow, after the write that counts.</content>
public sealed partial class MongoStorageTests
{
    [ContractFact]
    public async Task An_append_whose_process_died_after_the_heads_write_is_there_for_whoever_comes_next()
    {
        for (var award = 0; award < 3; award++)
            await IssueAsync();
        await AppendAndDieAsync();
        Assert.Empty(Hand.In(Names.LogEntries).Find("{}").ToList());
        await ReopenAsync();
        Assert.Equal(3, (await Storage.FindLogHeadAsync())!.Size);
        Assert.False(Hand.Find(Names.Log, LogMapping.Head).Contains(LogMapping.Tail));
        Assert.Empty(await Storage.ReadPendingEventsAsync(9));
        await AssertFitsAsync(3);
        await IssueAsync();
        await SequenceAllAsync();
        await AssertFitsAsync(4);
    }

    [ContractFact]
    public async Task Whatever_is_read_of_the_log_first_sees_an_append_that_was_left()
    {
        Func<AwardDocument, long, Task<bool>>[] reads =
        [
            async (award, size) => (await Storage.FindLogHeadAsync())!.Size == size,
            async (award, _) => await Storage.FindLogEntryAsync(award.Id, 0) is not null,
            async (award, size) => (await Storage.ReadLoggedEntriesAsync(size - 1, 9)).Single().Event!.RecordId == award.Id,
            async (_, size) => (await Storage.ReadLogTilesAsync([new(0, 0)])).Single().Hashes.Length == size * TreeHash.Length,
            async (_, _) => (await Storage.ReadPendingEventsAsync(9)).Count == 0,
            async (_, _) => (await Storage.ReadEventsToLogAsync(9)).Count == 0,
            async (_, size) => await Storage.CountLogAsync() == new LogTotals(size, size, 0, size, size, size),
            async (award, _) => (await Storage.ReadRecordWithEventsAsync(award.Id)).Events.Count == 1,
            async (_, size) => await Storage.AppendLogAsync(new((await Storage.FindLogHeadAsync())! is var head ? head with { Version = head.Version + 1 } : null!, [], [])),
        ];
        for (var place = 0; place < reads.Length; place++)
        {
            var award = await IssueAsync();
            await AppendAndDieAsync();
            Assert.True(await reads[place](award, place + 1), $"{place}");
        }
    }

    [ContractFact]
    public async Task An_event_that_has_the_number_of_one_in_the_append_stays_pending()
    {
        var award = await IssueAsync();
        await AppendAndDieAsync();
        var logged = Hand.Find(Names.Records, Fields.Of(award.Id))["pending"][0].AsBsonDocument;
        // By whoever pulled it already, and then another process whose clock is behind.
        Hand.Update(Names.Records, Fields.Of(award.Id), new BsonDocument("$set", new BsonDocument
        {
            { "events", 2 }, { "pending", new BsonArray { logged.DeepClone().AsBsonDocument.With("ordinal", (int?)1) } },
        }));
        await Storage.FindLogHeadAsync();
        Assert.Equal(1, Assert.Single(await Storage.ReadPendingEventsAsync(9)).Event.Ordinal);
    }

    [ContractFact]
    public async Task An_append_that_was_rolled_forward_half_way_is_finished_by_the_next()
    {
        var awards = new List<Guid>();
        for (var award = 0; award < 4; award++)
            awards.Add((await IssueAsync()).Id);
        await AppendAndDieAsync();
        var head = Hand.Find(Names.Log, LogMapping.Head);
        Hand.In(Names.LogEntries).InsertMany(LogMapping.EntriesOf(head).Take(2).Select(one => one.Entry));
        Hand.Update(Names.Records, Fields.Of(awards[1]), "{$unset: {pending: 1}}");
        await ReopenAsync();
        await AssertFitsAsync(4);
        Assert.All(Hand.In(Names.Records).Find("{}").ToList(), record => Assert.Empty(record.Items("pending")));
    }

    [ContractFact]
    public async Task A_late_roll_forward_of_an_older_head_changes_nothing()
    {
        for (var award = 0; award < 3; award++)
            await IssueAsync();
        await AppendAndDieAsync();
        var old = Hand.Find(Names.Log, LogMapping.Head);
        var revoked = await IssueAsync();
        await SequenceAllAsync();
        await Storage.ReplaceAwardAsync(revoked with { Version = 3, Status = AwardStatus.Revoked }, DateTimeOffset.UnixEpoch.AddYears(60));
        var before = Hand.Save();
        await ((MongoEvidenceStorage)Storage).RollForwardAsync(old);
        Assert.Equal(before.SelectMany(one => one.Value), Hand.Save().SelectMany(one => one.Value));
        await SequenceAllAsync();
        await AssertFitsAsync(5);
    }

    /// <summary>One event of another process, whose clock is behind, comes after the first of the same record.</summary>
    [ContractFact]
    public async Task Events_of_one_record_are_logged_in_their_order_whatever_the_clocks_say()
    {
        var award = await IssueAsync();
        var ahead = Hand.Find(Names.Records, Fields.Of(award.Id))["pending"][0]["number"].AsInt64 + 3_600_000_000;
        Hand.Update(Names.Records, Fields.Of(award.Id), $"{{$set: {{'pending.0.number': NumberLong({ahead})}}}}");
        await IssueAsync();
        await Storage.ReplaceAwardAsync(award with { Version = 3, Status = AwardStatus.Suspended }, DateTimeOffset.UnixEpoch.AddYears(60));
        var events = (await Storage.ReadPendingEventsAsync(9)).Where(one => one.Event.RecordId == award.Id).ToList();
        Assert.Equal([(0, ahead), (1, ahead + 1)], events.Select(one => (one.Event.Ordinal, one.Number)));
    }

    /// <summary>Writes the head as an append does, and nothing else.</summary>
    private async Task AppendAndDieAsync()
    {
        var dying = AppendingByHand.Of(Storage, append =>
        {
            var log = Hand.In(Names.Log);
            var head = log.Find("{}").FirstOrDefault() ?? new BsonDocument("_id", LogMapping.Head).With("rev", 0L);
            log.ReplaceOne(
                Builders<BsonDocument>.Filter.Eq("_id", LogMapping.Head), LogMapping.Put(head, append).With("rev", head.Int64("rev") + 1), new ReplaceOptions { IsUpsert = true });
            return true;
        });
        Assert.NotEqual(0, await new SequenceEvents(dying, Signers, new Clock(), "one").RunAsync());
        Assert.True(Hand.Find(Names.Log, LogMapping.Head).Contains(LogMapping.Tail));
    }
}
