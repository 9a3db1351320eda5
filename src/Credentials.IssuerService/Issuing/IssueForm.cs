using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.IssuerService.Issuing;

/// <summary>
/// Gives a credential in one of its signed forms. A form asked for the first time is signed then, with the key in force, checked by our own verifier
/// and kept; from then on its bytes are always the same.
/// </summary>
public sealed class IssueForm(ConsultAwards awards, ChangeAwards changes, IssuingCentres centres, SelfCheck selfCheck, TimeProvider time)
{
    public async Task<Result<SignedCredential>> RunAsync(string centre, Guid id, CredentialForm form, CancellationToken cancel = default)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notFound))
            return notFound;
        if (award.Forms.FirstOrDefault(signed => signed.Form == form) is { } kept)
            return kept;
        if (award.Forms is not [var first, ..])
            return new Problem(ProblemCode.NotFound, "there is no such credential");
        if (await centres.FindAsync(centre, cancel) is not { } issuing)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!CheckedDraft.FromSigned(first).TryGet(out var draft, out var fault))
            return fault;
        if (!issuing.ActiveKey().TryGet(out var key, out var noKey))
            return noKey;
        var signed = form == CredentialForm.VcJwt ? draft.SignAsJwt(key, time.GetUtcNow()) : draft.SignAsDataIntegrity(key, time.GetUtcNow());
        var passed = await selfCheck.RunAsync(signed, issuing, award.Document.Status == AwardStatus.Active, cancel);
        return passed.TryGet(out var good, out var failed) ? await changes.AddFormAsync(id, good, cancel) : failed;
    }
}
