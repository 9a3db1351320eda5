using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

public sealed partial class MongoEvidenceStorage
{
    public Task<IReadOnlyList<LedEntryDocument>> ClaimLedEntriesAsync(LedClaim claim, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LedEntryDocument?> FindLedEntryAsync(Guid record, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceLedEntryAsync(LedEntryDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> RemoveLedEntryAsync(Guid record, long version, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<LedEntryDocument>> ListLedEntriesAsync(LedEntryQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<LedEntryDocument>> ListLedDeadlinesAsync(LedDeadlineQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LedEntryCounts> CountLedEntriesAsync(DateOnly today, DateOnly near, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddMailAsync(MailDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<MailDocument>> ClaimMailsAsync(MailClaim claim, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<MailDocument?> FindMailAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceMailAsync(MailDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<MailDocument>> ListMailsAsync(MailQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<MailDocument>> ListMailsOfAwardAsync(Guid award, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<ShareDocument>> ListSharesAsync(Guid award, DateTimeOffset now, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task AddShareOpeningsAsync(IReadOnlyList<ShareOpeningsDocument> openings, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<ShareOpeningsDocument>> ListShareOpeningsAsync(Guid award, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<AddedToAward> AddLearnerRequestAsync(LearnerRequestDocument document, LearnerRequestLimits? limits = null, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LearnerRequestDocument?> FindLearnerRequestAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceLearnerRequestAsync(LearnerRequestDocument document, MailDocument? mail, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<LearnerRequestDocument>> ListLearnerRequestsAsync(LearnerRequestQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<LearnerRequestDocument>> ListLearnerRequestsOfAwardAsync(Guid award, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<long> PutPictureAsync(PictureDocument picture, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<PictureDocument?> FindPictureAsync(string centre, string subject, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<long?> FindPictureVersionAsync(string centre, string subject, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> RemovePictureAsync(string centre, string subject, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddWalletCopiesAsync(IReadOnlyList<WalletCopyDocument> copies, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<WalletCopyDocument>> ListWalletCopiesAsync(Guid award, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> DropWalletCopyAsync(Guid award, Guid copy, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ShortLivedDocument?> FindShortLivedAsync(string kind, ReadOnlyMemory<byte> key, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<int> RemoveShortLivedAsync(DateTimeOffset expiredBefore, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddShareAsync(ShareDocument document, int? mostOpen = null, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ShareDocument?> FindShareAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceShareAsync(ShareDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
}
