using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>
/// A centre forgets a learner who asked for it, where all that is kept of the person is the centre's own. Where others have records of the person too, the
/// request is left to an authority. Which of the two is meant, the caller says: neither is done in the place of the other.
/// </summary>
public sealed class ForgetOnRequest
{
    private const int MostResumed = 50;

    private readonly IEvidenceStorage _storage;
    private readonly LearnerRequests _requests;
    private readonly EraseLearners _erase;

    internal ForgetOnRequest(IEvidenceStorage storage, LearnerRequests requests, EraseLearners erase) => (_storage, _requests, _erase) = (storage, requests, erase);

    private static Problem NotWaiting { get; } = new(ProblemCode.WrongState, "This request waits for no answer of yours.");

    /// <summary>Whether the centre may forget the person itself: nobody else has a record, and none came from outside.</summary>
    public async Task<bool> IsOwnAloneAsync(string centre, Guid learner, CancellationToken cancel = default) =>
        await LearnerGroup.FindAsync(_storage, learner, cancel) is { } group && await RecordsOfOne.AreAllAsync(_storage, centre, group, cancel);

    /// <summary>
    /// Durable. Leaves the request to an authority. <see cref="ProblemCode.WrongState"/> where it waits for no answer of the centre, or nobody else has
    /// anything of the person: then it is the centre's to decide.
    /// </summary>
    public async Task<Result<LearnerRequestDocument>> PassAsync(string centre, Guid id, string actor, CancellationToken cancel = default)
    {
        if (!(await FindAsync(centre, id, cancel)).TryGet(out var request, out var fault))
            return fault;
        return await IsOwnAloneAsync(centre, request.Learner, cancel)
            ? new Problem(ProblemCode.WrongState, "Nobody else keeps anything of this person.")
            : await _requests.PassAsync(centre, id, actor);
    }

    /// <summary>
    /// Durable. Erases the learner as <see cref="EraseLearners.RunAsync"/> does. <see cref="ProblemCode.WrongState"/> where the request waits for no answer
    /// of the centre, or others have something of the person too. Where that turns out only when the erasure has begun, nothing is erased and the request is
    /// passed on: the document says so.
    /// </summary>
    public async Task<Result<LearnerRequestDocument>> RunAsync(string centre, Guid id, string actor, CancellationToken cancel = default)
    {
        if (!(await FindAsync(centre, id, cancel)).TryGet(out var request, out var fault))
            return fault;
        if (!await IsOwnAloneAsync(centre, request.Learner, cancel))
            return new Problem(ProblemCode.WrongState, "Others keep something of this person too.");
        // From here on the learner cannot take it back; what has begun goes on, whether or not anybody still waits.
        return await _requests.ClaimAsync(request.Document, actor) ? await FinishAsync(centre, id, request, actor, CancellationToken.None) : NotWaiting;
    }

    /// <summary>Goes on with what a crash interrupted after it was decided.</summary>
    internal async Task ResumeAsync(CancellationToken cancel)
    {
        var claimed = await _requests.ListAsync(new(null, MostResumed) { States = [LearnerRequestState.Erasing] }, cancel);
        var failures = new List<Exception>();
        foreach (var request in claimed.Items)
        {
            try
            {
                await FinishAsync(request.Document.Centre, request.Document.Id, request, request.Document.ClosedBy!, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The others are not to wait for this one.
                failures.Add(failure);
            }
        }
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task<Result<LearnerRequestDocument>> FinishAsync(string centre, Guid id, OpenedRequest request, string actor, CancellationToken cancel)
    {
        // Of whom nothing can be read any more is erased already.
        if (request.Wish is { } wish && !await _erase.RunOwnAsync(request.Learner, centre, wish.Revokes, $"request {id:N}", actor, cancel))
            return await _requests.PassAsync(centre, id, actor);
        return (await _storage.FindLearnerRequestAsync(id, cancel))!;
    }

    private async Task<Result<OpenedRequest>> FindAsync(string centre, Guid id, CancellationToken cancel)
    {
        if (!(await _requests.FindAsync(centre, id, cancel)).TryGet(out var request, out var notThere))
            return notThere;
        return request is { Document: { Kind: LearnerRequestKind.Erasure, State: LearnerRequestState.Open }, Wish: not null } ? request : NotWaiting;
    }
}
