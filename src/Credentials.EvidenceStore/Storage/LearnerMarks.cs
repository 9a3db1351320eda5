namespace Credentials.EvidenceStore.Storage;

/// <summary>By what a learner is found within one centre: the learner's entries in the blind index. Keyed hashes only.</summary>
/// <param name="Words">One for each word of the names.</param>
/// <param name="Identities">
/// Match hashes (16 bytes) of whatever is most likely one person's: e-mail address, names with birth date. Another learner who has one of them, as an
/// identity or as the hash that the learner is matched by, is possibly the same person.
/// </param>
public sealed record LearnerMarks(IReadOnlyList<long> Words, IReadOnlyList<ReadOnlyMemory<byte>> Identities)
{
    public static LearnerMarks None { get; } = new([], []);

    /// <summary>An identity's entry in the index: its first eight bytes.</summary>
    public static long TokenOf(ReadOnlyMemory<byte> identity) => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(identity.Span);
}
