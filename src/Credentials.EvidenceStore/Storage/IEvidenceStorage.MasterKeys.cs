namespace Credentials.EvidenceStore.Storage;

/// <content>
/// Master keys that are replaced. The setting <see cref="MasterKeyNames.Setting"/> names the current one; once it is there, every operation that stores
/// something new under a master key makes sure in its own transaction that it is that one, and fails with <see cref="MasterKeyReplacedException"/> if it
/// is not. So nothing is sealed under an earlier key any more once the setting has changed, however slow a process may be.
/// </content>
public partial interface IEvidenceStorage
{
    /// <summary>Durable. Changes a setting that has the expected value; false, changing nothing, where it has another or is not there.</summary>
    Task<bool> ReplaceSettingAsync(SettingDocument document, string expected, CancellationToken cancel = default);

    /// <summary>What is sealed under another master key than that one, in an order that stays.</summary>
    Task<Page<MasterSealed>> ListSealedUnderOthersAsync(
        MasterSealedKind kind, string keyId, string? cursor, int limit, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Replaces each value that is still what it was; answers how many were. A learner's key is written over in its place, and one that was
    /// destroyed meanwhile stays so. A learner whose erasure is sealed anew has a new version.
    /// </summary>
    /// <param name="keyId">The current master key's id.</param>
    /// <param name="items">All sealed under it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<int> ResealAsync(string keyId, IReadOnlyList<Resealed> items, CancellationToken cancel = default);
}
