using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <content>What a hand in the documents can do, and what the check of the log says of it.</content>
public sealed partial class MongoStorageTests
{
    private HandInDatabase Hand => field ??= new(_database!);

    [ContractFact]
    public async Task Whatever_a_hand_changes_is_found_and_named()
    {
        var (third, _) = await FillLogAsync();
        var entries = Hand.In(Names.LogEntries).Find("{}").Sort("{_id: 1}").ToList();
        var (id, fourth, first) = (Fields.Of(third), entries[3]["record"], entries[0]["digest"]);
        var saved = Hand.Save();
        var checkpoint = Hand.Find(Names.Log, LogMapping.Head)["checkpoint"].AsString.Replace("time 2", "time 3", StringComparison.Ordinal);
        Action Third(string update) => () => Hand.Update(Names.Records, id, update);
        Action Head(string update) => () => Hand.Update(Names.Log, LogMapping.Head, update);
        Action All(params Action[] actions) => () => Array.ForEach(actions, action => action());
        (Action Tamper, string Told)[] tamperings =
        [
            (Third("{$set: {'facts.vks': 5}}"), "record #: its vksLevel is 5, and the log says 4 (entry 2)"),
            (Third("{$unset: {'facts.vks': 1}}"), "record #: its vksLevel is empty, and the log says 4"),
            (Third("{$set: {'facts.vks': 20}}"), "record #: its vksLevel is 20, which it cannot be"),
            (Third("{$set: {'facts.vks': 1028}}"), "record #: its vksLevel is 1028, which it cannot be"),
            (Third("{$set: {'facts.isEnd': 5}}"), "record #: its isEnd is 5, which it cannot be"),
            (Third("{$set: {'facts.eqf': 3}}"), "record #: its eqfLevel is 3, and the log says 4"),
            (Third("{$inc: {'facts.obtainedOn': 1}}"), "record #: its obtainedOn is 2026-07-01, and the log says 2026-06-30"),
            (Third("{$set: {'facts.obtainedOn': 'June'}}"), "record #: its date holds what no date, level or id can be"),
            (Third("{$set: {recordedAt: 7}}"), "record #: its time of recording holds what no date, level or id can be"),
            (Third("{$inc: {'award.awardedOn': -4}}"), "record #: its date is 2026-06-30 as a record and another one as an award"),
            (Third("{$inc: {'facts.obtainedOn': 64, 'award.awardedOn': 64}}"), "record #: its obtainedOn is 2026-09-02, and the log says 2026-06-30"),
            (Third("{$set: {'facts.centre': 'arts', 'award.centre': 'arts'}}"), "record #: its centre is arts, and the log says demo"),
            (Third("{$set: {'facts.centre': 'dEmo'}}"), "record #: its centre is dEmo, and the log says demo"),
            (Third("{$set: {'award.centre': 'emo'}}"), "record #: its centre is demo as a record and emo as an award"),
            (Third("{$set: {status: 2}}"), "record #: its status is revoked, and its last event says active"),
            (() => Hand.Update(Names.Records, fourth, "{$set: {status: 0}}"), "its status is active, and its last event says revoked"),
            (Third("{$set: {'facts.isced': '0714'}}"), "record #: its iscedField is 0714, and the log says 0715"),
            (Third("{$set: {'facts.kind': 0}}"), "record #: its kind is diploma, and the log says partial-certificate"),
            (Third("{$inc: {'facts.hours': 50}}"), "record #: its hours is 61, and the log says 60.5"),
            (Third("{$set: {'facts.isEnd': false}}"), "record #: its isEnd is false, and the log says true"),
            (Third("{$set: {'facts.institution': '0566988251'}}"), "record #: its institution is 0566988251, and the log says 0566988259"),
            (Third("{$unset: {'facts.validUntil': 1}}"), "record #: its validUntil is empty, and the log says 2031-06-01"),
            (Third("{$set: {'facts.vks': 5, 'facts.hours': 6100, 'facts.kind': 0}}"), "record #: it no longer matches what was logged (entry 2)"),
            (Third("{$set: {events: 2}}"), "record #: its events are not all in the log or pending"),
            (Third("{$set: {source: 1}}"), "record #: it stands as proof, and its first event is issued"),
            (() => Hand.Update(Names.Records, id, new BsonDocument("$set", new BsonDocument("award.request", first))), "record #: its sealed content is not what its first event says"),
            (Third("{$unset: {'award.request': 1}}"), "record #: its sealed content is gone, and it was not erased"),
            (Third("{$unset: {facts: 1}}"), "record #: its facts are gone"),
            (Third("{$unset: {award: 1}}"), "record #: its sealed content is gone, and it was not erased"),
            (() => Hand.In(Names.Records).DeleteOne(Builders<BsonDocument>.Filter.Eq("_id", id)), "record #: it is gone"),
            (() => Hand.Remove(Names.LogEntries, "{_id: 2}"), "entry 2 of the log is gone"),
            (() => Hand.Remove(Names.LogEntries, "{_id: {$gte: 4}}"), "entry 4 of the log is gone"),
            (() => Hand.In(Names.LogEntries).InsertOne(entries[2].DeepClone().AsBsonDocument.With("_id", 1002L).With("ordinal", (int?)7)), "there are 8 entries, and the log's head says 7"),
            (() => Hand.Update(Names.LogEntries, 2L, "{$set: {type: 5}}"), "record #: the log's own entry was changed: its type"),
            (() => Hand.Update(Names.LogEntries, 2L, "{$unset: {digest: 1}}"), "record #: its sealed content is not what its first event says"),
            (() => Hand.Update(Names.LogEntries, 2L, "{$set: {at: 'noon'}}"), "the row of entry 2 of the log cannot be read"),
            (() => Hand.In(Names.LogTiles).UpdateMany("{}", new BsonDocument("$set", new BsonDocument("hashes", first))), "tile with the hash of entry 1 is gone or too short"),
            (() => Hand.Remove(Names.LogTiles), "tile with the hash of entry 0 is gone"),
            (Head("{$inc: {size: -1}}"), "the checkpoint is of 7 entries, and the log has 6"),
            (Head("{$inc: {size: 4000000000}}"), "the checkpoint is of 7 entries, and the log has"),
            (() => Hand.Update(Names.Log, LogMapping.Head, new BsonDocument("$set", new BsonDocument("checkpoint", checkpoint))), "the checkpoint is not signed by the log's key"),
            (() => Hand.Remove(Names.Log), "there are 7 entries, and the log's head says 0"),
            (All(() => Hand.Remove(Names.Log), () => Hand.Remove(Names.LogEntries), () => Hand.Remove(Names.LogTiles)), "its events are not all in the log or pending"),
        ];
        for (var place = 0; place < tamperings.Length; place++)
        {
            tamperings[place].Tamper();
            var report = await new CheckLog(Storage, Signers).RunAsync();
            var expected = tamperings[place].Told.Replace("#", $"{third}", StringComparison.Ordinal);
            Assert.True(
                report.Differences.Any(difference => difference.Contains(expected, StringComparison.Ordinal)),
                $"{place} should be told as: {expected}\n  and is: {string.Join("; ", report.Differences)}");
            Hand.PutBack(saved);
            Assert.Empty((await new CheckLog(Storage, Signers).RunAsync()).Differences);
        }
    }

