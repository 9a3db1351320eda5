using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage;

/// <summary>Where a record comes from.</summary>
public enum RecordSource
{
    /// <summary>Awarded by one of our centres.</summary>
    Award = 0,

    /// <summary>A proof from outside.</summary>
    Proof = 1,
}

/// <summary>The status of a record: of an award one of the first three, as <see cref="AwardStatus"/> numbers them, of a proof one of the others.</summary>
public enum RecordStatus
{
    Active = 0,
    Suspended = 1,
    Revoked = 2,
    Registered = 3,
    Cancelled = 4,
}

/// <summary>What awards and proofs from outside have in common as records; nothing of it is personal.</summary>
public sealed record RecordDocument
{
    public required Guid Id { get; init; }

    public required RecordSource Source { get; init; }

    public required Guid LearnerId { get; init; }

    public required RecordFacts Facts { get; init; }

    public required RecordStatus Status { get; init; }

    /// <summary>When the status last changed; null while it is the first.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A proof from outside, one document. Personal data are in the sealed members only.</summary>
public sealed record ProofDocument
{
    public required RecordDocument Record { get; init; }

    /// <summary>1 for a new one; grows by one with every change of the document.</summary>
    public required long Version { get; init; }

    /// <summary>Keyed digest over everything that the supplier said, so that a repeat with other content is told from the same again.</summary>
    public required ReadOnlyMemory<byte> ContentDigest { get; init; }

    /// <summary>Everything that the supplier said, as JSON, encrypted under the learner's key.</summary>
    public required ReadOnlyMemory<byte> SealedContent { get; init; }

    /// <summary>Who did what when and why, encrypted under the learner's key; empty while nothing happened after the registration.</summary>
    public ReadOnlyMemory<byte> SealedJournal { get; init; }

    /// <summary>The cancelled proof that this one replaces.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>The proof that replaces this one, which is cancelled.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>The id of the API key that registered it, or <c>import</c>.</summary>
    public required string RecordedBy { get; init; }

    public Guid Id => Record.Id;
}

/// <summary>What happened to a record; the numbers are stored.</summary>
public enum RecordEventType
{
    Registered = 0,
    Issued = 1,
    Suspended = 2,
    Reactivated = 3,
    Revoked = 4,
    Cancelled = 5,
    Erased = 6,
}

/// <summary>One event of a record, for the log.</summary>
/// <param name="RecordId">Whose.</param>
/// <param name="Ordinal">0 for the record's first, then one more each.</param>
/// <param name="Type">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Digest">
/// SHA-256 of the ciphertext that it commits to: the sealed content or request when registered or issued, the sealed journal as it stands then when the
/// status changes; 32 zero bytes when erased.
/// </param>
public sealed record RecordEvent(Guid RecordId, int Ordinal, RecordEventType Type, DateTimeOffset At, ReadOnlyMemory<byte> Digest);

/// <summary>An event that is not in the log yet.</summary>
/// <param name="Number">
/// Orders events as they were written. What was moved is removed by number and record together: an engine may use a number again, and of several
/// writers one with the lower number may come later.
/// </param>
/// <param name="Event">What happened.</param>
public sealed record PendingEvent(long Number, RecordEvent Event);
