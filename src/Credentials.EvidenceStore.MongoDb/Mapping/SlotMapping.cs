using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>
/// A status index of a record, with the status that it shows: those of the award itself, and those of its copies in wallets, which follow it until they
/// are dropped. The lists are read from here, so that a status and the list that tells it cannot disagree.
/// </summary>
internal static class SlotMapping
{
    public static BsonDocument Write(StatusSlot slot, AwardStatus status, Guid? copy = null) => new BsonDocument()
        .With("list", slot.List).With("index", (int?)slot.Index).With("status", (int?)status).With("copy", copy);

    public static StatusSlot Read(BsonDocument slot) => new(slot.Text("list"), slot.Int32("index"));

    public static bool IsOfCopy(BsonDocument slot) => slot.Contains("copy");

    /// <summary>Gives those of a record that were not dropped another status. The lists that change by it.</summary>
    public static IReadOnlyList<string> Change(BsonDocument record, AwardStatus status)
    {
        var lists = new List<string>();
        foreach (var slot in record.Items("slots").Where(slot => !slot.Flag("isDropped")))
        {
            slot.With("status", (int?)status);
            lists.Add(slot.Text("list"));
        }
        return [.. lists.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Drops one copy's: revoked for itself from now on.</summary>
    public static void Drop(BsonDocument slot) => slot.With("status", (int?)AwardStatus.Revoked).With("isDropped", (bool?)true);
}
