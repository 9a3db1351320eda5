namespace Credentials.EvidenceStore.Storage;

/// <content>What wallets were given, and what is short-lived on the way there.</content>
public partial interface IEvidenceStorage
{
    /// <summary>
    /// Ordered, not durable by itself: what is noted of them after, before anybody sees them, makes it so. Adds copies of one award, all or none, and gives
    /// their indexes the award's status in the same commit. False, changing nothing, when the award is not issued, is revoked or was erased.
    /// </summary>
    Task<bool> AddWalletCopiesAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel = default);

    /// <summary>Every copy that was given of an award, oldest first.</summary>
    Task<IReadOnlyList<WalletCopyDocument>> ListWalletCopiesAsync(Guid award, CancellationToken cancel = default);

    /// <summary>Durable. Its index says revoked from now on. False when there is no such copy or it was dropped before.</summary>
    Task<bool> DropWalletCopyAsync(Guid award, Guid copy, CancellationToken cancel = default);

    /// <summary>Durable. False when there is one of that kind and key, expired or not.</summary>
    Task<bool> AddShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default);

    /// <summary>As <see cref="AddShortLivedAsync"/>, but ordered: durable with what is written next and waited for.</summary>
    Task<bool> AddShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default);

    /// <summary>Whether it has expired is for the caller to look at.</summary>
    Task<ShortLivedDocument?> FindShortLivedAsync(string kind, ReadOnlyMemory<byte> key, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not one less.</summary>
    Task<bool> ReplaceShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default);

    /// <summary>As <see cref="ReplaceShortLivedAsync"/>, but ordered: durable with what is written next and waited for.</summary>
    Task<bool> ReplaceShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default);

    /// <summary>Ordered. Removes documents that expired before that moment, at most so many; answers how many.</summary>
    Task<int> RemoveShortLivedAsync(DateTimeOffset expiredBefore, int limit, CancellationToken cancel = default);
}
