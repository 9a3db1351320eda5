using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Verifying;
using Credentials.Wallets;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Wallets;

/// <summary>
/// Signs an award for wallets: one token for each key that was proved, each with a status index of its own. Nothing leaves the house that our own reader
/// refuses, and nothing whose index does not follow the award's status already.
/// </summary>
internal sealed class IssueToWallet(
    ConsultAwards awards, ChangeAwards changes, StatusSlots slots, WalletCopies copies, Offers offers, IssuingCentres centres, SelfCheck selfCheck, SignSdJwtVc signSdJwtVc,
    IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    private static readonly Problem NotThere = new(ProblemCode.NotFound, "there is no such credential any more");
    private static readonly Problem NotActive = new(ProblemCode.StatusIsFinal, "the credential is suspended or revoked");

    public async Task<Result<IssuedToWallet>> RunAsync(
        StoredOffer offer, CredentialConfiguration configuration, IReadOnlyList<KeyProof> proofs, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(offer.Centre, offer.AwardId, cancel)).TryGet(out var award, out var unknown))
            return unknown;
        if (award.Forms.Count == 0)
            return NotThere;
        if (award.Document.Status != AwardStatus.Active)
            return NotActive;
        var now = time.GetUtcNow();
        var answer = new IssuedAnswer(Guid.NewGuid(), [.. proofs.Select(_ => Guid.CreateVersion7(now))], Event: null);
        if (!await offers.TakeAsync(offer.Id, answer, cancel))
            return new Problem(ProblemCode.NotAcceptable, $"an offer gives at most {Offers.MostCopies} credentials");
        var taken = await slots.TakeAsync(offer.Centre, proofs.Count, cancel);
        var signed = await centres.SignAsync(offer.Centre, issuing => SignAllAsync(award, configuration, proofs, taken, issuing, cancel), cancel);
        return signed.TryGet(out var tokens, out var fault) ? await KeepAsync(offer, configuration, answer, taken, tokens, cancel) : fault;
    }

    private async ValueTask<Result<IReadOnlyList<SignedCredential>>> SignAllAsync(
        AwardView award, CredentialConfiguration configuration, IReadOnlyList<KeyProof> proofs, IReadOnlyList<StatusSlot> taken, IssuingCentre issuing,
        CancellationToken cancel)
    {
        var signed = new SignedCredential[proofs.Count];
        for (var place = 0; place < signed.Length; place++)
        {
            if (!(await SignAsync(award, configuration, proofs[place], taken[place], issuing, cancel)).TryGet(out var token, out var fault))
                return fault;
            signed[place] = token;
        }
        return signed;
    }

    private async Task<Result<IssuedToWallet>> KeepAsync(
        StoredOffer offer, CredentialConfiguration configuration, IssuedAnswer answer, IReadOnlyList<StatusSlot> taken, IReadOnlyList<SignedCredential> signed,
        CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var documents = answer.Copies.Select((copy, place) => new WalletCopyDocument(
            copy, offer.AwardId, taken[place], configuration.Format, now, RecordedSignatures.FingerprintOf(signed[place].Utf8), IsDropped: false)).ToArray();
        if (!await copies.AddAsync(documents, cancel))
            return NotActive;
        // Its commit is waited for, and with it the nonce, the count and the copies are there for good before anyone has the credential.
        return await changes.NoteAsync(offer.Centre, offer.AwardId, "taken-into-wallet", "wallet", configuration.Format, cancel)
            ? new IssuedToWallet(configuration, [.. signed.Select(token => token.Utf8)], answer.NotificationId)
            : NotThere;
    }

    private async ValueTask<Result<SignedCredential>> SignAsync(
        AwardView award, CredentialConfiguration configuration, KeyProof proof, StatusSlot slot, IssuingCentre issuing, CancellationToken cancel)
    {
        if (configuration == CredentialConfiguration.SdJwt)
            return await signSdJwtVc.RunAsync(award, proof.Key, slot, issuing, cancel);
        var holder = proof.Did is { } named && Did.TryParse(named, out var did) ? did : DidDocument.ToDidJwk(proof.Key);
        if (!CheckedDraft.FromSigned(award.Forms[0]).Then(draft => draft.For(holder, new(slot.List, slot.Index))).TryGet(out var draft, out var fault))
            return fault;
        if (!issuing.ActiveKey().TryGet(out var key, out var noKey))
            return noKey;
        var signed = configuration == CredentialConfiguration.Jwt
            ? draft.SignAsJwt(key, time.GetUtcNow())
            : draft.SignAsDataIntegrity(key, time.GetUtcNow(), options.Value.DataIntegrity);
        return signed.TryGet(out var good, out var problem) ? await selfCheck.RunAsync(good, issuing, cancel: cancel) : problem;
    }
}
