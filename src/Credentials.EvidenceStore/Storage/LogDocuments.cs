using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage;

/// <summary>How far the Merkle log has come, what it last said in public, and who is at it: one document.</summary>
/// <param name="Version">1 for the first; each change adds one and is refused when another came first.</param>
/// <param name="Size">Entries in the log.</param>
/// <param name="Checkpoint">The signed note that commits to them.</param>
/// <param name="Owner">The process that sequences; null when none does.</param>
/// <param name="LeasedUntil">Until when nobody else takes its place; each change by the owner renews it.</param>
public sealed record LogHeadDocument(long Version, long Size, string Checkpoint, string? Owner, DateTimeOffset? LeasedUntil);

/// <summary>
/// The epochs of the log. One ends when the database is set back to an earlier moment (a back-up is restored): what the log was given after that moment is
/// not known any more and may be public, so it goes on under another name, or one name would have two histories.
/// </summary>
/// <param name="Name">What the log's origin ends in now; empty in the first epoch. No two epochs have the same, not even two restores of one back-up.</param>
/// <param name="Ended">The last checkpoints of the epochs before this one, oldest first, as far as the database knows them.</param>
/// <param name="IsCut">Whether the database was set back since: before anything else is signed, a new epoch begins.</param>
public sealed record LogEpochs(string Name, IReadOnlyList<string> Ended, bool IsCut)
{
    public static LogEpochs First { get; } = new("", [], IsCut: false);

    /// <summary>Whether an epoch can have that name: its number, a hyphen, and eight hexadecimal digits by chance; the first one has none.</summary>
    public static bool IsName(string name) => name.Length == 0 || (name.Split('-') is [{ Length: > 0 and < 10 } number, { Length: 8 } chance]
        && number.All(char.IsAsciiDigit) && chance.All(char.IsAsciiHexDigitLower));
}

/// <param name="Pending">An event that is not in the log yet.</param>
/// <param name="Facts">Its record's; null where the record is not there any more, which only a hand in the database can do.</param>
public sealed record EventToLog(PendingEvent Pending, RecordFacts? Facts);

/// <param name="Head">The head afterwards: its size is the stored one's and the events'.</param>
/// <param name="Events">They become the next entries in this order, and are pending no more.</param>
/// <param name="Tiles">What changes in the tree by it.</param>
public sealed record LogAppend(LogHeadDocument Head, IReadOnlyList<PendingEvent> Events, IReadOnlyList<LogTile> Tiles)
{
    /// <summary>The epoch that begins with it; null where the log's goes on.</summary>
    public LogEpochs? Begins { get; init; }
}

/// <param name="Position">0 for the first entry.</param>
public sealed record LogEntry(long Position, RecordEvent Event);

/// <summary>An entry with its record as the database has it now, for checking one against the other.</summary>
/// <param name="Event">Null where the entry's row holds what cannot be read.</param>
public sealed record LoggedEntry(long Position, RecordEvent? Event, StoredRecord? Record);

/// <summary>A record as it lies in its tables, read without trust.</summary>
public sealed record StoredRecord
{
    /// <summary>Null where a value cannot be read; <see cref="Faults"/> says which.</summary>
    public required RecordDocument? Document { get; init; }

    /// <summary>How many events it has.</summary>
    public required int Events { get; init; }

    /// <summary>SHA-256 of the sealed request or content; empty once that is erased.</summary>
    public required ReadOnlyMemory<byte> ContentDigest { get; init; }

    /// <summary>SHA-256 of the sealed journal, of nothing where there is none.</summary>
    public required ReadOnlyMemory<byte> JournalDigest { get; init; }

    /// <summary>What is wrong by itself: values out of range, and tables that disagree. Sentences that begin with a lower-case letter.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}

/// <summary>A record with all its events, in and not yet in the log, by ordinal, as of one moment.</summary>
public sealed record RecordWithEvents(StoredRecord? Record, IReadOnlyList<RecordEvent> Events);

/// <summary>Counts as of one moment, which must fit each other.</summary>
/// <param name="Size">What the log's head says; 0 without one.</param>
/// <param name="Entries">Rows of the log.</param>
/// <param name="Pending">Events that are not in it yet.</param>
/// <param name="RecordEvents">Events that the records say they have.</param>
/// <param name="Records">Records by their facts.</param>
/// <param name="Documents">Awards and proofs.</param>
public sealed record LogTotals(long Size, long Entries, long Pending, long RecordEvents, long Records, long Documents);

/// <summary>Something that lacks its counterpart.</summary>
/// <param name="Record">The id of the record that it belongs to, or would.</param>
public sealed record LogMisfit(LogMisfitKind Kind, Guid Record);

public enum LogMisfitKind
{
    /// <summary>A record whose events are not all there, neither in the log nor pending, or more than all.</summary>
    EventsOfRecord = 0,

    /// <summary>An award or proof without a record, or a record without either.</summary>
    DocumentOfRecord = 1,

    /// <summary>An event of a record that is not there.</summary>
    RecordOfEvent = 2,
}
