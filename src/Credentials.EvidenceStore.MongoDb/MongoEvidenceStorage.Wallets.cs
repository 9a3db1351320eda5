using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Copies in wallets, in the document of their award.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>
    /// The indexes are taken before anything leads to them, each by its copy: what a process leaves behind by dying in between is burnt, as any index that
    /// was leased and not used.
    /// </summary>
    /// <exception cref="InvalidOperationException">An index is taken: it was leased twice, which must never be. Nothing is added.</exception>
    public async Task<bool> AddWalletCopiesAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel = default)
    {
        if (copies.Count == 0)
            return true;
        if (await FindPartAsync(copies[0].AwardId, "copies", cancel) is not { } award)
            return false;
        // Those that an earlier attempt added, whose answer was lost, keep what they have.
        List<WalletCopyDocument> added = [.. copies.Where(copy => !WalletCopyMapping.IsThere(award, copy.Id))];
        await OccupyAsync([.. added.Select(copy => (copy.Slot, copy.Id))], () => FreeIndexesAsync(added, cancel), cancel);
        var isGiven = false;
        await ChangePresentAsync(
            copies[0].AwardId, record =>
            {
                var missing = added.Where(copy => !WalletCopyMapping.IsThere(record, copy.Id)).ToList();
                isGiven = missing.Count == 0 || record.Int32("status") != (int)AwardStatus.Revoked;
                if (!isGiven || missing.Count == 0)
                    return false;
                foreach (var copy in missing)
                    WalletCopyMapping.Add(record, copy);
                if (record.Int32("status") != (int)AwardStatus.Active)
                    OweNewVersions(record, missing.Select(copy => copy.Slot.List).Distinct(StringComparer.Ordinal));
                return true;
            }, cancel);
        if (!isGiven)
            await FreeIndexesAsync(added, cancel);
        return isGiven;
    }

    public async Task<IReadOnlyList<WalletCopyDocument>> ListWalletCopiesAsync(Guid award, CancellationToken cancel = default) =>
        await FindPartAsync(award, "copies", cancel, "slots") is { } record
            ? [.. WalletCopyMapping.ReadAll(record).OrderBy(copy => copy.IssuedAt).ThenBy(copy => copy.Id)]
            : [];

    public Task<bool> DropWalletCopyAsync(Guid award, Guid copy, CancellationToken cancel = default) =>
        ChangeOwingAsync(
            _records, award, stored =>
            {
                if (WalletCopyMapping.Drop(stored, copy) is not { } list)
                    return false;
                OweNewVersions(stored, [list]);
                return true;
            }, cancel);

    private async Task FreeIndexesAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel)
    {
        foreach (var copy in copies)
            await _unique.FreeAsync([UniqueValues.IdOf(copy.Slot)], copy.Id, cancel);
    }
}
