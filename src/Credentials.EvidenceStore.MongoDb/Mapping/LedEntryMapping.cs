using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>An award's entry in LED's outbox, in the award's own document.</summary>
internal static class LedEntryMapping
{
    private const string Part = "led";

    public static LedEntryDocument? Read(BsonDocument record) => record.PartOrNull(Part) is { } led
        ? new()
        {
            RecordId = record.Id(),
            Centre = led.Text("centre"),
            State = (LedEntryState)led.Int32("state"),
            Attempts = led.Int32("attempts"),
            Doubts = led.Int32("doubts"),
            NextAt = led.InstantOrNull("nextAt"),
            Deadline = led.Day("deadline"),
            Supplier = led.TextOrNull("supplier"),
            Fault = led.TextOrNull("fault"),
            SealedDiagnosis = led.Blob("diagnosis"),
            SentAt = led.InstantOrNull("sentAt"),
            Version = led.Int64("version"),
        }
        : null;

    /// <summary>Puts the entry into its award's document, or for null takes it out.</summary>
    public static void Put(BsonDocument record, LedEntryDocument? entry) => record.With(Part, entry is null ? null : new BsonDocument()
        // The document's own id once more: an index with it holds only documents that have an entry.
        .With("record", entry.RecordId)
        .With("centre", entry.Centre)
        .With("state", (int?)entry.State)
        .With("attempts", (int?)entry.Attempts)
        .With("doubts", (int?)entry.Doubts)
        .With("nextAt", entry.NextAt)
        .With("deadline", entry.Deadline)
        .With("supplier", entry.Supplier)
        .With("fault", entry.Fault)
        .With("diagnosis", entry.SealedDiagnosis)
        .With("sentAt", entry.SentAt)
        .With("version", entry.Version));

    /// <summary>With the change that revokes the award.</summary>
    public static void Revoke(BsonDocument record)
    {
        if (Read(record) is { } entry)
            Put(record, entry.AfterRevocation());
    }

    /// <summary>With the change that empties the award and leaves its status: what LED certainly never had is not registered any more.</summary>
    public static void Drop(BsonDocument record)
    {
        if (Read(record) is { Doubts: 0, State: not (LedEntryState.Sent or LedEntryState.ToCancel or LedEntryState.Cancelled) })
            Put(record, null);
    }
}
