using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Verifying;
using Credentials.Wallets;

namespace Credentials.IssuerService.Wallets;

/// <summary>
/// Signs an award for wallets: one token for each key that was proved, each with a status index of its own. Nothing leaves the house that our own reader
/// refuses, and nothing whose index does not follow the award's status already.
/// </summary>
internal sealed class IssueToWallet(
    ConsultAwards awards, ChangeAwards changes, StatusSlots slots, WalletCopies copies, Offers offers, IssuingCentres centres, SelfCheck selfCheck, SignSdJwtVc signSdJwtVc,
    TimeProvider time)
{
    private static readonly Problem NotActive = new(ProblemCode.StatusIsFinal, "the credential is suspended or revoked");

    public async Task<Result<IssuedToWallet>> RunAsync(
        StoredOffer offer, CredentialConfiguration configuration, IReadOnlyList<KeyProof> proofs, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(offer.Centre, offer.AwardId, cancel)).TryGet(out var award, out var notThere))
            return notThere;
        if (award.Forms.Count == 0)
            return new Problem(ProblemCode.NotFound, "there is no such credential any more");
        if (award.Document.Status != AwardStatus.Active)
            return NotActive;
        if (!await offers.TakeAsync(offer.Id, proofs.Count, cancel))
            return new Problem(ProblemCode.NotAcceptable, $"an offer gives at most {Offers.MostCopies} credentials");
        for (var issuing = await centres.FindAsync(offer.Centre, cancel); issuing is not null;)
        {
            var taken = await slots.TakeAsync(offer.Centre, proofs.Count, cancel);
            var signed = new List<ReadOnlyMemory<byte>>(proofs.Count);
            foreach (var (proof, slot) in proofs.Zip(taken))
            {
                if (!(await SignAsync(award, configuration, proof, slot, issuing, cancel)).TryGet(out var token, out var problem))
                    return problem;
                signed.Add(token);
            }
            // A key that was retired meanwhile: what it signed is shown to nobody, and its indexes stay burnt.
            if (await centres.FindChangedAsync(issuing, cancel) is { } changed)
            {
                issuing = changed;
                continue;
            }
            return await KeepAsync(offer, configuration, taken, signed, cancel);
        }

        return new Problem(ProblemCode.NotFound, "there is no such centre");
    }

    private async Task<Result<IssuedToWallet>> KeepAsync(
        StoredOffer offer, CredentialConfiguration configuration, IReadOnlyList<StatusSlot> taken, List<ReadOnlyMemory<byte>> signed, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var documents = taken.Zip(signed, (slot, token) => new WalletCopyDocument(
            Guid.CreateVersion7(now), offer.AwardId, slot, configuration.Format, now, FingerprintOf(token), IsDropped: false)).ToArray();
        if (!await copies.AddAsync(documents, cancel))
            return NotActive;
        await changes.NoteAsync(offer.Centre, offer.AwardId, "taken-into-wallet", "wallet", configuration.Format, cancel);
        var notification = Guid.NewGuid();
        await offers.NoteIssuedAsync(offer.Id, new(notification, [.. documents.Select(copy => copy.Id)], null), cancel);
        return new IssuedToWallet(configuration, signed, notification);
    }

    private static string? FingerprintOf(ReadOnlyMemory<byte> token) =>
        PresentedCredential.Parse(token).TryGet(out var presented, out _) ? RecordedSignatures.FingerprintOf(presented) : null;

    private async ValueTask<Result<ReadOnlyMemory<byte>>> SignAsync(
        AwardView award, CredentialConfiguration configuration, KeyProof proof, StatusSlot slot, IssuingCentre issuing, CancellationToken cancel)
    {
        if (configuration == CredentialConfiguration.SdJwt)
            return await signSdJwtVc.RunAsync(award, proof.Key, slot, issuing, cancel);
        var holder = proof.Did is { } named && Did.TryParse(named, out var did) ? did : DidDocument.ToDidJwk(proof.Key);
        if (!CheckedDraft.FromSigned(award.Forms[0]).Then(draft => draft.For(holder, new(slot.List, slot.Index))).TryGet(out var draft, out var fault))
            return fault;
        if (!issuing.ActiveKey().TryGet(out var key, out var noKey))
            return noKey;
        var signed = configuration == CredentialConfiguration.Jwt ? draft.SignAsJwt(key, time.GetUtcNow()) : draft.SignAsDataIntegrity(key, time.GetUtcNow());
        return (await selfCheck.RunAsync(signed, issuing, cancel: cancel)).Map(passed => passed.Utf8);
    }
}
