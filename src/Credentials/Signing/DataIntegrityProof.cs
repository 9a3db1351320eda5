using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>
/// A <c>DataIntegrityProof</c> (Data Integrity 1.0) with cryptosuite <c>eddsa-jcs-2022</c> (Data Integrity EdDSA Cryptosuites 1.0 section 3.3)
/// or <c>ecdsa-jcs-2019</c> on P-256 (Data Integrity ECDSA Cryptosuites 1.0 section 3.3).
/// </summary>
public sealed class DataIntegrityProof
{
    private DataIntegrityProof() => throw new NotImplementedException();

    public string Cryptosuite => throw new NotImplementedException();

    public string VerificationMethod => throw new NotImplementedException();

    public string ProofPurpose => throw new NotImplementedException();

    public DateTimeOffset? Created => throw new NotImplementedException();

    public DateTimeOffset? Expires => throw new NotImplementedException();

    /// <summary>Reads the <c>proof</c> member of a secured document; several proofs are all read. Unknown suites or types are <see cref="ProblemCode.NotACredential"/>.</summary>
    public static Result<IReadOnlyList<DataIntegrityProof>> Read(JsonElement securedDocument) => throw new NotImplementedException();

    /// <summary>Whether this proof is right for the document it was read from; false when the suite does not fit the key.</summary>
    public bool Verify(PublicKey key) => throw new NotImplementedException();

    /// <summary>The document's UTF-8 with a <c>proof</c> added as last member.</summary>
    public static byte[] Add(JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose = "assertionMethod") =>
        throw new NotImplementedException();
}
