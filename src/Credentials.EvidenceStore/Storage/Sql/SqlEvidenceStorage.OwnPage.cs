namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>What learners see and ask for on their own page.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<IReadOnlyList<ShareDocument>> ListSharesAsync(Guid award, DateTimeOffset now, int limit, CancellationToken cancel) =>
        Read(connection => ShareRows.ListOfAward(connection, award, now, limit), cancel);

    public Task AddShareOpeningsAsync(IReadOnlyList<ShareOpeningsDocument> openings, CancellationToken cancel) => WriteDurably(
        connection =>
        {
            // In one order everywhere, so that no two processes wait for each other.
            foreach (var one in openings.OrderBy(one => one.Link))
                ShareOpeningRows.Add(connection, one);
            return true;
        },
        cancel);

    public Task<IReadOnlyList<ShareOpeningsDocument>> ListShareOpeningsAsync(Guid award, CancellationToken cancel) =>
        Read(connection => ShareOpeningRows.ListOfAward(connection, award), cancel);

    public Task<AddedToAward> AddLearnerRequestAsync(LearnerRequestDocument document, LearnerRequestLimits? limits, CancellationToken cancel) =>
        WriteDurably(connection => LearnerRequestRows.AddToPresent(connection, document, limits), cancel);

    public Task<LearnerRequestDocument?> FindLearnerRequestAsync(Guid id, CancellationToken cancel) =>
        Read(connection => LearnerRequestRows.Find(connection, id), cancel);

    public Task<bool> ReplaceLearnerRequestAsync(LearnerRequestDocument document, MailDocument? mail, CancellationToken cancel) =>
        WriteDurably(connection => LearnerRequestRows.Replace(connection, document, mail), cancel);

    public Task<Page<LearnerRequestDocument>> ListLearnerRequestsAsync(LearnerRequestQuery query, CancellationToken cancel) =>
        Read(connection => LearnerRequestRows.List(connection, query), cancel);

    public Task<IReadOnlyList<LearnerRequestDocument>> ListLearnerRequestsOfAwardAsync(Guid award, CancellationToken cancel) =>
        Read(connection => LearnerRequestRows.ListOfAward(connection, award), cancel);
}
