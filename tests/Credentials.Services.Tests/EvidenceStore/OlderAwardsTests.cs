using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class OlderAwardsTests
{
    /// <summary>What a folder of the release before records has: awards, and no record and no event of any.</summary>
    [Fact]
    public async Task Awards_from_before_there_were_records_become_records()
    {
        await using var store = await Store.OpenAsync();
        var first = await store.AwardAsync();
        var second = await store.AwardAsync(Store.Request("Mia"));
        await store.Change.SetStatusAsync(Store.Centre, second.Document.Id, AwardStatus.Revoked, "x", "key", suspendable: true);
        using (var connection = SqliteConnection.Open(Path.Combine(store.Folder, "credentials.db"), TimeSpan.FromSeconds(5), 64))
        {
            connection.Execute("BEGIN IMMEDIATE; DELETE FROM records; DELETE FROM pending_events");
            RecordsOfOlderAwards.Add(connection);
            connection.Execute("COMMIT");
        }
        await store.RestartAsync();
        var records = (await store.Storage.ListRecordsAsync(new(9))).Items;
        Assert.Equal([(second.Document.Id, RecordStatus.Revoked), (first.Document.Id, RecordStatus.Active)], records.Select(record => (record.Id, record.Status)));
        var facts = records[1].Facts;
        Assert.Equal((ProofKind.Certificate, (byte?)4, (byte?)4, "AHOVOKS"), (facts.Kind, facts.VksLevel, facts.EqfLevel, facts.LevelBy));
        Assert.Equal(("demo", "0566988259", new DateOnly(2026, 6, 30)), (facts.Centre, facts.Institution, facts.ObtainedOn));
        Assert.Equal(
            [
                (first.Document.Id, 0, RecordEventType.Issued), (second.Document.Id, 0, RecordEventType.Issued),
                (second.Document.Id, 1, RecordEventType.Revoked),
            ],
            (await store.Storage.ReadPendingEventsAsync(9)).Select(one => (one.Event.RecordId, one.Event.Ordinal, one.Event.Type)));
        var third = await store.AwardAsync(Store.Request("Lea"));
        Assert.Equal(third.Document.Id, (await store.Storage.ListRecordsAsync(new(1))).Items[0].Id);
    }

    [Fact]
    public async Task The_facts_of_an_award_are_those_of_its_achievement_and_its_request()
    {
        await using var store = await Store.OpenAsync();
        var plain = await store.AwardAsync();
        var hours = await store.AwardAsync(Store.Request("Mia") with { Hours = 12.25m });
        Assert.Null((await store.Storage.FindRecordAsync(plain.Document.Id))!.Facts.Hours);
        Assert.Equal(12.25m, (await store.Storage.FindRecordAsync(hours.Document.Id))!.Facts.Hours);
    }
}
