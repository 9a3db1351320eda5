using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>Copies of an award in wallets, in the award's own document; their status indexes stand among the award's (<see cref="SlotMapping"/>).</summary>
internal static class WalletCopyMapping
{
    private const string Field = "copies";
    private const string Slots = "slots";

    public static IEnumerable<WalletCopyDocument> ReadAll(BsonDocument record) =>
        from copy in record.Items(Field)
        let id = copy.Id("id")
        let slot = SlotOf(record, id)
        select new WalletCopyDocument(
            id, record.Id(), SlotMapping.Read(slot), copy.Text("form"), copy.Instant("issuedAt"), copy.TextOrNull("fingerprint"), slot.Flag("isDropped"));

    public static bool IsThere(BsonDocument record, Guid copy) => record.Items(Field).Any(one => one.Id("id") == copy);

    /// <summary>Adds one whose index shows the status that the award has.</summary>
    public static void Add(BsonDocument record, WalletCopyDocument copy)
    {
        record.Append(Field, new BsonDocument()
            .With("id", copy.Id).With("form", copy.Form).With("issuedAt", copy.IssuedAt).With("fingerprint", copy.Fingerprint));
        var slot = SlotMapping.Write(copy.Slot, (AwardStatus)record.Int32("status"), copy.Id);
        if (copy.IsDropped)
            SlotMapping.Drop(slot);
        record.Append(Slots, slot);
    }

    /// <summary>The list that changes by it; null where there is no such copy, or it was dropped before.</summary>
    public static string? Drop(BsonDocument record, Guid copy)
    {
        if (!IsThere(record, copy) || SlotOf(record, copy) is not { } slot || slot.Flag("isDropped"))
            return null;
        SlotMapping.Drop(slot);
        return slot.Text("list");
    }

    private static BsonDocument SlotOf(BsonDocument record, Guid copy) => record.Items(Slots).First(slot => slot.IdOrNull("copy") == copy);
}
