namespace Credentials.EvidenceStore.Storage;

/// <summary>How far a learner's erasure has come.</summary>
public enum LearnerState
{
    /// <summary>Nobody asked for it.</summary>
    Present = 0,

    /// <summary>Asked for and under way: nothing more is recorded for this learner.</summary>
    Erasing = 1,

    /// <summary>Done: the key is gone, and with it whatever was sealed under it.</summary>
    Erased = 2,
}

/// <summary>A learner: nothing but the learner's own data key, wrapped under a master key, and what became of the learner.</summary>
/// <param name="WrappedKey">AES-256-GCM under the master key of <paramref name="MasterKeyId"/>; empty once erased. Its length never changes otherwise.</param>
public sealed record LearnerDocument(Guid Id, string MasterKeyId, ReadOnlyMemory<byte> WrappedKey)
{
    /// <summary>1 for a new one; each change adds one and is refused when another came first.</summary>
    public long Version { get; init; } = 1;

    public LearnerState State { get; init; }

    /// <summary>Another learner who is the same person; reads of either reach the records of both, which stay where they are.</summary>
    public Guid? AliasOf { get; init; }

    /// <summary>How the erasure was asked for, sealed under the master key; empty where it was not.</summary>
    public ReadOnlyMemory<byte> SealedErasure { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }
}
