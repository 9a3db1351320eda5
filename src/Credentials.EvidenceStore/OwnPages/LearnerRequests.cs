using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>What learners ask their centre for on the own page: to correct something, or to be forgotten. The centre is part of every question.</summary>
public sealed class LearnerRequests
{
    private static readonly LearnerRequestLimits Limits = new(Waiting: 5, OfAward: 50);

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly ChangeAwards _changes;
    private readonly PlanMails _plan;
    private readonly TimeProvider _time;

    internal LearnerRequests(IEvidenceStorage storage, AwardOpener opener, ChangeAwards changes, PlanMails plan, TimeProvider time) =>
        (_storage, _opener, _changes, _plan, _time) = (storage, opener, changes, plan, time);

    private static Problem NotThere { get; } = new(ProblemCode.NotFound, "There is no such request.");

    /// <summary>
    /// Durable. <see cref="ProblemCode.TooManyRequests"/> where some wait for an answer already, of those to be forgotten one;
    /// <see cref="ProblemCode.NotFound"/> where the learner is erased.
    /// </summary>
    public async Task<Result<Guid>> AskAsync(AwardDocument award, LearnerRequestKind kind, LearnerWish wish, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        ArgumentNullException.ThrowIfNull(wish);
        if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return ConsultAwards.Erased;
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var document = new LearnerRequestDocument(id, award.Id, award.Centre, kind, LearnerRequestState.Open, 1, wish.Seal(key, id), default, now, null, null);
        // Nobody who goes away meanwhile leaves the one without the other, here and below.
        switch (await _storage.AddLearnerRequestAsync(document, Limits, CancellationToken.None))
        {
            case AddedToAward.NotThere:
                return ConsultAwards.Erased;
            case AddedToAward.TooMany:
                return new Problem(ProblemCode.TooManyRequests, "What was asked for before waits for an answer.");
        }
        await NoteAsync(document, kind == LearnerRequestKind.Erasure ? "erasure-asked" : "correction-asked", "learner");
        return id;
    }

    /// <summary>Durable. The learner takes a request back; false where there is none of this award that waits.</summary>
    public async Task<bool> TakeBackAsync(Guid award, Guid id, CancellationToken cancel = default)
    {
        while (await _storage.FindLearnerRequestAsync(id, cancel) is { IsWaiting: true } request && request.AwardId == award)
        {
            if (!await _storage.ReplaceLearnerRequestAsync(Closed(request, LearnerRequestState.Withdrawn, by: null), mail: null, CancellationToken.None))
                continue;
            await NoteAsync(request, "request-withdrawn", "learner");
            return true;
        }
        return false;
    }

