using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>Whether a record is what its events made of it. What is wrong is said in sentences that begin with a lower-case letter.</summary>
internal static class RecordHistory
{
    /// <summary>For the many records to which nothing happened after the first event: true where looking at all of their events would find nothing.</summary>
    public static bool IsUntouched(StoredRecord record, RecordEvent first) =>
        record is { Document: { ChangedAt: null } document, Events: 1, Faults.Count: 0 } && first.Ordinal == 0 && document.Id == first.RecordId
        && document.Status == StatusAfter(first.Type) && document.RecordedAt == first.At && document.Source == SourceOf(first.Type)
        && record.ContentDigest.Span.SequenceEqual(first.Digest.Span);

    public static IEnumerable<string> FindFaults(RecordWithEvents stored)
    {
        var (record, events) = stored;
        if (record is null)
            return ["it is gone"];
        return record.Document is { } document ? [.. record.Faults, .. Compare(record, document, events)] : record.Faults;
    }

    private static IEnumerable<string> Compare(StoredRecord record, RecordDocument document, IReadOnlyList<RecordEvent> events)
    {
        if (events.Count != record.Events || events.Where((happened, place) => happened.Ordinal != place).Any())
            yield return $"it has {record.Events} events, and {events.Count} are in the log or pending";
        if (events.Count == 0)
            yield break;
        var (first, last) = (events[0], events[^1]);
        if (document.Id != first.RecordId)
            yield return "its id is another in the table of records";
        if (document.Source != SourceOf(first.Type))
            yield return $"it stands as {LogLeaf.WordOf(document.Source)}, and its first event is {LogLeaf.WordOf(first.Type)}";
        if (document.RecordedAt != first.At)
            yield return $"it was recorded at {document.RecordedAt:O}, and its first event says {first.At:O}";
        var isErased = events.Any(happened => happened.Type == RecordEventType.Erased);
        if (record.ContentDigest.IsEmpty ? !isErased : !record.ContentDigest.Span.SequenceEqual(first.Digest.Span))
            yield return record.ContentDigest.IsEmpty ? "its sealed content is gone, and it was not erased" : "its sealed content is not what its first event says";
        var change = events.LastOrDefault(happened => StatusAfter(happened.Type) is not null);
        if (change is not null && StatusAfter(change.Type) != document.Status)
            yield return $"its status is {LogLeaf.WordOf(document.Status)}, and its last event says {LogLeaf.WordOf(StatusAfter(change.Type)!.Value)}";
        if (document.ChangedAt is { } at ? at != change?.At && at != last.At : change is { Ordinal: > 0 })
            yield return "the time of its last change is not that of its last event";
        // An award's journal also tells of links that were made and withdrawn, which are no events; that nobody wrote in it its seal shows.
        if (document.Source == RecordSource.Proof && last.Ordinal > 0 && last == change && !record.JournalDigest.Span.SequenceEqual(last.Digest.Span))
            yield return "its sealed journal is not what its last event says";
    }

    /// <summary>The status that an event leads to; null where it leaves the status as it was.</summary>
    private static RecordStatus? StatusAfter(RecordEventType type) => type switch
    {
        RecordEventType.Registered => RecordStatus.Registered,
        RecordEventType.Issued or RecordEventType.Reactivated => RecordStatus.Active,
        RecordEventType.Suspended => RecordStatus.Suspended,
        RecordEventType.Revoked => RecordStatus.Revoked,
        RecordEventType.Cancelled => RecordStatus.Cancelled,
        _ => null,
    };

    private static RecordSource SourceOf(RecordEventType first) => first == RecordEventType.Issued ? RecordSource.Award : RecordSource.Proof;
}
