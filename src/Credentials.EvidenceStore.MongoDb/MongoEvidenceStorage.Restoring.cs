using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.StatusLists;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>What must change in a database that was brought back to an earlier moment.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>
    /// Each step can be done twice, and the mark comes last: whoever dies in between begins again. Nobody else works with the database, so that reading all
    /// records without an index, as some of the steps do, is in nobody's way.
    /// </summary>
    public async Task MakeReadyAfterRestoreAsync(string restoredMark, CancellationToken cancel = default)
    {
        await FindRolledHeadAsync(cancel);
        await _dues.SettleNowAsync(_records, Documents.Where.Exists("due.at"), cancel);
        await _openLists.RemoveAsync(Documents.Where.Empty, cancel);
        await _statusLists.UpdateAsync(
            Documents.Where.Lt("nextCounter", BitstringStatusList.Entries), Documents.Set.Set("nextCounter", BitstringStatusList.Entries), cancel);
        await DropAllReservationsAsync(cancel);
        // An offer or a nonce that was open in the copy may have been used since.
        await _shortLived.RemoveAsync(Documents.Where.Empty, cancel);
        // Sessions end: a version that the original reached after the copy must not stand for what it was there.
        await _staffMembers.UpdateAsync(Documents.Where.Empty, Documents.Set.Inc("version", RestoreMark.VersionsApart), cancel);
        await _records.UpdateAsync(
            Documents.Where.In("led.state", (int[])[(int)LedEntryState.Waiting, (int)LedEntryState.Refused, (int)LedEntryState.Dead])
                & Documents.Where.Eq("led.doubts", 0),
            Documents.Set.Set("led.doubts", 1).Inc("led.version", 1L), cancel);
        // What waits may have been sent since; whether it is sent again is for a person to say.
        await _mails.UpdateAsync(
            Documents.Where.Eq("state", (int)MailState.Waiting),
            Documents.Set.Set("state", (int)MailState.Dead).Set("fault", "restored").Unset("nextAt").Inc("version", 1L), cancel);
        await CutEpochAsync(cancel);
        await _settings.UpdateAsync(Documents.Where.Eq("_id", RestoreMark.Setting), Documents.Set.Set("value", restoredMark), cancel, isUpsert: true);
    }

    /// <summary>Nothing of them was acknowledged. Their status indexes stay burnt.</summary>
    private async Task DropAllReservationsAsync(CancellationToken cancel)
    {
        var reserved = Documents.Where.Eq("state", (int)AwardState.Reserved);
        while (await _records.ListAsync(reserved, cancel, limit: 500) is { Count: > 0 } some)
        {
            foreach (var record in some)
            {
                if (record.PartOrNull("award") is { } award && award.TryGetValue("naturalKey", out var naturalKey))
                    await _unique.FreeAsync([naturalKey], record.Id(), cancel);
            }
            await _records.RemoveAsync(Documents.Where.In("_id", some.Select(record => record["_id"])) & reserved, cancel);
        }
    }
}
