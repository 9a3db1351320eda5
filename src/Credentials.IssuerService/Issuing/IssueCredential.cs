using Credentials.EvidenceStore.Recording;
using Credentials.Issuing;
using Credentials.Web;

namespace Credentials.IssuerService.Issuing;

/// <summary>Turns a reserved award into its signed credential: draft, check, sign, and our own verifier on the result. Stores nothing.</summary>
public sealed class IssueCredential(IssuingCentres centres, SelfCheck selfCheck, PublicAddress address, TimeProvider time)
{
    public async ValueTask<Result<SignedCredential>> RunAsync(ReservedAward reserved, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(reserved);

        // Asked now, not when the award was checked: a key may have been retired while the award waited its turn.
        if (await centres.FindAsync(reserved.Document.Centre, cancel) is not { } centre)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        var draft = CredentialDraft.Write(
            reserved.Award, reserved.Document.Id, centre.Did, address.Url, new StatusReference(reserved.Slot.List, reserved.Slot.Index));
        if (!draft.Check().TryGet(out var @checked, out var fault))
            return fault;
        if (!centre.ActiveKey().TryGet(out var key, out var noKey))
            return noKey;
        return await selfCheck.RunAsync(@checked.SignAsJwt(key, time.GetUtcNow()), centre, cancel: cancel);
    }
}
