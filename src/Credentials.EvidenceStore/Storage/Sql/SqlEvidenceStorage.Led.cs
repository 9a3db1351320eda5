namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>The outbox of registrations in LED.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<IReadOnlyList<LedEntryDocument>> ClaimLedEntriesAsync(LedClaim claim, CancellationToken cancel) =>
        WriteDurably(connection => LedEntryRows.Claim(connection, claim), cancel);

    public Task<LedEntryDocument?> FindLedEntryAsync(Guid record, CancellationToken cancel) =>
        Read(connection => LedEntryRows.Find(connection, record), cancel);

    public Task<bool> ReplaceLedEntryAsync(LedEntryDocument document, CancellationToken cancel) =>
        WriteDurably(connection => LedEntryRows.Replace(connection, document), cancel);

    public Task<bool> RemoveLedEntryAsync(Guid record, long version, CancellationToken cancel) =>
        WriteDurably(connection => LedEntryRows.Remove(connection, record, version), cancel);

    public Task<Page<LedEntryDocument>> ListLedEntriesAsync(LedEntryQuery query, CancellationToken cancel) =>
        Read(connection => LedEntryRows.List(connection, query), cancel);

    public Task<Page<LedEntryDocument>> ListLedDeadlinesAsync(LedDeadlineQuery query, CancellationToken cancel) =>
        Read(connection => LedEntryRows.ListDeadlines(connection, query), cancel);

    public Task<LedEntryCounts> CountLedEntriesAsync(DateOnly today, DateOnly near, CancellationToken cancel) =>
        Read(connection => LedEntryRows.Count(connection, today, near), cancel);
}
