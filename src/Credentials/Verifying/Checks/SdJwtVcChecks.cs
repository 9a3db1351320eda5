using Credentials.SdJwtVcs;

namespace Credentials.Verifying.Checks;

/// <summary>The fixed list of checks for an SD-JWT VC: the same questions as of the other forms, answered from its own places.</summary>
internal static class SdJwtVcChecks
{
    // Everyone sees it in every credential of its type, so that it alone tells nobody anything.
    private const string LegalCategory = "attestation_legal_category";

    /// <param name="isContained">Inside a presentation, whose own signature then speaks for the holder.</param>
    public static VerificationReport Run(
        PresentedCredential presented, SdJwtVc credential, VerificationFacts facts, TrustedIssuer? trusted, bool isContained)
    {
        var jws = credential.SdJwt.Jws;
        var issuerKey = SdJwtVcKeyCheck.Run(
            credential.Issuer, jws, presented.SignedAt, facts.IssuerKeys ?? new IssuerKeyFacts(), trusted, facts.Now, out var key);
        issuerKey = CompromisedKeyCheck.Run(issuerKey, presented, trusted, facts.Recorded);
        var proof = key is null ? Reasons.KeyNotAvailable
            : jws.Algorithm != key.JwsAlgorithm ? Reasons.AlgorithmDiffers
            : credential.SdJwt.Verify(key) ? Reasons.SignatureRight : Reasons.SignatureWrong;
        var type = facts.Type is Gathered<TypeDescription>.Found { Value: var described } ? described : null;
        List<VerificationCheck> checks =
        [
            presented.Format,
            proof,
            issuerKey,
            IssuerTrustCheck.Run(presented, facts.TrustedIssuer),
            Validity(credential, facts.Now),
            Status(credential, facts, trusted),
            Schema(credential, facts.Type, type),
            ReportedSdJwtVc.ClaimsOf(credential, type?.Metadata).Any(claim => claim.Name != LegalCategory) ? Reasons.CompleteAsShown : Reasons.NothingShown,
        ];
        if (!(isContained && credential.SdJwt.KeyBinding is null) && KeyBindingCheck.Run(credential.SdJwt, facts) is { } holder)
            checks.Add(holder);
        var isFact = proof.Outcome == CheckOutcome.Passed && issuerKey.Outcome == CheckOutcome.Passed;
        return new VerificationReport(checks, facts.Now)
        {
            Source = isFact ? new ReportSource(presented, trusted, type?.Metadata) : null,
            Consulted = (presented, facts),
        };
    }

    // RFC 7519 section 4.1.4: on or after exp it must not be accepted.
    private static VerificationCheck Validity(SdJwtVc credential, DateTimeOffset now) =>
        credential.NotBefore > credential.Expires ? Reasons.PeriodReversed
        : credential.Expires <= now ? Reasons.Expired
        : credential.NotBefore > now ? Reasons.NotYetValid
        : credential.NotBefore is null && credential.Expires is null ? Reasons.NoPeriod
        : Reasons.InPeriod;

    private static VerificationCheck Status(SdJwtVc credential, VerificationFacts facts, TrustedIssuer? trusted)
    {
        if (credential.Status is not { } reference)
            return credential.HasUnknownStatus ? Reasons.UnknownStatusType
                : trusted is { Register: TrustedIssuer.LocalRegister } ? Reasons.StatusMissing
                : Reasons.NoStatus;
        var found = facts.TokenStatusList switch
        {
            Gathered<PublishedTokenStatusList>.Found { Value: var list } => list.StatusOf(reference, facts.Now),
            Gathered<PublishedTokenStatusList>.NotFound missing => Reasons.ListNotFound.Because(missing.Reason),
            Gathered<PublishedTokenStatusList>.Unreachable unreachable => Reasons.ListUnreachable.Because(unreachable.Reason),
            _ => Reasons.ListUnreachable,
        };
        return found.Outcome == CheckOutcome.Passed && credential.HasUnknownStatus ? Reasons.UnknownStatusType : found;
    }

    private static VerificationCheck Schema(SdJwtVc credential, Gathered<TypeDescription>? gathered, TypeDescription? type)
    {
        if (type?.Fault is { } fault)
            return fault;
        if (type?.Metadata is { } metadata)
            return ClaimMetadataCheck.Run(credential, metadata, isComplete: false) is { } differs ? Reasons.NotAsTypeSays.Because(differs.Detail) : Reasons.AsTypeSays;
        return gathered switch
        {
            Gathered<TypeDescription>.NotFound missing => Reasons.TypeNotDescribed.Because(missing.Reason),
            Gathered<TypeDescription>.Unreachable unreachable => Reasons.TypeNotDescribed.Because(unreachable.Reason),
            _ => Reasons.TypeNotDescribed,
        };
    }
}
