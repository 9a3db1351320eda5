namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>A document of a record's evidence, for those who may read it.</summary>
/// <param name="Id">Within the store; a share names it.</param>
/// <param name="Digest">SHA-256, hexadecimal digits in lower case.</param>
/// <param name="Kind">By its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">Under which it is saved.</param>
/// <param name="State">Whether it can be read.</param>
/// <param name="AddedAt">When it was handed in.</param>
/// <param name="AddedBy">Id of the API key.</param>
public sealed record EvidenceFile(
    Guid Id, string Digest, FileKind Kind, long Size, string Name, EvidenceFileAvailability State, DateTimeOffset AddedAt, string AddedBy)
{
    public DateTimeOffset? ErasedAt { get; init; }

    public string? ErasedBy { get; init; }
}

public enum EvidenceFileAvailability
{
    Kept,

    /// <summary>On somebody's wish; the record and the digest stay.</summary>
    Erased,
}

/// <summary>A document with its bytes, which the caller disposes.</summary>
public sealed record OpenedEvidence(EvidenceFile File, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
