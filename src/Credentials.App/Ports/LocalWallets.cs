using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.IssuerService.Wallets;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Offers and copies of a learner's own page, in the store of this process.</summary>
internal sealed class LocalWallets(
    ShareCredentials shares, ClaimOffers offers, AskedCodes codes, WalletCopies copies, ChangeAwards changes, WalletForms forms, CredentialOffers written)
    : IFillWallets
{
    public async ValueTask<SharedWallet> DescribeAsync(AwardView award, CancellationToken cancel)
    {
        var offer = IsActive(award) ? await offers.FindAsync(award.Document.Id, cancel) : null;
        var given = await copies.ListAsync(award.Document.Id, cancel);
        return new(
            IsActive(award), await FormsOfAsync(award, cancel),
            offer is null ? null : new(
                written.LinkByReference(offer), written.LinkByValue(offer), CredentialConfiguration.Find(offer.Configurations[0])!.Format, ClaimOffers.NumberOf(offer.Id),
                offer.CodeExpires)
            {
                CodeMailedAt = offer.CodeMailedAt,
            },
            [.. given.Where(copy => copy.IsInWallet).Select(copy => new SharedCopy(copy.Id, copy.Form, copy.IssuedAt, copy.IsDropped))])
        {
            MailTo = IsActive(award) ? await codes.FindAddressAsync(award, cancel) : null,
        };
    }

    public async ValueTask<WalletOutcome> OfferAsync(string token, string form, CancellationToken cancel)
    {
        if ((await shares.OpenClaimAsync(token, cancel)).Award is not { } award || CredentialConfiguration.OfFormat(form) is not { } configuration)
            return WalletOutcome.NotThere;
        if (!IsActive(award))
            return WalletOutcome.NotActive;
        if (await forms.FindObstacleAsync(award, configuration, cancel) is not null)
            return WalletOutcome.NotInThisForm;
        var made = await offers.MakeAsync(award.Document.Centre, award.Document.Id, configuration.Id, cancel);
        return made.IsSuccess ? WalletOutcome.Done : WalletOutcome.TooMany;
    }

    public async ValueTask<WalletOutcome> SendCodeAsync(string token, CancellationToken cancel)
    {
        if ((await shares.OpenClaimAsync(token, cancel)).Award is not { Document: var document } award)
            return WalletOutcome.NotThere;
        if (!IsActive(award))
            return WalletOutcome.NotActive;
        if (await offers.FindAsync(document.Id, cancel) is not { } offer)
            return WalletOutcome.NotThere;
        if (!(await codes.AskAsync(award, offer.Id, cancel)).TryGet(out _, out var problem))
            return problem.Code == ProblemCode.TooManyRequests ? WalletOutcome.TooMany : WalletOutcome.NotThere;
        await changes.NoteAsync(document.Centre, document.Id, "offer-code-mailed", "learner", null, cancel);
        return WalletOutcome.Done;
    }

    public async ValueTask<WalletOutcome> DropAsync(string token, Guid copy, CancellationToken cancel)
    {
        if ((await shares.OpenClaimAsync(token, cancel)).Award is not { } award || (await copies.ListAsync(award.Document.Id, cancel)).All(one => one.Id != copy || !one.IsInWallet))
            return WalletOutcome.NotThere;
        if (await copies.DropAsync(award.Document.Id, copy, cancel))
            await changes.NoteAsync(award.Document.Centre, award.Document.Id, "copy-dropped", "learner", null, cancel);
        return WalletOutcome.Done;
    }

    private async ValueTask<IReadOnlyList<string>> FormsOfAsync(AwardView award, CancellationToken cancel)
    {
        var all = new List<string>(CredentialConfiguration.All.Count);
        foreach (var configuration in CredentialConfiguration.All)
        {
            if (await forms.FindObstacleAsync(award, configuration, cancel) is null)
                all.Add(configuration.Format);
        }
        return all;
    }

    private static bool IsActive(AwardView award) => award.Forms.Count > 0 && award.Document.Status == AwardStatus.Active;
}
