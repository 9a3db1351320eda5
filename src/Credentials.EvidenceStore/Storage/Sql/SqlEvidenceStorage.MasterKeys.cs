namespace Credentials.EvidenceStore.Storage.Sql;

public sealed partial class SqlEvidenceStorage
{
    public Task<bool> ReplaceSettingAsync(SettingDocument document, string expected, CancellationToken cancel) =>
        WriteDurably(connection => MasterKeyRows.ReplaceSetting(connection, document, expected), cancel);

    public Task<Page<MasterSealed>> ListSealedUnderOthersAsync(MasterSealedKind kind, string keyId, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => MasterKeyRows.ListUnderOthers(connection, kind, keyId, cursor, limit), cancel);

    public Task<int> ResealAsync(string keyId, IReadOnlyList<Resealed> items, CancellationToken cancel) =>
        WriteDurably(connection => MasterKeyRows.Reseal(connection, keyId, items), cancel);
}
