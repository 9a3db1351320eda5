using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>Who signed, where a document has several proofs.</summary>
internal static class ProofSigners
{
    /// <summary>The proof that speaks for a party: the first with a method of its DID. Else the first of all, which then is found to be another's.</summary>
    public static DataIntegrityProof? MainOf(IReadOnlyList<DataIntegrityProof> proofs, string? party)
    {
        if (party is not null)
        {
            foreach (var proof in proofs)
            {
                if (SignerOf(proof) is { } signer && signer.Value == party)
                    return proof;
            }
        }
        return proofs.Count > 0 ? proofs[0] : null;
    }

    /// <summary>The DID whose method a proof names; null where it names none.</summary>
    public static Did? SignerOf(DataIntegrityProof proof) => Did.TryParseKeyUrl(proof.VerificationMethod, out var signer) ? signer : null;

    /// <summary>The DIDs of all signers but one, each once.</summary>
    public static IReadOnlyList<Did> Besides(IReadOnlyList<DataIntegrityProof> proofs, Did? main)
    {
        if (proofs.Count <= 1)
            return [];
        var signers = new List<Did>();
        foreach (var proof in proofs)
        {
            if (SignerOf(proof) is { } signer && signer != main && !signers.Contains(signer))
                signers.Add(signer);
        }
        return signers;
    }
}
