using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>The contract on an engine that speaks SQL, with what a hand in its tables can do.</summary>
public abstract class SqlStorageContract : StorageContract
{
    /// <summary>A hand in the database, which goes past the storage.</summary>
    protected abstract void Tamper(string sql);

    /// <summary>The third award; its number is 3 in its own table and in that of records, on both engines.</summary>
    private const string Third = "WHERE number = 3";

    private static readonly string[] Tables = ["records", "awards", "proofs", "log_entries", "log_tiles", "log_head"];

    /// <summary>What a hand does, and what the check says of it; # is the record's id.</summary>
    private static readonly (string Sql, string Told)[] Tamperings =
    [
        ($"UPDATE records SET vks = 5 {Third}", "record #: its vksLevel is 5, and the log says 4 (entry 2)"),
        ($"UPDATE records SET vks = NULL {Third}", "record #: its vksLevel is empty, and the log says 4"),
        ($"UPDATE records SET vks = 20 {Third}", "record #: its vksLevel is 20, which it cannot be"),
        ($"UPDATE records SET vks = 4 + 1024 {Third}", "record #: its vksLevel is 1028, which it cannot be"),
        ($"UPDATE records SET eqf = 3 {Third}", "record #: its eqfLevel is 3, and the log says 4"),
        ($"UPDATE records SET obtained_on = obtained_on + 1 {Third}", "record #: its obtainedOn is 2026-07-01, and the log says 2026-06-30"),
        ($"UPDATE awards SET awarded_on = awarded_on - 4 {Third}", "record #: its date is 2026-06-30 as a record and another one as an award"),
        ($"UPDATE records SET obtained_on = obtained_on + 64 {Third}; UPDATE awards SET awarded_on = awarded_on + 64 {Third}",
            "record #: its obtainedOn is 2026-09-02, and the log says 2026-06-30"),
        ($"UPDATE records SET centre = 'arts' {Third}; UPDATE awards SET centre = 'arts' {Third}", "record #: its centre is arts, and the log says demo"),
        ($"UPDATE records SET centre = 'dEmo' {Third}", "record #: its centre is dEmo, and the log says demo"),
        ($"UPDATE awards SET centre = 'emo' {Third}", "record #: its centre is demo as a record and emo as an award"),
        ($"UPDATE records SET status = 2 {Third}", "record #: its status is revoked, and its last event says active"),
        ($"UPDATE awards SET status = 1 {Third}", "record #: its status is not the same in all tables"),
        ($"UPDATE records SET status = 0 WHERE number = 4; UPDATE awards SET status = 0 WHERE number = 4", "its status is active, and its last event says revoked"),
        ($"UPDATE records SET isced = '0714' {Third}", "record #: its iscedField is 0714, and the log says 0715"),
        ($"UPDATE records SET kind = 0 {Third}", "record #: its kind is diploma, and the log says partial-certificate"),
        ($"UPDATE records SET hours = hours + 50 {Third}", "record #: its hours is 61, and the log says 60.5"),
        ($"UPDATE records SET is_end = 0 {Third}", "record #: its isEnd is false, and the log says true"),
        ($"UPDATE records SET institution = '0566988251' {Third}", "record #: its institution is 0566988251, and the log says 0566988259"),
        ($"UPDATE records SET valid_until = NULL {Third}", "record #: its validUntil is empty, and the log says 2031-06-01"),
        ($"UPDATE records SET vks = 5, hours = 61, kind = 0 {Third}", "record #: it no longer matches what was logged (entry 2)"),
        ($"UPDATE records SET events = 2 {Third}", "record #: its events are not all in the log or pending"),
        ($"UPDATE records SET source = 1 {Third}", "record #: it stands as proof, and its first event is issued"),
        ($"UPDATE records SET learner = (SELECT learner FROM awards WHERE number = 1) {Third}", "record #: its learner is not the same in all tables"),
        ($"UPDATE awards SET request = digest {Third}", "record #: its sealed content is not what its first event says"),
        ($"UPDATE awards SET request = substr(request, 1, 0) {Third}", "record #: its sealed content is gone, and it was not erased"),
        ($"DELETE FROM records {Third}", "record #: it is gone"),
        ($"DELETE FROM awards {Third}", "record #: it is gone"),
        ($"DELETE FROM awards {Third}; DELETE FROM records {Third}", "record #: it is gone"),
        ("DELETE FROM log_entries WHERE position = 2", "entry 2 of the log is gone"),
        ("DELETE FROM log_entries WHERE position >= 4", "entry 4 of the log is gone"),
        ("INSERT INTO log_entries SELECT position + 1000, record, ordinal + 7, type, at, digest FROM log_entries WHERE position = 2",
            "there are 8 entries, and the log's head says 7"),
        ("UPDATE log_entries SET type = 5 WHERE position = 2", "record #: the log's own entry was changed: its type"),
        ("UPDATE log_entries SET digest = (SELECT digest FROM log_entries WHERE position = 1) WHERE position = 2", "record #: its sealed content is not what its first event says"),
        ("UPDATE log_tiles SET hashes = (SELECT digest FROM log_entries WHERE position = 0)", "tile with the hash of entry 1 is gone or too short"),
        ("DELETE FROM log_tiles", "tile with the hash of entry 0 is gone"),
        ("UPDATE log_head SET size = size - 1", "the checkpoint is of 7 entries, and the log has 6"),
        ("UPDATE log_head SET size = size + 4000000000", "the checkpoint is of 7 entries, and the log has"),
        ("UPDATE log_head SET checkpoint = replace(checkpoint, 'time 2', 'time 3')", "the checkpoint is not signed by the log's key"),
        ("DELETE FROM log_head", "there are 7 entries, and the log's head says 0"),
        ("DELETE FROM log_head; DELETE FROM log_entries; DELETE FROM log_tiles", "its events are not all in the log or pending"),
    ];

