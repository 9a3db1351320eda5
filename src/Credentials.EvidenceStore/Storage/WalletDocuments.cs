namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// A token that a wallet was given for an award. It has a status index of its own, so that copies in several hands cannot be linked by it; the status
/// itself is the award's.
/// </summary>
/// <param name="Form">The form it was given in, e.g. <c>dc+sd-jwt</c>.</param>
/// <param name="Fingerprint">Of its signature, as a register of signatures names it: a copy stays known when the key is compromised one day. Null where it has none.</param>
/// <param name="IsDropped">It was replaced by a copy in another wallet: revoked for itself, whatever the award's status is.</param>
public sealed record WalletCopyDocument(Guid Id, Guid AwardId, StatusSlot Slot, string Form, DateTimeOffset IssuedAt, string? Fingerprint, bool IsDropped)
{
    /// <summary>The <see cref="Form"/> of the one that staff fetch: bound to no wallet, and kept with the credential's other forms.</summary>
    public const string Unbound = "application/dc+sd-jwt";

    /// <summary>Whether a wallet has it, so that its learner may drop it.</summary>
    public bool IsInWallet => Form != Unbound;
}

/// <summary>Something that is of no use after a moment: an offer, a nonce that was used, a request for a presentation. Found by kind and key only.</summary>
/// <param name="Key">A hash, so that nobody who reads the store can use what it stands for.</param>
/// <param name="Version">1 for a new one; each change adds one and is refused when another came first.</param>
/// <param name="Expires">From then on it may be removed at any time.</param>
/// <param name="Content">Nothing personal that is not sealed.</param>
public sealed record ShortLivedDocument(string Kind, ReadOnlyMemory<byte> Key, long Version, DateTimeOffset Expires, ReadOnlyMemory<byte> Content);
