namespace Credentials.EvidenceStore.Storage;

/// <content>The outbox of registrations in LED. Its entries are written with the completion of an award and changed with its revocation.</content>
public partial interface IEvidenceStorage
{
    /// <summary>
    /// Durable. Takes waiting entries of LED's outbox that are due: each has one attempt and one doubt more, and nobody else is given it before the claim
    /// lapses.
    /// </summary>
    Task<IReadOnlyList<LedEntryDocument>> ClaimLedEntriesAsync(LedClaim claim, CancellationToken cancel = default);

    Task<LedEntryDocument?> FindLedEntryAsync(Guid record, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not one less.</summary>
    Task<bool> ReplaceLedEntryAsync(LedEntryDocument document, CancellationToken cancel = default);

    /// <summary>Durable. False when that version is not the stored one.</summary>
    Task<bool> RemoveLedEntryAsync(Guid record, long version, CancellationToken cancel = default);

    /// <summary>Newest awards first.</summary>
    Task<Page<LedEntryDocument>> ListLedEntriesAsync(LedEntryQuery query, CancellationToken cancel = default);

    /// <summary>The nearest deadline first.</summary>
    Task<Page<LedEntryDocument>> ListLedDeadlinesAsync(LedDeadlineQuery query, CancellationToken cancel = default);

    Task<LedEntryCounts> CountLedEntriesAsync(DateOnly today, DateOnly near, CancellationToken cancel = default);
}
