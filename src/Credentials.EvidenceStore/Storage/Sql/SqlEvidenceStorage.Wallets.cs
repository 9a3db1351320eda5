namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>What wallets were given, and what is short-lived on the way there.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<bool> AddWalletCopiesAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel) =>
        Write(connection => WalletCopyRows.Add(connection, copies), isDurable: CanLoseEngine, cancel);

    public Task<IReadOnlyList<WalletCopyDocument>> ListWalletCopiesAsync(Guid award, CancellationToken cancel) =>
        Read(connection => WalletCopyRows.List(connection, award), cancel);

    public Task<bool> DropWalletCopyAsync(Guid award, Guid copy, CancellationToken cancel) =>
        WriteDurably(connection => WalletCopyRows.Drop(connection, award, copy), cancel);

    public Task<bool> AddShortLivedAsync(ShortLivedDocument document, CancellationToken cancel) =>
        WriteDurably(connection => ShortLivedRows.Add(connection, document), cancel);

    public Task<bool> AddShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel) =>
        Write(connection => ShortLivedRows.Add(connection, document), isDurable: CanLoseEngine, cancel);

    public Task<ShortLivedDocument?> FindShortLivedAsync(string kind, ReadOnlyMemory<byte> key, CancellationToken cancel) =>
        Read(connection => ShortLivedRows.Find(connection, kind, key), cancel);

    public Task<bool> ReplaceShortLivedAsync(ShortLivedDocument document, CancellationToken cancel) =>
        WriteDurably(connection => ShortLivedRows.Replace(connection, document), cancel);

    public Task<bool> ReplaceShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel) =>
        Write(connection => ShortLivedRows.Replace(connection, document), isDurable: CanLoseEngine, cancel);

    public Task<int> RemoveShortLivedAsync(DateTimeOffset expiredBefore, int limit, CancellationToken cancel) =>
        Write(connection => ShortLivedRows.RemoveExpired(connection, expiredBefore, limit), isDurable: false, cancel);
}
