using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// The keys of proofs beside the one that speaks for the issuer or holder (Data Integrity 1.0 sections 2.1.1 and 2.1.2): another key of the same party, or
/// somebody else's, as an endorser's. Whoever they are, what stands in the document must be right.
/// </summary>
internal static class FurtherProofCheck
{
    /// <summary>Null where the key was found.</summary>
    public static VerificationCheck? FindKey(
        PresentedCredential presented, DataIntegrityProof proof, SignerFacts signers, DateTimeOffset now, out PublicKey? key)
    {
        key = null;
        if (ProofSigners.SignerOf(proof) is not { } signer)
            return Reasons.FurtherKeyRefused;
        bool isMain = signer == (presented.IsPresentation ? presented.Holder : presented.Issuer);
        var document = isMain ? signers.Document
            : signers.Further.TryGetValue(signer.Value, out var gathered) ? gathered
            : new Gathered<DidDocument>.Unreachable("it was not asked for");
        // The method is looked for among those of the purpose, whose name in the document is another for presentations.
        if (presented.IsPresentation && document is Gathered<DidDocument>.Found { Value: var found })
            document = new Gathered<DidDocument>.Found(found with { AssertionMethod = found.Authentication });
        var finding = IssuerKeyCheck.Run(signer, proof.VerificationMethod, proof.Created, document, isMain ? signers.Trusted : null, now, out key);
        return finding.Outcome switch
        {
            CheckOutcome.Passed => null,
            CheckOutcome.Failed => Reasons.FurtherKeyRefused.Because(finding.Message),
            _ => Reasons.FurtherKeyNotAvailable.Because(finding.Message),
        };
    }
}