    /// <summary>Every request about an award, newest first.</summary>
    public async Task<IReadOnlyList<OpenedRequest>> ListOfAwardAsync(AwardDocument award, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        var requests = await _storage.ListLearnerRequestsOfAwardAsync(award.Id, cancel);
        var key = requests.Count == 0 ? null : await _opener.FindKeyAsync(award.LearnerId, cancel);
        return [.. requests.Select(request => Open(request, award.LearnerId, key))];
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<OpenedRequest>> ListAsync(LearnerRequestQuery query, CancellationToken cancel = default)
    {
        var page = await _storage.ListLearnerRequestsAsync(query, cancel);
        var opened = new List<OpenedRequest>(page.Items.Count);
        foreach (var request in page.Items)
            opened.Add(await OpenAsync(request, cancel));
        return new(opened, page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <param name="centre">Whose; null for authorities.</param>
    public async Task<Result<OpenedRequest>> FindAsync(string? centre, Guid id, CancellationToken cancel = default) =>
        await FindDocumentAsync(centre, id, cancel) is { } request ? await OpenAsync(request, cancel) : NotThere;

    /// <summary>
    /// Durable. Answers a request, once; a mail tells the learner. <see cref="ProblemCode.WrongState"/> where it was answered, or taken back.
    /// To be forgotten can only be refused here: <see cref="ForgetOnRequest"/> does it.
    /// </summary>
    /// <param name="centre">Whose; null for authorities.</param>
    /// <param name="id">Which.</param>
    /// <param name="isDone">Whether what was asked for was done.</param>
    /// <param name="text">What the learner reads; null for nothing more.</param>
    /// <param name="actor">Who answers, as in the journals of awards.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<LearnerRequestDocument>> AnswerAsync(
        string? centre, Guid id, bool isDone, string? text, string actor, CancellationToken cancel = default)
    {
        while (await FindDocumentAsync(centre, id, cancel) is { } request)
        {
            // What was passed on is the authority's to answer.
            if (!request.IsWaiting || (centre is not null && request.State == LearnerRequestState.Passed))
                return new Problem(ProblemCode.WrongState, "This request waits for no answer of yours.");
            if (isDone && request.Kind == LearnerRequestKind.Erasure)
                return new Problem(ProblemCode.WrongState, "Who asked to be forgotten is answered by erasing the learner.");
            if (await _storage.FindAwardAsync(request.AwardId, cancel) is not { } award || AwardOpener.IsErased(award)
                || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return NotThere;
            var answered = Closed(request, isDone ? LearnerRequestState.Done : LearnerRequestState.Refused, actor) with
            {
                SealedAnswer = text is null ? default : key.SealAnswer(id, System.Text.Encoding.UTF8.GetBytes(text)),
            };
            var mail = await _plan.CanSendAsync(award.Centre, StoredRequest.Read(AwardOpener.OpenRequest(award, key)), cancel)
                ? MailDocument.New(MailKind.Answer, award.Id, award.Centre, _time.GetUtcNow()) with { AboutId = id }
                : null;
            if (!await _storage.ReplaceLearnerRequestAsync(answered, mail, CancellationToken.None))
                continue;
            await NoteAsync(request, isDone ? "request-done" : "request-refused", actor);
            return answered;
        }
        return NotThere;
    }

    /// <summary>Durable. Leaves a request to be forgotten to an authority; passed on before is passed on.</summary>
    internal async Task<Result<LearnerRequestDocument>> PassAsync(string centre, Guid id, string actor)
    {
        while (await FindDocumentAsync(centre, id, CancellationToken.None) is { } request)
        {
            if (request.State == LearnerRequestState.Passed)
                return request;
            if (request.State is not (LearnerRequestState.Open or LearnerRequestState.Erasing))
                return new Problem(ProblemCode.WrongState, "This request waits for no answer of yours.");
            var passed = request with { State = LearnerRequestState.Passed, Version = request.Version + 1, ClosedBy = null };
            if (!await _storage.ReplaceLearnerRequestAsync(passed, mail: null, CancellationToken.None))
                continue;
            await NoteAsync(request, "request-passed", actor);
            return passed;
        }
        return NotThere;
    }

    /// <summary>Durable. Nobody takes the request back or answers it from now on; false where that was done before.</summary>
    internal Task<bool> ClaimAsync(LearnerRequestDocument request, string actor) => _storage.ReplaceLearnerRequestAsync(
        request with { State = LearnerRequestState.Erasing, Version = request.Version + 1, ClosedBy = actor }, mail: null, CancellationToken.None);

    private LearnerRequestDocument Closed(LearnerRequestDocument request, LearnerRequestState state, string? by) =>
        request with { State = state, Version = request.Version + 1, ClosedAt = _time.GetUtcNow(), ClosedBy = by };

    private async Task<LearnerRequestDocument?> FindDocumentAsync(string? centre, Guid id, CancellationToken cancel) =>
        await _storage.FindLearnerRequestAsync(id, cancel) is { } request && (centre is null || request.Centre == centre) ? request : null;

    private async Task<OpenedRequest> OpenAsync(LearnerRequestDocument request, CancellationToken cancel)
    {
        var learner = (await _storage.FindAwardAsync(request.AwardId, cancel))?.LearnerId ?? Guid.Empty;
        return Open(request, learner, request.SealedContent.IsEmpty ? null : await _opener.FindKeyAsync(learner, cancel));
    }

    private static OpenedRequest Open(LearnerRequestDocument request, Guid learner, LearnerKey? key) => key is null || request.SealedContent.IsEmpty
        ? new(request, learner, null, null)
        : new(
            request, learner, LearnerWish.Open(key, request),
            request.SealedAnswer.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(key.OpenAnswer(request.Id, request.SealedAnswer.Span)));

    private Task<bool> NoteAsync(LearnerRequestDocument request, string what, string actor) =>
        _changes.NoteAsync(request.Centre, request.AwardId, what, actor, reason: null, CancellationToken.None);
}