    [ContractFact]
    public async Task An_event_in_the_log_whose_record_is_gone_is_found_among_many()
    {
        await FillLogAsync();
        Assert.Null(await Storage.FindLogMisfitAsync());
        var some = Hand.In(Names.LogEntries).Find("{_id: 0}").Single();
        Hand.In(Names.LogEntries).InsertMany(Enumerable.Range(0, 600).Select(place => some.DeepClone().AsBsonDocument.With("_id", 100L + place).With("record", (BsonDocument?)null)));
        Assert.Null(await Storage.FindLogMisfitAsync());
        var gone = Guid.NewGuid();
        Hand.In(Names.LogEntries).InsertOne(some.DeepClone().AsBsonDocument.With("_id", 1000L).With("record", gone));
        Assert.Equal(new(LogMisfitKind.RecordOfEvent, gone), await Storage.FindLogMisfitAsync());
        // One that is only reserved has no events.
        Hand.In(Names.Records).InsertOne(ProofMapping.Write(Credentials.Services.Tests.StorageContracts.Documents.Proof(gone)).With("_id", gone).With("rev", 1L));
        Assert.Equal(new(LogMisfitKind.RecordOfEvent, gone), await Storage.FindLogMisfitAsync());
    }

    [ContractFact]
    public async Task A_log_set_back_to_an_earlier_checkpoint_is_found()
    {
        var check = new CheckLog(Storage, Signers);
        var (_, kept) = await FillLogAsync();
        var earlier = Hand.Save();
        await IssueAsync();
        await SequenceAllAsync();
        Assert.Empty((await check.RunAsync(kept)).Differences);
        var latest = (await Storage.FindLogHeadAsync())!.Checkpoint;
        Hand.PutBack(earlier.Where(one => one.Key != Names.Records).ToDictionary());
        Assert.Contains("its events are not all in the log", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
        Assert.Contains("had 8 when", (await check.RunAsync(latest)).Differences[0], StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task What_is_pending_is_counted_and_pending_events_that_are_lost_are_found()
    {
        var check = new CheckLog(Storage, Signers);
        await FillLogAsync();
        var award = await IssueAsync();
        var report = await check.RunAsync();
        Assert.Equal((7, 1, 0), ((int)report.Size, (int)report.Pending, report.Differences.Count));
        Hand.Update(Names.Records, Fields.Of(award.Id), "{$unset: {pending: 1}}");
        Assert.Contains($"record {award.Id}: its events are not all in the log", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
        Hand.Update(Names.Records, Fields.Of(award.Id), "{$unset: {facts: 1}, $set: {events: 0}}");
        Assert.Contains($"record {award.Id}: it is in one of its tables", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task An_erased_record_still_fits_the_log()
    {
        var (third, _) = await FillLogAsync();
        Assert.True(await Storage.EraseRecordAsync(third, [], revokes: true, DateTimeOffset.UnixEpoch.AddYears(60).AddDays(2)));
        Assert.Empty((await new CheckLog(Storage, Signers).RunAsync()).Differences);
        await SequenceAllAsync();
        await AssertFitsAsync(9);
        Hand.Update(Names.Records, Fields.Of(third), "{$set: {'facts.eqf': 7}}");
        Assert.Contains("its eqfLevel is 7, and the log says 4", (await new CheckLog(Storage, Signers).RunAsync()).Differences[0], StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_log_that_was_changed_from_outside_is_not_added_to()
    {
        var remembering = new SequenceEvents(Storage, Signers, new Clock(), "one");
        for (var award = 0; award < 3; award++)
            await IssueAsync();
        await remembering.RunAsync();
        var first = (await Storage.FindLogHeadAsync())!.Checkpoint;
        await IssueAsync();
        await remembering.RunAsync();
        await IssueAsync();
        Hand.Update(Names.Log, LogMapping.Head, new BsonDocument("$set", new BsonDocument { { "checkpoint", first }, { "size", 3L }, { "version", 99L } }));
        Assert.Contains("had 4", (await Assert.ThrowsAsync<StorageException>(() => remembering.RunAsync())).Message, StringComparison.Ordinal);
        Hand.Update(Names.Log, LogMapping.Head, "{$inc: {size: 1}}");
        Assert.Contains("checkpoint", (await Assert.ThrowsAsync<StorageException>(SequenceAllAsync)).Message, StringComparison.Ordinal);
        Assert.Single(await Storage.ReadPendingEventsAsync(9));
    }
}
