using System.Text.Json;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>An entry as staff see it.</summary>
/// <param name="Diagnosis">What LED said; null where it said nothing, or the learner is erased.</param>
internal sealed record LedEntryView(LedEntryDocument Document, string? Diagnosis)
{
    public void Write(Utf8JsonWriter json, DateOnly today)
    {
        json.WriteStartObject();
        json.WriteString("record", Document.RecordId);
        json.WriteString("centre", Document.Centre);
        json.WriteString("state", LedStateWords.Of(Document.State));
        json.WriteString("reference", ComposeLedRequest.ReferenceOf(Document.RecordId));
        json.WriteString("supplier", Document.Supplier);
        json.WriteString("deadline", $"{Document.Deadline:yyyy-MM-dd}");
        json.WriteNumber("daysLeft", Document.Deadline.DayNumber - today.DayNumber);
        json.WriteNumber("attempts", Document.Attempts);
        json.WriteBoolean("mayBeRegistered", Document.Doubts > 0 && Document.SentAt is null);
        WriteInstant(json, "nextAttempt", Document.NextAt);
        WriteInstant(json, "registeredAt", Document.SentAt);
        json.WriteString("fault", Document.Fault);
        json.WriteString("diagnosis", Diagnosis);
        json.WriteStartObject("links");
        json.WriteString("award", $"/api/awards/{Document.RecordId}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } known)
            json.WriteString(name, known.UtcDateTime);
        else
            json.WriteNull(name);
    }
}
