using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Issuing;

/// <summary>
/// Gives a credential in one of its signed forms. A form asked for the first time is signed then, with the key in force, checked by our own verifier
/// and kept; from then on its bytes are always the same.
/// </summary>
public sealed class IssueForm(ConsultAwards awards, ChangeAwards changes, IssuingCentres centres, SelfCheck selfCheck, IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    /// <summary>The forms of the VC Data Model; <see cref="IssueSdJwtVcForm"/> gives the other.</summary>
    public async Task<Result<SignedCredential>> RunAsync(string centre, Guid id, CredentialForm form, CancellationToken cancel = default)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notFound))
            return notFound;
        if (award.Forms.FirstOrDefault(signed => signed.Form == form) is { } kept)
            return kept;
        if (award.Forms is not [var first, ..])
            return new Problem(ProblemCode.NotFound, "there is no such credential");
        if (!CheckedDraft.FromSigned(first).TryGet(out var draft, out var fault))
            return fault;
        var isActive = award.Document.Status == AwardStatus.Active;
        var signed = await centres.SignAsync(centre, issuing => SignAsync(draft, form, issuing, isActive, cancel), cancel);
        return signed.TryGet(out var good, out var failed) ? await changes.AddFormAsync(id, good, cancel) : failed;
    }

    private async ValueTask<Result<SignedCredential>> SignAsync(
        CheckedDraft draft, CredentialForm form, IssuingCentre issuing, bool isActive, CancellationToken cancel)
    {
        if (!issuing.ActiveKey().TryGet(out var key, out var noKey))
            return noKey;
        var signed = form == CredentialForm.VcJwt
            ? draft.SignAsJwt(key, time.GetUtcNow())
            : draft.SignAsDataIntegrity(key, time.GetUtcNow(), options.Value.DataIntegrity);
        return signed.TryGet(out var good, out var problem) ? await selfCheck.RunAsync(good, issuing, isActive, cancel) : problem;
    }
}
