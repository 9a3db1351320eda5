using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    private protected static readonly LogSigners Signers = new("credentials.example/log", Documents.Bytes(32));

    [ContractFact]
    public async Task Events_move_to_the_log_with_tiles_and_head_in_one_commit()
    {
        Assert.Null(await Storage.FindLogHeadAsync());
        Assert.True(await Storage.AppendLogAsync(new(Head(1, 0), [], [])));
        var (award, proof) = (await Documents.IssueAsync(Storage), await Documents.RegisterAsync(Storage));
        var events = await Storage.ReadEventsToLogAsync(9);
        Assert.Equal([award.Id, proof.Id], events.Select(one => one.Pending.Event.RecordId));
        Assert.Equal([Documents.Facts(), proof.Record.Facts], events.Select(one => one.Facts));
        var tile = new LogTile(new(0, 0), Documents.Bytes(64));
        var head = Head(2, 2) with { Owner = "host/1/2", LeasedUntil = Documents.Now };
        Assert.True(await Storage.AppendLogAsync(new(head, [.. events.Select(one => one.Pending)], [tile])));
        await ReopenAsync();

        Assert.Equal(head, await Storage.FindLogHeadAsync());
        Assert.Empty(await Storage.ReadPendingEventsAsync(9));
        var entry = (await Storage.FindLogEntryAsync(proof.Id, 0))!;
        Assert.Equal(1, entry.Position);
        AssertSame(events[1].Pending.Event, entry.Event);
        Assert.Null(await Storage.FindLogEntryAsync(proof.Id, 1));
        Assert.Null(await Storage.FindLogEntryAsync(Guid.NewGuid(), 0));
        var logged = await Storage.ReadLoggedEntriesAsync(0, 9);
        Assert.Equal([0, 1], logged.Select(one => one.Position));
        Assert.Equal(await Storage.FindRecordAsync(award.Id), logged[0].Record!.Document);
        Assert.Equal(events[0].Pending.Event.Digest.ToArray(), logged[0].Record!.ContentDigest.ToArray());
        Assert.Equal([1], (await Storage.ReadLoggedEntriesAsync(1, 9)).Select(one => one.Position));
        Assert.Equal([0], (await Storage.ReadLoggedEntriesAsync(0, 1)).Select(one => one.Position));
        Assert.Equal(tile.Hashes.ToArray(), Assert.Single(await Storage.ReadLogTilesAsync([new(0, 0), new(0, 1), new(1, 0)])).Hashes.ToArray());
        Assert.Equal(new(2, 2, 0, 2, 2, 2), await Storage.CountLogAsync());
        Assert.Null(await Storage.FindLogMisfitAsync());
    }

    [ContractFact]
    public async Task A_tile_that_grows_is_replaced()
    {
        var (first, more) = (Documents.Bytes(32), Documents.Bytes(64));
        Assert.True(await Storage.AppendLogAsync(new(Head(1, 0), [], [new(new(1, 5), first), new(new(0, 5), first)])));
        Assert.True(await Storage.AppendLogAsync(new(Head(2, 0), [], [new(new(1, 5), more)])));
        var tiles = await Storage.ReadLogTilesAsync([new(0, 5), new(1, 5)]);
        Assert.Equal([first, more], tiles.Select(tile => tile.Hashes.ToArray()));
    }

    [ContractFact]
    public async Task Who_comes_second_to_the_log_changes_nothing()
    {
        await Documents.IssueAsync(Storage);
        var events = (await Storage.ReadEventsToLogAsync(9)).Select(one => one.Pending).ToList();
        Assert.False(await Storage.AppendLogAsync(new(Head(2, 1), events, [])));
        Assert.True(await Storage.AppendLogAsync(new(Head(1, 0), [], [])));
        Assert.False(await Storage.AppendLogAsync(new(Head(1, 1), events, [new(new(0, 0), Documents.Bytes(32))])));
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.AppendLogAsync(new(Head(2, 5), events, [])));
        Assert.Equal(Head(1, 0), await Storage.FindLogHeadAsync());
        Assert.Single(await Storage.ReadPendingEventsAsync(9));
        Assert.Empty(await Storage.ReadLogTilesAsync([new(0, 0)]));
        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Storage.AppendLogAsync(new(Head(2, 1), events, [])))));
        Assert.Single(attempts, succeeded => succeeded);
        Assert.Single(await Storage.ReadLoggedEntriesAsync(0, 9));
    }

    [ContractFact]
    public async Task A_record_is_read_with_its_events_in_and_not_yet_in_the_log()
    {
        var award = await IssueAsync();
        await SequenceAllAsync();
        await Storage.ReplaceAwardAsync(award with { Version = 3, Status = AwardStatus.Revoked, SealedJournal = Documents.Bytes() }, Documents.Now.AddDays(1));
        var stored = await Storage.ReadRecordWithEventsAsync(award.Id);
        Assert.Equal([RecordEventType.Issued, RecordEventType.Revoked], stored.Events.Select(happened => happened.Type));
        Assert.Equal((2, 0), (stored.Record!.Events, stored.Record.Faults.Count));
        Assert.Equal(await Storage.FindRecordAsync(award.Id), stored.Record.Document);
        Assert.Equal(new(1, 1, 1, 2, 1, 1), await Storage.CountLogAsync());
        var nobody = await Storage.ReadRecordWithEventsAsync(Guid.NewGuid());
        Assert.Null(nobody.Record);
        Assert.Empty(nobody.Events);
    }

    /// <summary>Two processes that both think that it is their turn, while a third awards.</summary>
    [ContractFact]
    public async Task Sequencers_at_once_log_every_event_once_and_in_order()
    {
        const int Awards = 120;
        var isDone = false;
        async Task Sequence(string owner)
        {
            var sequence = new SequenceEvents(Storage, Signers, new Clock(), owner);
            while (!Volatile.Read(ref isDone) || (await Storage.ReadPendingEventsAsync(1)).Count > 0)
            {
                // As a process that lost its lease does, which is slow and does not know.
                await sequence.RunAsync();
                await Task.Yield();
            }
        }
        var sequencers = new[] { Task.Run(() => Sequence("one")), Task.Run(() => Sequence("one")) };
        await Parallel.ForEachAsync(Enumerable.Range(0, Awards), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancel) =>
        {
            var award = await IssueAsync();
            if (number % 3 == 0)
                await Storage.ReplaceAwardAsync(award with { Version = 3, Status = AwardStatus.Revoked, SealedJournal = Documents.Bytes() }, Documents.Now.AddDays(1), cancel);
        });
        Volatile.Write(ref isDone, true);
        await Task.WhenAll(sequencers);
        await AssertFitsAsync(Awards + (Awards / 3));
        var entries = await Storage.ReadLoggedEntriesAsync(0, 1000);
        Assert.Equal(entries.Count, entries.Select(entry => (entry.Event!.RecordId, entry.Event.Ordinal)).Distinct().Count());
        foreach (var ofRecord in entries.GroupBy(entry => entry.Event!.RecordId))
            Assert.Equal(Enumerable.Range(0, ofRecord.Count()), ofRecord.Select(entry => entry.Event!.Ordinal));
    }

    [ContractFact]
    public async Task Whoever_holds_the_lease_sequences_and_another_takes_over_when_it_lapses()
    {
        var clock = new Clock();
        var (one, other) = (new SequenceEvents(Storage, Signers, clock, "elsewhere/1/1"), new SequenceEvents(Storage, Signers, clock, "elsewhere/2/1"));
        await IssueAsync();
        Assert.Equal(1, await one.RunAsync());
        await IssueAsync();
        Assert.Equal(0, await other.RunAsync());
        clock.Now += SequenceEvents.Lease + TimeSpan.FromSeconds(1);
        Assert.Equal(1, await other.RunAsync());
        await IssueAsync();
        Assert.Equal(0, await one.RunAsync());
        Assert.Equal(1, await other.RunAsync());
        await AssertFitsAsync(3);
    }

    /// <summary>Every few events a process dies, before its commit or after it without hearing of it, and the next one goes on.</summary>
    [ContractFact]
    public async Task A_sequencer_that_dies_at_any_point_loses_and_doubles_nothing()
    {
        for (var round = 0; round < 12; round++)
        {
            for (var award = 0; award < 40; award++)
                await IssueAsync();
            var dying = DyingAtAppend.Of(Storage, afterCommit: round % 2 == 1);
            await Assert.ThrowsAsync<IOException>(() => new SequenceEvents(dying, Signers, new Clock(), "one").RunAsync());
            if (round % 3 == 0)
                await ReopenAsync();
            await SequenceAllAsync();
        }
        await AssertFitsAsync(12 * 40);
    }

    private static LogHeadDocument Head(long version, long size) => new(version, size, $"checkpoint {version}", null, null);

    private static void AssertSame(RecordEvent expected, RecordEvent actual)
    {
        Assert.Equal(expected.Digest.ToArray(), actual.Digest.ToArray());
        Assert.Equal(expected with { Digest = default }, actual with { Digest = default });
    }

    /// <summary>An award whose record says what it says.</summary>
    private protected Task<AwardDocument> IssueAsync() =>
        Documents.IssueAsync(Storage, facts: Documents.Facts() with { ObtainedOn = new(2026, 6, 30), ObtainedPrecision = default });

    private protected async Task SequenceAllAsync()
    {
        var sequence = new SequenceEvents(Storage, Signers, new Clock(), "one");
        while (await sequence.RunAsync() > 0)
        {
        }
    }

    private protected async Task AssertFitsAsync(long size)
    {
        var report = await new CheckLog(Storage, Signers).RunAsync();
        Assert.Empty(report.Differences);
        Assert.Equal((size, 0), (report.Size, report.Pending));
    }

    /// <summary>Seven entries: five awards, of which the fourth is revoked, and a proof.</summary>
    private protected async Task<(Guid Third, string Checkpoint)> FillLogAsync()
    {
        await Storage.PutCentreAsync(new("arts", 1, Documents.Json("arts")));
        await Storage.PutCentreAsync(new("demo", 1, Documents.Json("demo")));
        var awards = new List<AwardDocument>();
        for (var award = 0; award < 5; award++)
            awards.Add(await IssueAsync());
        await SequenceAllAsync();
        var kept = (await Storage.FindLogHeadAsync())!.Checkpoint;
        await Storage.ReplaceAwardAsync(awards[3] with { Version = 3, Status = AwardStatus.Revoked, SealedJournal = Documents.Bytes() }, Documents.Now.AddDays(1));
        await Documents.RegisterAsync(Storage);
        await SequenceAllAsync();
        return (awards[2].Id, kept);
    }

    private protected sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Documents.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
