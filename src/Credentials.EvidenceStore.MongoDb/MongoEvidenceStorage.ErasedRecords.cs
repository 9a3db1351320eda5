using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Taking the person out of records: one change of the record empties everything that lies in it.</content>
public sealed partial class MongoEvidenceStorage
{
    private const string EndMails = "end-mails";

    private static readonly ReadOnlyMemory<byte> NoDigest = new byte[16];

    public Task<bool> EraseRecordAsync(
        Guid record, IReadOnlyList<ReadOnlyMemory<byte>> freed, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures = default,
        CancellationToken cancel = default) =>
        ChangeOwingAsync(
            _records, record, stored =>
            {
                if (!HasContent(stored))
                    return false;
                var values = freed.Select(UniqueValues.IdOf).ToHashSet();
                if (stored.PartOrNull("award") is { } award)
                    EraseAward(stored, award, values, revokes, at, signatures);
                else
                    Empty(stored.Part("proof"));
                EvidenceFileMapping.EraseAll(stored);
                // A value that has another owner by now was taken by somebody new.
                foreach (var value in values)
                    OweFree(stored, value, record);
                EventMapping.Add(stored, _order.Next(), RecordEventType.Erased, at, ciphertext: null);
                return true;
            }, cancel);

    private void EraseAward(
        BsonDocument record, BsonDocument award, HashSet<BsonValue> values, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures)
    {
        if (award.TryGetValue("naturalKey", out var naturalKey))
            values.Add(naturalKey);
        Empty(award)
            .With("credential", signatures)
            .With("naturalKey", ReadOnlyMemory<byte>.Empty)
            .With("shareVersion", (int?)award.Int32("shareVersion") + 1)
            .With("claimVersion", (int?)award.Int32("claimVersion") + 1)
            .With("batch", default(Guid?))
            .With("batchRow", default(int?));
        ShareMapping.EndOfErased(record);
        ShareOpeningsMapping.EndOfErased(record);
        LearnerRequestMapping.EndOfErased(record, at);
        // What is not among the mails yet never will be; what is there is ended.
        Dues.Forgive(record, due => due.Text("kind") == NewMail);
        _dues.Owe(record, EndMails, new BsonDocument().With("award", record.Id()));
        if (revokes && record.Int32("status") != (int)AwardStatus.Revoked)
            ChangeStatus(record, AwardStatus.Revoked, at, ReadOnlyMemory<byte>.Empty);
        else
            LedEntryMapping.Drop(record);
    }

    private static BsonDocument Empty(BsonDocument part) => part
        .With("version", part.Int64("version") + 1)
        .With("digest", NoDigest)
        .With("request", ReadOnlyMemory<byte>.Empty)
        .With("content", ReadOnlyMemory<byte>.Empty)
        .With("journal", ReadOnlyMemory<byte>.Empty);

    private Task EndMailsAsync(BsonDocument due, CancellationToken cancel) => EndMailsAsync([due["award"]], cancel);
}
