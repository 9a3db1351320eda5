using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.IssuerService.Publishing;
using Credentials.IssuerService.Wallets;
using Credentials.Issuing;
using Credentials.Verifying;

namespace Credentials.IssuerService.Issuing;

/// <summary>
/// Gives a credential as an SD-JWT VC that is bound to no wallet. Signed when it is asked for the first time and kept, like the other forms; like a wallet's
/// copy it has a status index of its own, which follows the award's status before anyone has seen it.
/// </summary>
internal sealed class IssueSdJwtVcForm(
    ConsultAwards awards, ChangeAwards changes, StatusSlots slots, WalletCopies copies, IssuingCentres centres, WalletForms forms, SignSdJwtVc signSdJwtVc,
    TimeProvider time)
{
    /// <summary>
    /// <see cref="ProblemCode.NotAcceptable"/> where the centre's profile needs a wallet's key; <see cref="ProblemCode.StatusIsFinal"/> for a revoked
    /// credential that was never given in this form: no index can follow a status that changes no more.
    /// </summary>
    public async Task<Result<SignedCredential>> RunAsync(string centre, Guid id, CancellationToken cancel = default)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notFound))
            return notFound;
        if (award.Forms.FirstOrDefault(signed => signed.Form == CredentialForm.SdJwtVc) is { } kept)
            return kept;
        if (award.Forms.Count == 0)
            return new Problem(ProblemCode.NotFound, "there is no such credential");
        if (award.Document.Status == AwardStatus.Revoked)
            return Revoked;
        var profile = forms.ProfileOf(centre);
        if (profile.NeedsHolderKey)
            return new Problem(ProblemCode.NotAcceptable, $"a credential of the profile {profile.Id} is always bound to a wallet: offer it to one, or take {MediaTypes.VcJwt} or {MediaTypes.DataIntegrity}");
        // Signed once more where the centre changed meanwhile; the index stays the same, which nobody has seen.
        var slot = (await slots.TakeAsync(centre, 1, cancel))[0];
        var signed = await centres.SignAsync(centre, issuing => signSdJwtVc.RunAsync(award, holder: null, slot, issuing, cancel), cancel);
        return signed.TryGet(out var good, out var fault) ? await KeepAsync(id, slot, good, cancel) : fault;
    }

    private static Problem Revoked => new(ProblemCode.StatusIsFinal, "the credential is revoked, and was not given in this form before");

    private async Task<Result<SignedCredential>> KeepAsync(Guid id, StatusSlot slot, SignedCredential signed, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var copy = new WalletCopyDocument(Guid.CreateVersion7(now), id, slot, WalletCopyDocument.Unbound, now, RecordedSignatures.FingerprintOf(signed.Utf8), IsDropped: false);
        if (!await copies.AddAsync([copy], cancel))
            return Revoked;
        var kept = await changes.AddFormAsync(id, signed, cancel);
        // Another one was kept meanwhile: this one was given to nobody.
        if (!kept.TryGet(out var form, out _) || !form.Utf8.Span.SequenceEqual(signed.Utf8.Span))
            await copies.DropAsync(id, copy.Id, cancel);
        return kept;
    }
}
