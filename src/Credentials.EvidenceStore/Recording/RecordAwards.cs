using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>
/// Records awards in two steps: reserve (natural key, learner, status slot) before anything is signed, complete with what was signed.
/// The caller signs in between; a crash in between leaves a reservation that the same request completes.
/// </summary>
public sealed class RecordAwards
{
    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly CredentialDictionaries _dictionaries;
    private readonly AwardReservations _reservations;
    private readonly AchievementVersions _achievements;
    private readonly PlanMails _mails;

    internal RecordAwards(
        IEvidenceStorage storage, AwardOpener opener, CredentialDictionaries dictionaries, AwardReservations reservations, AchievementVersions achievements,
        PlanMails mails) =>
        (_storage, _opener, _dictionaries, _reservations, _achievements, _mails) = (storage, opener, dictionaries, reservations, achievements, mails);

    /// <summary>
    /// Reserves each. The same request again answers the award that is there; the same natural key with other content is
    /// <see cref="ProblemCode.AwardConflict"/>. The caller's order is kept.
    /// </summary>
    public async Task<IReadOnlyList<Result<ReservedAward>>> ReserveAsync(IReadOnlyList<AwardToReserve> awards, CancellationToken cancel = default)
    {
        var pending = await _reservations.PrepareAsync(awards, cancel);
        await _reservations.TakeAsync(pending, cancel);
        var answers = new List<Result<ReservedAward>>(awards.Count);
        foreach (var one in pending)
            answers.Add(await AnswerAsync(one, cancel));
        return answers;
    }

    /// <summary>
    /// Stores what was signed; when this returns it is durable and may be acknowledged. A problem for each whose learner was erased since it was reserved:
    /// that one is not there, and the others are. The caller's order is kept.
    /// </summary>
    public async Task<IReadOnlyList<Result<AwardDocument>>> CompleteAsync(
        IReadOnlyList<(ReservedAward Award, SignedCredential Credential)> awards, CancellationToken cancel = default)
    {
        var completions = new List<AwardCompletion>(awards.Count);
        foreach (var (award, credential) in awards)
        {
            if (credential.Id != award.Document.Id)
                throw new ArgumentException("the credential is another award's", nameof(awards));
            var dictionary = await _dictionaries.ForAsync(award.Award, credential, cancel);
            if ((award.Key ?? await _opener.FindKeyAsync(award.Document.LearnerId, cancel)) is not { } key)
                continue;
            var request = award.RequestJson ?? AwardOpener.OpenRequest(award.Document, key);
            completions.Add(new(
                credential.Id, AwardOpener.SealForms(credential.Id, [credential], dictionary, key, request), award.Award.Achievement.Version,
                FactsOfAward.Of(award.Award))
            {
                LearnerId = award.Document.LearnerId,
                LedEntry = LedEntries.Of(award.Document, award.Award),
                Mails = _mails.ForAward(award.Document, award.Award),
            });
        }
        var stored = (await _storage.CompleteAwardsAsync(completions, cancel)).OfType<CompletionOutcome.Completed>()
            .DistinctBy(outcome => outcome.Award.Id).ToDictionary(outcome => outcome.Award.Id, outcome => outcome.Award);
        return [.. awards.Select(asked => stored.TryGetValue(asked.Credential.Id, out var award) ? award : (Result<AwardDocument>)LearnerErased)];
    }

    private static Problem LearnerErased { get; } = new(ProblemCode.VersionConflict, "The learner was erased at this moment.")
    {
        Errors = [new("/learner", InputReasons.LearnerErased, "The learner was erased while this was awarded, so that it was not. Asked again, it is awarded to somebody new.")],
    };

    private static Problem ChangedMeanwhile { get; } = new(ProblemCode.VersionConflict, "The achievement was changed at this moment; ask again.");

    internal async Task<Problem> ConflictAsync(AwardDocument existing, byte[] askedJson, CancellationToken cancel) => ConflictAt(
        !AwardOpener.IsErased(existing) && await _opener.FindKeyAsync(existing.LearnerId, cancel) is { } key
            ? AwardDifference.FirstOf(AwardOpener.OpenRequest(existing, key), askedJson)
            : null) with
    {
        Existing = existing.State == AwardState.Issued ? existing.Id : null,
    };

    /// <param name="pointer">Where the two differ, as far as that is known.</param>
    internal static Problem ConflictAt(string? pointer)
    {
        var conflict = new Problem(ProblemCode.AwardConflict, "This learner was awarded this achievement on this day with other content.");
        return pointer is null
            ? conflict
            : conflict with { Errors = [new(pointer, InputReasons.AwardConflict, "This learner was awarded this achievement on this day with another value here.")] };
    }

    private async ValueTask<Result<ReservedAward>> AnswerAsync(AwardReservations.Pending one, CancellationToken cancel)
    {
        if (one.IsErased)
            return LearnerErased;
        if (one.Existing is not { } existing)
        {
            return await _achievements.IsFrozenAsync(one.Asked.Award.Achievement, cancel)
                ? new ReservedAward(one.Document!, one.Asked.Award, one.Document!.StatusSlots[0], IsIssued: false, ByThisRow: false)
                {
                    Key = one.Key,
                    RequestJson = one.RequestJson,
                }
                : ChangedMeanwhile;
        }
        if (!existing.ContentDigest.Span.SequenceEqual(one.Digest))
            return await ConflictAsync(existing, one.RequestJson, cancel);
        var isOwn = one.Asked.BatchId is { } batch && existing.BatchId == batch && existing.BatchRow == one.Asked.BatchRow;
        var isIssued = existing.State == AwardState.Issued;
        return isIssued || await _achievements.IsFrozenAsync(one.Asked.Award.Achievement, cancel)
            ? new ReservedAward(existing, one.Asked.Award, existing.StatusSlots[0], isIssued, isOwn)
            : ChangedMeanwhile;
    }
}

/// <param name="BatchId">The batch that asks, with its row, or null.</param>
public sealed record AwardToReserve(CheckedAward Award, Guid? BatchId = null, int? BatchRow = null);

/// <summary>An award that has its id and status slot.</summary>
/// <param name="IsIssued">True when it was there and complete before: nothing is left to sign.</param>
/// <param name="ByThisRow">True when this very batch row reserved or issued it before a crash.</param>
public sealed record ReservedAward(AwardDocument Document, CheckedAward Award, StatusSlot Slot, bool IsIssued, bool ByThisRow)
{
    /// <summary>At hand where this process has just reserved it, so that completing need not read and unwrap it again.</summary>
    internal LearnerKey? Key { get; init; }

    internal byte[]? RequestJson { get; init; }

    /// <summary>True for one of all who ask for the same award: the others find it, even where it is not yet signed.</summary>
    public bool IsNew => Key is not null;
}
