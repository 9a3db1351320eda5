using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Says which mails go with an award or a change of it: none where no mailer is configured, the centre sends none, or the award has no address.</summary>
internal sealed class PlanMails(MailRoute route, Centres centres, TimeProvider time)
{
    public IReadOnlyList<MailDocument> ForAward(AwardDocument award, CheckedAward asked)
    {
        if (!Tells(asked))
            return [];
        var now = time.GetUtcNow();
        var told = MailDocument.New(MailKind.Award, award.Id, award.Centre, now);
        return route.Options.RemindAfter is { } after ? [told, MailDocument.New(MailKind.Reminder, award.Id, award.Centre, now, after)] : [told];
    }

    /// <summary>Whether the learner is written to when this is awarded.</summary>
    public bool Tells(CheckedAward asked) => route.IsOn && asked.Centre.SendsMail && asked.Request.Learner.Email is not null;

    /// <summary>Null where nobody is told.</summary>
    /// <param name="award">As it shall be.</param>
    /// <param name="request">What was asked for when it was awarded.</param>
    /// <param name="at">When it changes.</param>
    /// <param name="isCorrection">Whether it is revoked because a corrected one follows.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<MailDocument?> ForStatusAsync(AwardDocument award, AwardRequest request, DateTimeOffset at, bool isCorrection, CancellationToken cancel) =>
        await CanSendAsync(award.Centre, request, cancel)
            ? MailDocument.New(isCorrection ? MailKind.Correction : KindOf(award.Status), award.Id, award.Centre, at)
            : null;

    /// <summary>Whether the learner of an award can be written to.</summary>
    public async ValueTask<bool> CanSendAsync(string centre, AwardRequest request, CancellationToken cancel) =>
        route.IsOn && request.Learner.Email is not null && await centres.FindAsync(centre, cancel) is { Centre.SendsMail: true };

    private static MailKind KindOf(AwardStatus status) => status switch
    {
        AwardStatus.Active => MailKind.Reinstatement,
        AwardStatus.Suspended => MailKind.Suspension,
        AwardStatus.Revoked => MailKind.Revocation,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
