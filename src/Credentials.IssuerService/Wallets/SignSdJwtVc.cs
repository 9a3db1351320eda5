using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.SigningKeys;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Verifying;
using Credentials.WalletProfiles;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Wallets;

/// <summary>Signs an award as SD-JWT VC, by the profile that its centre chose, and runs our own verifier on the result.</summary>
internal sealed class SignSdJwtVc(
    AchievementVersions achievements, WalletForms forms, CentreCertificates certificates, PublicAddress address, SelfCheck selfCheck,
    IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    /// <param name="award">What was awarded.</param>
    /// <param name="holder">The wallet's key; null for a token that nobody has to prove anything for, which has no end either.</param>
    /// <param name="slot">The token's own status entry.</param>
    /// <param name="issuing">The centre.</param>
    public async ValueTask<Result<SignedCredential>> RunAsync(
        AwardView award, PublicKey? holder, StatusSlot slot, IssuingCentre issuing, CancellationToken cancel)
    {
        var document = award.Document;
        if (await achievements.FindAsync(document.Centre, document.AchievementId, document.AchievementVersion, cancel) is not { } version)
            return new Problem(ProblemCode.NotFound, "there is no such achievement");
        var learning = AwardedLearning.Of(award.Request!, issuing.Centre, version.Achievement, document.Id);
        var now = time.GetUtcNow();
        var binding = new WalletBinding(
            issuing.Trusted.Address!, now, holder is null ? null : now + options.Value.WalletCopyValidity, $"urn:uuid:{Guid.NewGuid()}", holder,
            new(address.At($"/status/{slot.List}/token"), slot.Index));
        if (!forms.ProfileOf(document.Centre).Draft(learning, address.Url, binding).TryGet(out var draft, out var lacking))
            return lacking;
        if (!issuing.WalletKey().TryGet(out var key, out var noKey))
            return noKey;
        // What has no end would outlive every certificate, and be turned away for it where its issuer's metadata would do.
        var chain = holder is null ? null : certificates.Find(document.Centre, key.PrivateKey.PublicKey);
        var signed = new SignedCredential(
            document.Id, CredentialForm.SdJwtVc, System.Text.Encoding.ASCII.GetBytes(draft.Sign(key, chain?.Certificates)), key.VerificationMethod, now);
        if (!SelfCheck.Read(signed).TryGet(out var presented, out var unreadable))
            return unreadable;
        return FaultOf(presented, binding) is { } fault
            ? new Problem(ProblemCode.SelfCheckFailed, $"the signed SD-JWT VC is not what was to be signed: {fault}")
            : await selfCheck.RunAsync(signed, presented, issuing, cancel: cancel);
    }

    /// <summary>What no verifier can know: for whom it was to be, and under which status.</summary>
    private static string? FaultOf(PresentedCredential presented, WalletBinding binding)
    {
        if (presented.SdJwtVc is not { } read)
            return "its form";
        if (read.Issuer != binding.Issuer || read.Status != binding.Status)
            return "iss or status";
        return binding.HolderKey is null || (read.SdJwt.HolderKey.TryGet(out var bound, out _) && bound.Equals(binding.HolderKey)) ? null : "cnf";
    }
}
