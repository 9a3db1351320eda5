using Credentials.App.Composition;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>What learners see and do on their own page, in the store of this process. Whether a change is confirmed is looked at here, not by the page.</summary>
internal sealed class LocalOwnPages(
    ShareCredentials shares, ListShares list, AskedCodes codes, ConfirmationCodes confirmations, LearnerRequests requests, ChangeAwards changes, Roles roles) : IServeLearners
{
    private const string Learner = "learner";
    private const int MostOpenShares = 50;

    public async ValueTask<OwnPage> DescribeAsync(AwardView award, CancellationToken cancel)
    {
        var listed = await list.RunAsync(award.Document, cancel);
        var asked = await requests.ListOfAwardAsync(award.Document, cancel);
        return new(
            await codes.FindAddressAsync(award, cancel),
            [.. listed.Select(share => new OwnShare(
                share.Share?.Id, share.Token, share.Purpose, share.Share?.CreatedAt, share.Expires, LocalShares.StateOf(share.Outcome),
                share.Shows == ShareExtent.Summary, share.Documents, share.Openings?.Count ?? 0, share.Openings?.Latest ?? []))],
            [.. asked.Select(request => new OwnRequest(
                request.Document.Id, RequestWords.Of(request.Document.Kind), RequestWords.Of(request.Document.State), request.Document.MadeAt,
                request.Document.ClosedAt, request.Answer))],
            OffersSummary: roles.Verifier);
    }

    public async ValueTask<LearnerAnswer> RunAsync(string token, string? confirmation, LearnerAct act, CancellationToken cancel)
    {
        if ((await shares.OpenClaimAsync(token, cancel)).Award is not { } award)
            return new(LearnerOutcome.NotThere);
        switch (act)
        {
            case LearnerAct.SendCode:
                return new(await SendAsync(award, cancel));
            case LearnerAct.Confirm confirm:
                // From the first thing that is written, here and below, nobody who goes away leaves the one without the other.
                var confirmed = await confirmations.ConfirmAsync(award.Document, confirm.Code, CancellationToken.None);
                if (confirmed.Outcome == ConfirmationOutcome.Confirmed)
                    await changes.NoteAsync(award.Document.Centre, award.Document.Id, "confirmed", Learner, null, CancellationToken.None);
                return new(OutcomeOf(confirmed.Outcome), confirmed.Sealed, confirmed.Until);
            default:
                return await confirmations.FindUntilAsync(award.Document, confirmation, cancel) is not { } until ? new(LearnerOutcome.NotConfirmed)
                    : new(act is LearnerAct.Look ? LearnerOutcome.Done : await ChangeAsync(award.Document, act, cancel), Until: until);
        }
    }

    private async Task<LearnerOutcome> SendAsync(AwardView award, CancellationToken cancel)
    {
        if (!(await codes.AskConfirmationAsync(award, cancel)).TryGet(out _, out var problem))
        {
            return problem.Code switch
            {
                ProblemCode.TooManyRequests => LearnerOutcome.TooMany,
                ProblemCode.WrongState => LearnerOutcome.NoAddress,
                _ => LearnerOutcome.NotThere,
            };
        }
        await changes.NoteAsync(award.Document.Centre, award.Document.Id, "confirmation-code-mailed", Learner, null, CancellationToken.None);
        return LearnerOutcome.Done;
    }

    private async Task<LearnerOutcome> ChangeAsync(AwardDocument award, LearnerAct act, CancellationToken cancel) => act switch
    {
        LearnerAct.MakeShare make => await MakeAsync(award, make, cancel),
        LearnerAct.EndShare end => OutcomeOf(await shares.WithdrawOfAsync(award, end.Share, Learner, cancel)),
        LearnerAct.EndConfirmation => await EndConfirmationAsync(award),
        LearnerAct.RenewLink => OutcomeOf(await shares.WithdrawAsync(award.Centre, award.Id, Learner, cancel)),
        LearnerAct.AskCorrection asked when LearnerWish.Topics.Contains(asked.About) && asked.Text.Length <= 2 * LearnerWish.LongestText =>
            OutcomeOf(await requests.AskAsync(award, LearnerRequestKind.Correction, new(asked.About, asked.Text), cancel)),
        LearnerAct.AskErasure asked => OutcomeOf(await requests.AskAsync(award, LearnerRequestKind.Erasure, new(null, null, asked.Revokes), cancel)),
        LearnerAct.TakeBack back => await requests.TakeBackAsync(award.Id, back.Request, cancel) ? LearnerOutcome.Done : LearnerOutcome.NotThere,
        _ => LearnerOutcome.NotThere,
    };

    private async Task<LearnerOutcome> MakeAsync(AwardDocument award, LearnerAct.MakeShare make, CancellationToken cancel)
    {
        if (make.Purpose is { Length: > 2 * SharePurpose.Longest })
            return LearnerOutcome.NotThere;
        if (make.IsSummary && !roles.Verifier)
            return LearnerOutcome.NotHere;
        var open = (await list.RunAsync(award, cancel)).Count(share => share is { Share: not null, Outcome: ShareOutcome.Open });
        if (open >= MostOpenShares)
            return LearnerOutcome.TooMany;
        return OutcomeOf(await shares.CreateAsync(
            award.Centre, award.Id, make.Expires, make.Purpose, Learner, make.Documents, make.IsSummary ? ShareExtent.Summary : ShareExtent.Everything, MostOpenShares,
            cancel));
    }

    private async Task<LearnerOutcome> EndConfirmationAsync(AwardDocument award)
    {
        await confirmations.EndAsync(award, CancellationToken.None);
        return LearnerOutcome.Done;
    }

    private static LearnerOutcome OutcomeOf<T>(Result<T> result) => result.TryGet(out _, out var problem) ? LearnerOutcome.Done
        : problem.Code == ProblemCode.TooManyRequests ? LearnerOutcome.TooMany : LearnerOutcome.NotThere;

    private static LearnerOutcome OutcomeOf(ConfirmationOutcome outcome) => outcome switch
    {
        ConfirmationOutcome.Confirmed => LearnerOutcome.Done,
        ConfirmationOutcome.Wrong => LearnerOutcome.WrongCode,
        ConfirmationOutcome.TooMany => LearnerOutcome.TooMany,
        _ => LearnerOutcome.NewCodeNeeded,
    };
}
