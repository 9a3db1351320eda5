namespace Credentials.EvidenceStore.Storage;

/// <summary>What is sealed under a master key directly, each in a table of its own.</summary>
public enum MasterSealedKind
{
    /// <summary>A learner's own key, with the id of the master key beside it; of an erased learner zeros are left.</summary>
    LearnerKey = 0,

    /// <summary>How an erasure was asked for.</summary>
    Erasure = 1,

    /// <summary>The key of a status list's permutation.</summary>
    PermutationKey = 2,

    /// <summary>The rows of a class list that is being worked on.</summary>
    BatchInput = 3,

    /// <summary>A class list's row errors.</summary>
    BatchErrors = 4,

    /// <summary>Who a member of a centre's staff is.</summary>
    StaffPerson = 5,
}

/// <summary>One value sealed under a master key, as it is stored now.</summary>
/// <param name="Owner">Which: the id of its learner, class list or member of staff (as <c>N</c>), or of its status list.</param>
/// <param name="KeyId">The master key's id where it stands beside the value; null where the value says so itself.</param>
public sealed record MasterSealed(MasterSealedKind Kind, string Owner, string? KeyId, ReadOnlyMemory<byte> Bytes);

/// <param name="Was">What is replaced, unless it was changed meanwhile.</param>
/// <param name="Bytes">The same under the master key that is current; of a learner's key as long as before.</param>
public sealed record Resealed(MasterSealed Was, ReadOnlyMemory<byte> Bytes);
