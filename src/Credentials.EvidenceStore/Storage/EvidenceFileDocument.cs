namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// A file of a record's evidence, as far as the database knows it: the bytes lie outside, under a name that is <see cref="Id"/>, encrypted under a key of
/// their own. It is never removed from a record that is not erased: an erased file leaves its document, without the key.
/// </summary>
/// <param name="Id">Random: nothing can be read from it, and no two files share it.</param>
/// <param name="RecordId">An issued award or a proof.</param>
/// <param name="Mark">Keyed hash of record and digest: one file for each digest of a record. 16 bytes.</param>
/// <param name="WrappedKey">The file's key, encrypted under the learner's; empty once erased, and then overwritten where it lay.</param>
/// <param name="SealedFacts">Digest, media type, size and name, encrypted under the learner's key; without the name once erased.</param>
/// <param name="AddedAt">When.</param>
/// <param name="ErasedAt">When the file was erased; null while it is there.</param>
public sealed record EvidenceFileDocument(
    Guid Id, Guid RecordId, ReadOnlyMemory<byte> Mark, ReadOnlyMemory<byte> WrappedKey, ReadOnlyMemory<byte> SealedFacts, DateTimeOffset AddedAt,
    DateTimeOffset? ErasedAt = null)
{
    /// <summary>How many a record can have, erased ones included.</summary>
    public static int MostOfOneRecord => 20;
}

/// <summary>What came of adding one.</summary>
public abstract record EvidenceFileOutcome
{
    private EvidenceFileOutcome()
    {
    }

    public sealed record Added : EvidenceFileOutcome;

    /// <summary>The record has a file of that digest, or had one that was erased.</summary>
    public sealed record Exists(EvidenceFileDocument Document) : EvidenceFileOutcome;

    /// <summary>The record has as many as it can.</summary>
    public sealed record TooMany : EvidenceFileOutcome;

    /// <summary>There is no such record, or nothing personal is left in it.</summary>
    public sealed record RecordErased : EvidenceFileOutcome;
}

/// <summary>What the database knows of a file that somebody found.</summary>
public enum EvidenceFileState
{
    /// <summary>Nothing: it was never acknowledged, or is another installation's.</summary>
    Unknown,

    /// <summary>It has a key.</summary>
    Kept,

    /// <summary>Its key is destroyed.</summary>
    Erased,
}
