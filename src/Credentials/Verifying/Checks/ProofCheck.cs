using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>Whether the signature is right for the bytes handed in, with the key found for it.</summary>
internal static class ProofCheck
{
    /// <param name="presented">What was signed.</param>
    /// <param name="key">The key of <see cref="PresentedCredential.VerificationMethod"/>, null when it is not to be had.</param>
    /// <param name="signers">Where the keys of further proofs are.</param>
    /// <param name="purpose"><c>assertionMethod</c> for credentials, <c>authentication</c> for presentations.</param>
    /// <param name="now">The instant of the check.</param>
    public static VerificationCheck Run(PresentedCredential presented, PublicKey? key, SignerFacts signers, string purpose, DateTimeOffset now)
    {
        if (presented.ProofFault is { } fault)
            return fault;
        if (presented.Jws is { } jws)
            return RunOnToken(jws, presented.Members.Claims, key, now);
        var result = Reasons.SignatureRight;
        for (var index = 0; index < presented.Proofs.Count; index++)
        {
            var proof = presented.Proofs[index];
            var one = proof.ProofPurpose != purpose ? Reasons.ProofPurposeWrong
                : proof.VerificationMethod == presented.VerificationMethod && proof.Created == presented.SignedAt ? RunOnProof(proof, key, now)
                : FurtherProofCheck.FindKey(presented, proof, signers, now, out var further) ?? RunOnProof(proof, further, now);
            if (one.Outcome == CheckOutcome.Failed)
                return one;
            if (one.Outcome == CheckOutcome.Undetermined)
                result = one;
        }

        return result;
    }

    private static VerificationCheck RunOnToken(CompactJws jws, TokenClaims claims, PublicKey? key, DateTimeOffset now)
    {
        if (key is null)
            return Reasons.KeyNotAvailable;
        if (jws.Algorithm != key.JwsAlgorithm)
            return Reasons.AlgorithmDiffers;
        if (!jws.Verify(key))
            return Reasons.SignatureWrong;
        return TokenClaims.TryRead(claims.Expires, out var expires) && expires <= now ? Reasons.ProofExpired : Reasons.SignatureRight;
    }

    private static VerificationCheck RunOnProof(DataIntegrityProof proof, PublicKey? key, DateTimeOffset now)
    {
        if (key is null)
            return Reasons.KeyNotAvailable;
        if (!proof.Fits(key.Algorithm))
            return Reasons.AlgorithmDiffers;
        if (!proof.Check(key).TryGet(out bool isRight, out var problem))
            return (problem.Code == ProblemCode.Unavailable ? Reasons.ContextNotUnderstood : Reasons.ProofNotSupported).Because(problem.Detail);
        if (!isRight)
            return Reasons.SignatureWrong;
        return proof.Expires <= now ? Reasons.ProofExpired
            : proof.CoversContext ? Reasons.SignatureRight
            : Reasons.ContextNotSigned;
    }
}
