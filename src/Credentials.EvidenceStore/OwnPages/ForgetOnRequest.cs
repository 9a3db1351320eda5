using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>
/// A centre forgets a learner who asked for it, where all that is kept of the person is the centre's own. Where others have records of the person too, the
/// request is left to an authority.
/// </summary>
public sealed class ForgetOnRequest
{
    private const int PageSize = 200;

    private readonly IEvidenceStorage _storage;
    private readonly LearnerRequests _requests;
    private readonly EraseLearners _erase;

    internal ForgetOnRequest(IEvidenceStorage storage, LearnerRequests requests, EraseLearners erase) => (_storage, _requests, _erase) = (storage, requests, erase);

    /// <summary>Whether the centre may forget the person itself: nobody else has a record, and none came from outside.</summary>
    public async Task<bool> IsOwnAloneAsync(string centre, Guid learner, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { } group)
            return false;
        string? cursor = null;
        do
        {
            var page = await _storage.ListRecordsAsync(
                new(PageSize) { Learner = group.Head.Id, Aliases = [.. group.Ids.Where(id => id != group.Head.Id)], Cursor = cursor }, cancel);
            if (page.Items.Any(record => record.Source != RecordSource.Award || record.Facts.Centre != centre))
                return false;
            cursor = page.Next;
        }
        while (cursor is not null);
        return true;
    }

    /// <summary>
    /// Durable. Erases the learner as <see cref="EraseLearners.RunAsync"/> does, or passes the request on; the document says which.
    /// <see cref="ProblemCode.WrongState"/> where the request waits for no answer of the centre.
    /// </summary>
    public async Task<Result<LearnerRequestDocument>> RunAsync(string centre, Guid id, string actor, CancellationToken cancel = default)
    {
        if (!(await _requests.FindAsync(centre, id, cancel)).TryGet(out var request, out var notThere))
            return notThere;
        if (request is not { Document: { Kind: LearnerRequestKind.Erasure, State: LearnerRequestState.Open }, Wish: { } wish })
            return new Problem(ProblemCode.WrongState, "This request waits for no answer of yours.");
        if (!await IsOwnAloneAsync(centre, request.Learner, cancel))
            return await _requests.PassAsync(centre, id, actor, cancel);
        // What has begun goes on, whether or not anybody still waits.
        var erased = await _erase.RunAsync(request.Learner, wish.Revokes, $"request {id:N}", actor, CancellationToken.None);
        if (!erased.TryGet(out _, out var fault))
            return fault;
        return (await _storage.FindLearnerRequestAsync(id, CancellationToken.None))!;
    }
}