    [ContractFact]
    public async Task Whatever_a_hand_changes_is_found_and_named()
    {
        var (third, _) = await FillLogAsync();
        foreach (var table in Tables)
            Tamper($"CREATE TABLE saved_{table} AS SELECT * FROM {table}");
        foreach (var (sql, told) in Tamperings)
        {
            Tamper(sql);
            var report = await new CheckLog(Storage, Signers).RunAsync();
            var expected = told.Replace("#", $"{third}", StringComparison.Ordinal);
            Assert.True(
                report.Differences.Any(difference => difference.Contains(expected, StringComparison.Ordinal)),
                $"{sql}\n  should be told as: {expected}\n  and is: {string.Join("; ", report.Differences)}");
            Restore();
            Assert.Empty((await new CheckLog(Storage, Signers).RunAsync()).Differences);
        }
    }

    [ContractFact]
    public async Task A_log_set_back_to_an_earlier_checkpoint_is_found_and_so_is_one_that_does_not_hold_a_kept_one()
    {
        var check = new CheckLog(Storage, Signers);
        var (_, kept) = await FillLogAsync();
        var earlier = await Storage.FindLogHeadAsync();
        Tamper("CREATE TABLE saved_log_tiles AS SELECT * FROM log_tiles");
        await IssueAsync();
        await SequenceAllAsync();
        Assert.Empty((await check.RunAsync(kept)).Differences);
        Assert.Empty((await check.RunAsync(earlier!.Checkpoint)).Differences);
        var latest = (await Storage.FindLogHeadAsync())!.Checkpoint;
        Assert.Empty((await check.RunAsync(latest)).Differences);

        using var other = new Credentials.Notes.NoteSigner(Signers.Of("").Key.Name, new byte[32]);
        var forged = new Checkpoint(Signers.Of("").Key.Name, 2, TreeHash.OfNothing, Documents.Now);
        Assert.Contains("does not begin with", Assert.Single((await check.RunAsync(forged.Sign(Signers.Of("")))).Differences), StringComparison.Ordinal);
        Assert.Contains("not signed", Assert.Single((await check.RunAsync(forged.Sign(other))).Differences), StringComparison.Ordinal);

        Tamper($"UPDATE log_head SET size = {earlier.Size}, checkpoint = '{earlier.Checkpoint}'; DELETE FROM log_entries WHERE position >= {earlier.Size}");
        Tamper("DELETE FROM log_tiles; INSERT INTO log_tiles SELECT * FROM saved_log_tiles");
        Assert.Contains("its events are not all in the log", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
        Assert.Contains("had 8 when", (await check.RunAsync(latest)).Differences[0], StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task What_is_pending_is_counted_and_lost_or_foreign_pending_events_are_found()
    {
        var check = new CheckLog(Storage, Signers);
        await IssueAsync();
        Assert.Equal((0, 1, 0), ((int)(await check.RunAsync()).Size, (int)(await check.RunAsync()).Pending, (await check.RunAsync()).Differences.Count));
        await FillLogAsync();
        var award = await IssueAsync();
        Assert.Equal((8, 1, 0), ((int)(await check.RunAsync()).Size, (int)(await check.RunAsync()).Pending, (await check.RunAsync()).Differences.Count));
        Tamper("DELETE FROM pending_events");
        Assert.Contains($"record {award.Id}: its events are not all in the log", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
        Tamper("DELETE FROM records WHERE events = 1 AND id NOT IN (SELECT record FROM log_entries)");
        Assert.Contains($"record {award.Id}: it is in one of its tables", Assert.Single((await check.RunAsync()).Differences), StringComparison.Ordinal);
    }

    /// <summary>What erasing leaves: no ciphertext, and an event that says so.</summary>
    [ContractFact]
    public async Task An_erased_record_still_fits_the_log()
    {
        await FillLogAsync();
        Tamper($"""
            UPDATE awards SET request = substr(request, 1, 0), credential = substr(credential, 1, 0) {Third}; UPDATE records SET events = events + 1 {Third};
            INSERT INTO pending_events(record, ordinal, type, at, digest) SELECT id, 1, 6, recorded_at, (SELECT digest FROM log_entries WHERE position = 0)
            FROM records {Third}
            """);
        Assert.Empty((await new CheckLog(Storage, Signers).RunAsync()).Differences);
        await SequenceAllAsync();
        await AssertFitsAsync(8);
        Tamper($"UPDATE records SET eqf = 7 {Third}");
        Assert.Contains("its eqfLevel is 7, and the log says 4", (await new CheckLog(Storage, Signers).RunAsync()).Differences[0], StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_log_that_was_changed_from_outside_is_not_added_to()
    {
        var remembering = new SequenceEvents(Storage, Signers, new Clock(), "one");
        for (var award = 0; award < 3; award++)
            await IssueAsync();
        await remembering.RunAsync();
        var first = await Storage.FindLogHeadAsync();
        await IssueAsync();
        await remembering.RunAsync();
        await IssueAsync();
        Tamper($"UPDATE log_head SET checkpoint = '{first!.Checkpoint}', size = 3, version = 99");
        Assert.Contains("had 4", (await Assert.ThrowsAsync<StorageException>(() => remembering.RunAsync())).Message, StringComparison.Ordinal);
        Tamper("UPDATE log_head SET size = 4");
        Assert.Contains("checkpoint", (await Assert.ThrowsAsync<StorageException>(SequenceAllAsync)).Message, StringComparison.Ordinal);
        Tamper("UPDATE log_head SET size = 3; UPDATE log_tiles SET hashes = (SELECT digest FROM log_entries WHERE position = 0)");
        Assert.Contains("tree", (await Assert.ThrowsAsync<StorageException>(SequenceAllAsync)).Message, StringComparison.Ordinal);
        Assert.Single(await Storage.ReadPendingEventsAsync(9));
    }

    private void Restore()
    {
        foreach (var table in Tables)
            Tamper($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM saved_{table}");
    }
}
