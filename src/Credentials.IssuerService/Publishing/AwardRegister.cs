using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Wallets;
using Credentials.Verifying;

namespace Credentials.IssuerService.Publishing;

/// <summary>
/// Says under which signatures the store holds a credential. A verifier asks when the centre's key was compromised: a thief can backdate what he signs,
/// but cannot put it here.
/// </summary>
public sealed class AwardRegister(ConsultAwards awards, WalletCopies copies)
{
    /// <summary>None for an award that is not there, is another centre's, or was never acknowledged.</summary>
    public async Task<RecordedSignatures> FindAsync(string centre, Guid id, CancellationToken cancel = default) =>
        (await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out _)
            ? new([.. award.Fingerprints, .. award.Forms.Select(form => RecordedSignatures.FingerprintOf(form.Utf8)).OfType<string>(),
                .. (await copies.ListAsync(id, cancel)).Select(copy => copy.Fingerprint).OfType<string>()])
            : RecordedSignatures.None;
}
