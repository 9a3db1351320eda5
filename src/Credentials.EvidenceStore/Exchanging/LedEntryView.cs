using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;

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
        json.WriteInstant("nextAttempt", Document.NextAt);
        json.WriteInstant("registeredAt", Document.SentAt);
        json.WriteString("fault", Document.Fault);
        json.WriteString("diagnosis", Diagnosis);
        json.WriteStartObject("links");
        json.WriteString("award", $"/api/awards/{Document.RecordId}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
