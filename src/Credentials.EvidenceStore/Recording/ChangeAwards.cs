using System.Globalization;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Changes issued awards: their status, and further signed forms of the same credential.</summary>
public sealed class ChangeAwards
{
    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly PlanMails _mails;
    private readonly TimeProvider _time;

    internal ChangeAwards(IEvidenceStorage storage, AwardOpener opener, PlanMails mails, TimeProvider time) =>
        (_storage, _opener, _mails, _time) = (storage, opener, mails, time);

    /// <summary>
    /// Durable. Revoked is final, also for who revokes again (<see cref="ProblemCode.StatusIsFinal"/>); suspending or reinstating what is not suspendable is
    /// <see cref="ProblemCode.NotSuspendable"/>; asking for another status that it has already changes nothing.
    /// </summary>
    /// <param name="centre">Whose award it must be.</param>
    /// <param name="id">The award.</param>
    /// <param name="status">What it becomes.</param>
    /// <param name="reason">Kept in the award's journal; null where nothing is said.</param>
    /// <param name="actor">Who does it, by id.</param>
    /// <param name="suspendable">Whether its achievement lets it be suspended.</param>
    /// <param name="isCorrection">Whether it is revoked because a corrected one follows, which its learner is told in place of the revocation.</param>
    /// <param name="cancel">Gives up; it may be done all the same.</param>
    public async Task<Result<AwardView>> SetStatusAsync(
        string centre, Guid id, AwardStatus status, string? reason, string actor, bool suspendable, bool isCorrection = false, CancellationToken cancel = default)
    {
        while (true)
        {
            if (await ConsultAwards.FindIssuedAsync(_storage, centre, id, cancel) is not { } award)
                return ConsultAwards.NotThere;
            if (award.Status == AwardStatus.Revoked)
                return Final(await _opener.OpenAsync(award, cancel));
            if (award.Status == status)
                return await _opener.OpenAsync(award, cancel);
            if (status != AwardStatus.Revoked && !suspendable)
                return new Problem(ProblemCode.NotSuspendable, "Credentials of this achievement can be revoked, not suspended.");
            var now = _time.GetUtcNow();
            var changed = award with { Status = status, Version = award.Version + 1 };
            MailDocument? mail = null;
            // The credential of an erased learner can still be revoked, but what was said about it is nowhere to be kept, and nobody is there to be told.
            if (!AwardOpener.IsErased(award) && await _opener.FindKeyAsync(award.LearnerId, cancel) is { } key)
            {
                changed = changed with { SealedJournal = AwardOpener.Append(award, key, new(now, NameOf(status), actor, reason)) };
                mail = await _mails.ForStatusAsync(changed, StoredRequest.Read(AwardOpener.OpenRequest(award, key)), now, isCorrection, cancel);
            }
            if (await _storage.ReplaceAwardAsync(changed, now, mail, cancel))
                return await _opener.OpenAsync(changed, cancel);
        }
    }

    /// <summary>Durable. Writes a line into the award's journal; false where the award is not there, or its learner was erased.</summary>
    public async Task<bool> NoteAsync(string centre, Guid id, string what, string actor, string? reason, CancellationToken cancel = default)
    {
        while (await ConsultAwards.FindIssuedAsync(_storage, centre, id, cancel) is { } award)
        {
            if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return false;
            var now = _time.GetUtcNow();
            var changed = award with { Version = award.Version + 1, SealedJournal = AwardOpener.Append(award, key, new(now, what, actor, reason)) };
            if (await _storage.ReplaceAwardAsync(changed, now, cancel))
                return true;
        }
        return false;
    }

    /// <summary>Durable. Keeps a further signed form; where one of that form is there already, answers that one.</summary>
    public async Task<Result<SignedCredential>> AddFormAsync(Guid id, SignedCredential form, CancellationToken cancel = default)
    {
        if (form.Id != id)
            throw new ArgumentException("the form is another award's", nameof(form));
        while (true)
        {
            if (await ConsultAwards.FindIssuedAsync(_storage, null, id, cancel) is not { } award)
                return ConsultAwards.NotThere;
            if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return ConsultAwards.Erased;
            var request = AwardOpener.OpenRequest(award, key);
            var forms = await _opener.OpenFormsAsync(award, key, request, cancel);
            if (forms.FirstOrDefault(stored => stored.Form == form.Form) is { } there)
                return there;
            var dictionary = await _opener.DictionaryOfAsync(award, key, cancel);
            var changed = award with
            {
                Version = award.Version + 1,
                SealedCredential = AwardOpener.SealForms(id, [.. forms, form], dictionary, key, request),
            };
            if (await _storage.ReplaceAwardAsync(changed, _time.GetUtcNow(), cancel))
                return form;
        }
    }

    private static Problem Final(AwardView award)
    {
        var revoked = award.Journal.LastOrDefault(happened => happened.What == NameOf(AwardStatus.Revoked));
        var since = revoked is null ? "" : $" since {revoked.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        return new Problem(ProblemCode.StatusIsFinal, $"The credential is revoked already{since}, and that is final.");
    }

    private static string NameOf(AwardStatus status) => status switch
    {
        AwardStatus.Active => "active",
        AwardStatus.Suspended => "suspended",
        AwardStatus.Revoked => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
