using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Members of staff, and the journal of what is done in a centre. An action that tells of a change is written with the member, and goes from there into the
/// journal under an id of its own, so that it is there once.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const string NewAction = "action";

    public async Task<bool> AddStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default)
    {
        var id = Fields.Of(member.Id);
        await RequireSealedUnderCurrentAsync([member.SealedPerson], cancel);
        // Of two who add the same member at once both may find the place free, and one takes it.
        await _staffMembers.AddAsync(new BsonDocument("_id", id), cancel);
        try
        {
            return await ChangeStaffMemberAsync(
                member, action, stored =>
                {
                    if (StaffMapping.IsSomebody(stored))
                        return false;
                    StaffMapping.Put(stored, member);
                    return true;
                }, cancel);
        }
        catch (MasterKeyReplacedException)
        {
            await _staffMembers.RemoveAsync(Documents.Where.Eq("_id", id) & Documents.Where.Exists("centre", false), CancellationToken.None);
            throw;
        }
    }

    public async Task<StaffMemberDocument?> FindStaffMemberAsync(Guid id, CancellationToken cancel = default) =>
        await _staffMembers.FindAsync(Fields.Of(id), cancel) is { } member && StaffMapping.IsSomebody(member) ? StaffMapping.Read(member) : null;

    public async Task<bool> ReplaceStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default)
    {
        await RequireSealedUnderCurrentAsync([member.SealedPerson], cancel);
        return await ChangeStaffMemberAsync(
            member, action, stored =>
            {
                if (!StaffMapping.IsSomebody(stored) || stored.Text("centre") != member.Centre || stored.Int64("version") != member.Version - 1)
                    return false;
                StaffMapping.Put(stored, member with { AddedAt = stored.Instant("addedAt") });
                return true;
            }, cancel);
    }

    public Task<IReadOnlyList<StaffMemberDocument>> ListStaffMembersAsync(string centre, bool withRemoved, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Eq("centre", centre);
        return ListStaffAsync(withRemoved ? filter : filter & Documents.Where.Exists("removedAt", false), cancel);
    }

    public async Task<IReadOnlyList<StaffMemberDocument>> FindStaffMembersByMarkAsync(ReadOnlyMemory<byte> mark, CancellationToken cancel = default) =>
        mark.IsEmpty ? [] : await ListStaffAsync(Documents.Where.Eq("mark", Fields.Of(mark)), cancel);

    public async Task AddStaffActionAsync(StaffActionDocument action, CancellationToken cancel = default) =>
        await _staffActions.AddAsync(StaffMapping.Write(action, _order.Next()).With("_id", Guid.NewGuid()), cancel);

    public async Task<Page<StoredStaffAction>> ListStaffActionsAsync(StaffActionQuery query, CancellationToken cancel = default)
    {
        await _dues.SettleNowAsync(_staffMembers, Documents.Where.Eq("centre", query.Centre) & Documents.Where.Exists("due.at"), cancel);
        var filter = Documents.Where.Eq("centre", query.Centre);
        if (query.Cursor is not null)
        {
            if (!Guid.TryParseExact(query.Cursor, "N", out var id)
                || await _staffActions.FindAsync(Fields.Of(id), cancel) is not { } last || last.Text("centre") != query.Centre)
                return Pages.UnknownCursor<StoredStaffAction>();
            filter &= Documents.Where.Lt("number", last["number"])
                | (Documents.Where.Eq("number", last["number"]) & Documents.Where.Lt("_id", last["_id"]));
        }
        foreach (var (field, asked) in new[] { ("subject", query.Subject), ("actor", query.Actor), ("what", query.What) })
        {
            if (asked is not null)
                filter &= Documents.Where.Eq(field, asked);
        }
        if (query.From is { } from)
            filter &= Documents.Where.Gte("at", Fields.Of(from));
        if (query.Before is { } before)
            filter &= Documents.Where.Lt("at", Fields.Of(before));
        var found = await _staffActions.ListAsync(
            filter, cancel, Documents.By.Combine(Documents.By.Descending("number"), Documents.By.Descending("_id")), query.Limit + 1);
        return Pages.Of(found, query.Limit, StaffMapping.ReadAction);
    }

    private async Task<bool> ChangeStaffMemberAsync(
        StaffMemberDocument member, StaffActionDocument? action, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var number = _order.Next();
        var (stored, isChanged) = await ChangeSealedAsync(
            _staffMembers, Fields.Of(member.Id), [member.SealedPerson], document =>
            {
                if (!change(document))
                    return false;
                if (action is not null)
                    _dues.Owe(document, NewAction, new BsonDocument().With("action", StaffMapping.Write(action, number)));
                return true;
            }, cancel);
        if (isChanged)
            await _dues.SettleAsync(_staffMembers, [stored!]);
        return isChanged;
    }

    private Task AddActionAsync(BsonDocument due, CancellationToken cancel) =>
        _staffActions.AddAsync(((BsonDocument)due.Part("action").DeepClone()).With("_id", due.Id("id")), cancel);

    private async Task<IReadOnlyList<StaffMemberDocument>> ListStaffAsync(MongoDB.Driver.FilterDefinition<BsonDocument> filter, CancellationToken cancel)
    {
        var found = await _staffMembers.ListAsync(filter, cancel, Documents.By.Combine(Documents.By.Ascending("addedAt"), Documents.By.Ascending("_id")));
        return [.. found.Select(StaffMapping.Read)];
    }
}
