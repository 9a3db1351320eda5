namespace Credentials.EvidenceStore.Storage;

/// <content>What learners see and ask for on their own page.</content>
public partial interface IEvidenceStorage
{
    /// <summary>The further shares of an award, newest first.</summary>
    Task<IReadOnlyList<ShareDocument>> ListSharesAsync(Guid award, int limit, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Adds to how often links were opened; of the moments the last <see cref="ShareOpeningsDocument.MostLatest"/> stay. Nothing is added for an
    /// award that is not there or was erased, or for a link whose place a later version has taken.
    /// </summary>
    Task AddShareOpeningsAsync(IReadOnlyList<ShareOpeningsDocument> openings, CancellationToken cancel = default);

    /// <summary>How often each link of an award was opened, in no order; those that never were are not there.</summary>
    Task<IReadOnlyList<ShareOpeningsDocument>> ListShareOpeningsAsync(Guid award, CancellationToken cancel = default);

    /// <summary>Durable. False, and nothing is added, where the award is not issued or was erased, or its learner is being erased.</summary>
    Task<bool> AddLearnerRequestAsync(LearnerRequestDocument document, CancellationToken cancel = default);

    Task<LearnerRequestDocument?> FindLearnerRequestAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. With a mail that tells of it in the same commit. False, changing nothing, when the stored version is not one less.</summary>
    Task<bool> ReplaceLearnerRequestAsync(LearnerRequestDocument document, MailDocument? mail, CancellationToken cancel = default);

    Task<Page<LearnerRequestDocument>> ListLearnerRequestsAsync(LearnerRequestQuery query, CancellationToken cancel = default);

    /// <summary>Every request about an award, newest first.</summary>
    Task<IReadOnlyList<LearnerRequestDocument>> ListLearnerRequestsOfAwardAsync(Guid award, CancellationToken cancel = default);
}
