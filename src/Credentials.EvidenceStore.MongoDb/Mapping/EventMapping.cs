using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>Events of a record on their way to the log: in the record's document, until whoever keeps the log has moved them.</summary>
internal static class EventMapping
{
    /// <summary>Adds the record's next event to a document that is being changed.</summary>
    /// <param name="record">The record's document.</param>
    /// <param name="number">Orders it among all pending ones.</param>
    /// <param name="type">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="ciphertext">What the event commits to; null for an erasure, of which there is nothing.</param>
    public static void Add(BsonDocument record, long number, RecordEventType type, DateTimeOffset at, ReadOnlyMemory<byte>? ciphertext)
    {
        var ordinal = record.Int32("events");
        var digest = ciphertext is { } bytes ? SHA256.HashData(bytes.Span) : new byte[SHA256.HashSizeInBytes];
        // Another process may have added the one before by a clock that is ahead of this one's, and a record's events are logged in their order.
        if (record.Items("pending").LastOrDefault() is { } last)
            number = Math.Max(number, last.Int64("number") + 1);
        record.With("events", (int?)ordinal + 1);
        record.Append("pending", Write(new PendingEvent(number, new(record.Id(), ordinal, type, at, digest))));
    }

    /// <summary>Without the record's id, which stands in its document.</summary>
    public static BsonDocument Write(PendingEvent pending) => Write(pending.Event).With("number", pending.Number);

    public static BsonDocument Write(RecordEvent one) => new BsonDocument()
        .With("ordinal", (int?)one.Ordinal).With("type", (int?)one.Type).With("at", one.At).With("digest", one.Digest);

    public static IEnumerable<PendingEvent> ReadPending(BsonDocument record) =>
        record.Items("pending").Select(pending => new PendingEvent(pending.Int64("number"), Read(pending, record.Id())));

    public static RecordEvent Read(BsonDocument one, Guid record) =>
        new(record, one.Int32("ordinal"), (RecordEventType)one.Int32("type"), one.Instant("at"), one.Blob("digest"));
}
