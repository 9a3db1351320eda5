using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.StatusLists;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Status lists: blocks of indexes are leased by adding to a counter; what they say is read from the awards that have the indexes.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<StatusLease> LeaseStatusCountersAsync(
        string centre, int count, StatusListDocument proposedList, CancellationToken cancel = default)
    {
        while (true)
        {
            var open = (await _openLists.FindAsync(centre, cancel))?.Text("list");
            if (open is not null && await _statusLists.TakeAsync(
                    Documents.Where.Eq("_id", open) & Documents.Where.Lt("nextCounter", BitstringStatusList.Entries),
                    Documents.Set.Inc("nextCounter", count), cancel, isBefore: true) is { } list)
            {
                var first = list.Int32("nextCounter");
                var taken = Math.Min(count, BitstringStatusList.Entries - first);
                return new(ReadList(list) with { NextCounter = first + taken }, first, taken);
            }
            await OpenListAsync(centre, open, proposedList, cancel);
        }
    }

    public async Task<StatusListDocument?> FindStatusListAsync(string id, CancellationToken cancel = default)
    {
        await _dues.SettleNowAsync(_records, Documents.Where.Eq("due.list", id), cancel);
        return await _statusLists.FindAsync(id, cancel) is { } list ? ReadList(list) : null;
    }

    /// <summary>The version first: entries can then be newer than it says, never older.</summary>
    public async Task<StatusListEntries?> ReadStatusListAsync(string id, CancellationToken cancel = default)
    {
        if (await FindStatusListAsync(id, cancel) is not { } list)
            return null;
        var found = await _records.ListAsync(
            Documents.Where.ElemMatch<BsonDocument>("slots", Documents.Where.Eq("list", id) & Documents.Where.Gt("status", (int)AwardStatus.Active)),
            cancel, only: "{slots: 1}");
        var entries = found.SelectMany(record => record.Items("slots"))
            .Where(slot => slot.Text("list") == id && slot.Int32("status") != (int)AwardStatus.Active)
            .Select(slot => (Index: slot.Int32("index"), Status: (AwardStatus)slot.Int32("status")));
        return new(list, [.. entries.OrderBy(entry => entry.Index)]);
    }

    /// <summary>Puts a new list where none was, or in place of one that is full; whoever comes second takes the first one's.</summary>
    private async Task OpenListAsync(string centre, string? full, StatusListDocument proposed, CancellationToken cancel)
    {
        var keyId = MasterKeyNames.IdIn(proposed.SealedPermutationKey.Span);
        await RequireMasterKeysAsync([keyId], cancel);
        await _statusLists.AddAsync(
            new BsonDocument("_id", proposed.Id).With("centre", centre).With("nextCounter", (int?)0).With("version", 1L)
                .WithSealed("permutationKey", proposed.SealedPermutationKey), cancel);
        var isOpened = false;
        try
        {
            await RequireMasterKeysAsync([keyId], cancel);
            isOpened = full is null
                ? await _openLists.AddAsync(new BsonDocument("_id", centre).With("list", proposed.Id), cancel)
                : await _openLists.UpdateAsync(
                    Documents.Where.Eq("_id", centre) & Documents.Where.In("list", new[] { full, proposed.Id }), Documents.Set.Set("list", proposed.Id), cancel) == 1;
        }
        catch (MasterKeyReplacedException)
        {
            await _statusLists.RemoveAsync(Documents.Where.Eq("_id", proposed.Id), CancellationToken.None);
            throw;
        }
        if (!isOpened)
            await _statusLists.RemoveAsync(Documents.Where.Eq("_id", proposed.Id), cancel);
    }

    private static StatusListDocument ReadList(BsonDocument list) => new(
        list["_id"].AsString, list.Text("centre"), Math.Min(list.Int32("nextCounter"), BitstringStatusList.Entries), list.Int64("version"),
        list.Blob("permutationKey"));
}
