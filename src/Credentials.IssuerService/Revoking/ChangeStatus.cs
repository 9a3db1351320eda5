using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.Revoking;

/// <summary>Suspends, reinstates or revokes an award. The one change reaches every form of its credential, because they share the status
/// entry.</summary>
public sealed class ChangeStatus(ConsultAwards awards, AchievementVersions achievements, ChangeAwards changes)
{
    /// <param name="centre">Whose award it must be.</param>
    /// <param name="id">The award.</param>
    /// <param name="status">Revoked is final.</param>
    /// <param name="reason">Kept in the award's journal.</param>
    /// <param name="actor">Id of the API key, or of the member of staff.</param>
    /// <param name="isCorrection">Whether it is revoked because a corrected one follows.</param>
    /// <param name="cancel">Gives up; it may be done all the same.</param>
    public async Task<Result<AwardView>> RunAsync(
        string centre, Guid id, AwardStatus status, string? reason, string actor, bool isCorrection = false, CancellationToken cancel = default)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notFound))
            return notFound;
        var document = award.Document;
        var achievement = await achievements.FindAsync(centre, document.AchievementId, document.AchievementVersion, cancel);
        return await changes.SetStatusAsync(centre, id, status, reason, actor, achievement?.Achievement.Suspendable == true, isCorrection, cancel);
    }
}
