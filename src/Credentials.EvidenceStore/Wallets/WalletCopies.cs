using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>The tokens that wallets were given: each has a status index of its own, and follows its award's status.</summary>
public sealed class WalletCopies
{
    private readonly IEvidenceStorage _storage;

    internal WalletCopies(IEvidenceStorage storage) => _storage = storage;

    /// <inheritdoc cref="IEvidenceStorage.AddWalletCopiesAsync"/>
    public Task<bool> AddAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel = default) => _storage.AddWalletCopiesAsync(copies, cancel);

    /// <inheritdoc cref="IEvidenceStorage.ListWalletCopiesAsync"/>
    public Task<IReadOnlyList<WalletCopyDocument>> ListAsync(Guid award, CancellationToken cancel = default) => _storage.ListWalletCopiesAsync(award, cancel);

    /// <inheritdoc cref="IEvidenceStorage.DropWalletCopyAsync"/>
    public Task<bool> DropAsync(Guid award, Guid copy, CancellationToken cancel = default) => _storage.DropWalletCopyAsync(award, copy, cancel);
}
