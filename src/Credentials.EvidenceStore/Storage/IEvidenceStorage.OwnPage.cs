namespace Credentials.EvidenceStore.Storage;

/// <content>What learners see and ask for on their own page.</content>
public partial interface IEvidenceStorage
{
    /// <summary>The further shares of an award: those that are open, newest first, then the others.</summary>
    Task<IReadOnlyList<ShareDocument>> ListSharesAsync(Guid award, DateTimeOffset now, int limit, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Adds to how often links were opened; of the moments the last <see cref="ShareOpeningsDocument.MostLatest"/> stay. Nothing is added for an
    /// award that is not there or was erased, or for a link whose place a later version has taken.
    /// </summary>
    Task AddShareOpeningsAsync(IReadOnlyList<ShareOpeningsDocument> openings, CancellationToken cancel = default);

    /// <summary>How often each link of an award was opened, in no order; those that never were are not there.</summary>
    Task<IReadOnlyList<ShareOpeningsDocument>> ListShareOpeningsAsync(Guid award, CancellationToken cancel = default);

    /// <summary>Durable. Adds it, or nothing; the answer says why not. What is there is counted in the same transaction.</summary>
    /// <param name="document">What is added.</param>
    /// <param name="limits">How many there may be; null for any number.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<AddedToAward> AddLearnerRequestAsync(LearnerRequestDocument document, LearnerRequestLimits? limits = null, CancellationToken cancel = default);

    Task<LearnerRequestDocument?> FindLearnerRequestAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. With a mail that tells of it in the same commit. False, changing nothing, when the stored version is not one less.</summary>
    Task<bool> ReplaceLearnerRequestAsync(LearnerRequestDocument document, MailDocument? mail, CancellationToken cancel = default);

    Task<Page<LearnerRequestDocument>> ListLearnerRequestsAsync(LearnerRequestQuery query, CancellationToken cancel = default);

    /// <summary>Every request about an award, newest first.</summary>
    Task<IReadOnlyList<LearnerRequestDocument>> ListLearnerRequestsOfAwardAsync(Guid award, CancellationToken cancel = default);
}
