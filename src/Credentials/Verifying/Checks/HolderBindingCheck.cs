using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// Whether the learner that the credentials are about signed the presentation, and, where a challenge was given, for this check
/// (Data Integrity 1.0 section 2.1 <c>challenge</c>, <c>domain</c>; VC-JOSE-COSE section 3.1.2 with RFC 7519's <c>aud</c> and <c>nonce</c>).
/// </summary>
internal static class HolderBindingCheck
{
    /// <summary>The checks format, proof and holder-binding of a presentation.</summary>
    public static VerificationCheck[] Run(PresentedCredential presentation, VerificationFacts facts)
    {
        var keyFinding = FindKey(presentation, facts.IssuerDocument, facts.Now, out var key);
        var proof = ProofCheck.Run(presentation, key, new(facts.IssuerDocument, trusted: null, facts.FurtherDocuments), "authentication", facts.Now);
        return [presentation.Format, proof, Judge(presentation, facts, proof, keyFinding, key)];
    }

    private static VerificationCheck Judge(
        PresentedCredential presentation, VerificationFacts facts, VerificationCheck proof, VerificationCheck? keyFinding, PublicKey? key)
    {
        if (proof.Reason == Reasons.NotSigned.Reason)
            return facts.ExpectedChallenge is null ? Reasons.PresentationNotSigned : Reasons.KeyBindingMissing;
        if (keyFinding is not null)
            return keyFinding;
        if (proof.Outcome != CheckOutcome.Passed)
            return proof.Outcome == CheckOutcome.Failed ? Reasons.HolderUnproven : Reasons.HolderKeyUnavailable;
        if (IsEarly(presentation, facts.Now + IssuerKeyCheck.ClockTolerance))
            return Reasons.PresentationInFuture;
        if (!Answers(presentation, facts))
            return Reasons.ChallengeDiffers;
        if (facts.ExpectedChallenge is not null && presentation.SignedAt < facts.Now - KeyBindingExpectation.UsualMaxAge - KeyBindingExpectation.UsualTolerance)
            return Reasons.KeyBindingTooOld;
        var result = facts.ExpectedChallenge is null ? Reasons.HolderSignedBefore : Reasons.HolderSigned;
        foreach (var credential in presentation.Contained)
        {
            if (credential.SdJwtVc is { } bound)
            {
                // Bound to a key, not to a DID: the presentation must be signed with that very key.
                if (!bound.SdJwt.HolderKey.TryGet(out var holderKey, out _))
                    result = Reasons.SubjectUnknown;
                else if (!holderKey.Equals(key))
                    return Reasons.SubjectIsNotHolder;
                continue;
            }

            var subjects = credential.Members.Subject;
            if (JsonReading.Count(subjects) == 0)
                result = Reasons.SubjectUnknown;
            foreach (var subject in JsonReading.Each(subjects))
            {
                var id = JsonReading.TextOf(subject, "id"u8);
                if (id is null)
                    result = Reasons.SubjectUnknown;
                else if (id != presentation.Holder?.Value)
                    return Reasons.SubjectIsNotHolder;
            }
        }

        return result;
    }

    private static bool IsEarly(PresentedCredential presentation, DateTimeOffset latest) =>
        presentation.SignedAt > latest
        || (presentation.Jws is not null && TokenClaims.TryRead(presentation.Members.Claims.NotBefore, out var notBefore) && notBefore > latest);

    // Null when the key was found.
    private static VerificationCheck? FindKey(
        PresentedCredential presentation, Gathered<DidDocument> document, DateTimeOffset now, out PublicKey? key)
    {
        key = null;
        if (presentation.Holder is not { } holder || presentation.VerificationMethod is not { } method
            || !method.StartsWith(holder.Value + "#", StringComparison.Ordinal))
            return Reasons.HolderKeyRefused;
        switch (document)
        {
            case Gathered<DidDocument>.Found { Value: var found } when found.Id == holder:
                foreach (var listed in found.Authentication)
                    if (listed.Id == method && listed.Controller == holder.Value && !(now >= listed.Revoked) && !(now >= listed.Expires))
                        key = listed.Key;
                return key is null ? Reasons.HolderKeyRefused : null;
            case Gathered<DidDocument>.NotFound missing:
                return Reasons.HolderKeyRefused.Because(missing.Reason);
            case Gathered<DidDocument>.Unreachable unreachable:
                return Reasons.HolderKeyUnavailable.Because(unreachable.Reason);
            default:
                return Reasons.HolderKeyUnavailable;
        }
    }

    // For whoever asked and nobody else: what was signed for several can be shown to one by another.
    private static bool Answers(PresentedCredential presentation, VerificationFacts facts)
    {
        if (presentation.Jws is null)
        {
            var proof = presentation.MainProof!;
            return (facts.ExpectedChallenge is null || proof.Challenge == facts.ExpectedChallenge)
                && (facts.ExpectedAudience is null || (proof.Domains is [var domain] && domain == facts.ExpectedAudience));
        }

        var claims = presentation.Members.Claims;
        return (facts.ExpectedChallenge is null || JsonReading.Text(claims.Nonce) == facts.ExpectedChallenge)
            && (facts.ExpectedAudience is null
                || (JsonReading.Count(claims.Audience) == 1 && JsonReading.Text(JsonReading.First(claims.Audience)) == facts.ExpectedAudience));
    }
}
