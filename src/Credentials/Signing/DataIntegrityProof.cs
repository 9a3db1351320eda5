using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>
/// A <c>DataIntegrityProof</c> (Data Integrity 1.0) with cryptosuite <c>eddsa-jcs-2022</c> (Data Integrity EdDSA Cryptosuites 1.0 section 3.3)
/// or <c>ecdsa-jcs-2019</c> on P-256 (Data Integrity ECDSA Cryptosuites 1.0 section 3.3). Usable while the document that it was read from is.
/// </summary>
public sealed class DataIntegrityProof
{
    private readonly JsonElement _document;
    private readonly JsonElement _proof;
    private readonly string _proofValue;

    internal DataIntegrityProof(JsonElement document, JsonElement proof, string cryptosuite, string proofValue)
    {
        (_document, _proof, Cryptosuite, _proofValue) = (document, proof, cryptosuite, proofValue);
    }

    public string Cryptosuite { get; }

    internal string ProofValue => _proofValue;

    public required string VerificationMethod { get; init; }

    public required string ProofPurpose { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>What a verifier asked the holder to sign, in presentations.</summary>
    public string? Challenge { get; init; }

    /// <summary>Where the proof is meant to be used; empty if not stated.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>
    /// Whether the document's <c>@context</c> ends where the proof's own does. The suites let a document's go on after it (section 3.3.2, step 4),
    /// and nobody signed what stands there.
    /// </summary>
    public bool CoversContext => ProofContext.IsWhole(_document, _proof);

    /// <summary>
    /// Reads the <c>proof</c> member of a strictly parsed secured document; several proofs are all read.
    /// Unknown suites or types, chains (<c>previousProof</c>) and malformed members are <see cref="ProblemCode.NotACredential"/>.
    /// </summary>
    public static Result<IReadOnlyList<DataIntegrityProof>> Read(JsonElement securedDocument) => DataIntegrityProofReader.Read(securedDocument);

    /// <summary>Whether this proof is right for the document it was read from; false when the suite does not fit the key.</summary>
    public bool Verify(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Signing.Cryptosuite.For(key.Algorithm) != Cryptosuite)
            return false;
        // Both suites prescribe base58btc, so that the other multibase encoding is not a second spelling.
        if (_proofValue is not ['z', ..] || _proofValue.Length > 2 * Signing.Cryptosuite.SignatureLength
            || !Multibase.TryDecode(_proofValue, out byte[] signature) || signature.Length != Signing.Cryptosuite.SignatureLength)
            return false;
        if (!ProofContext.TryChoose(_document, _proof, out var context))
            return false;

        Span<byte> hashes = stackalloc byte[2 * SHA256.HashSizeInBytes];
        using (var buffer = new PooledBuffer())
        {
            CanonicalJson.Write(_proof, buffer, "proofValue");
            SHA256.HashData(buffer.Written, hashes);
            buffer.Clear();
            CanonicalJson.Write(_document, buffer, "proof", context is null ? null : "@context", context ?? default);
            SHA256.HashData(buffer.Written, hashes[SHA256.HashSizeInBytes..]);
        }
        return key.Verify(hashes, signature);
    }

    /// <summary>The document's UTF-8 with a <c>proof</c> added as last member.</summary>
    /// <param name="document">A strictly parsed object.</param>
    /// <param name="key">An Ed25519 or P-256 key.</param>
    /// <param name="created">Written in UTC, in whole seconds.</param>
    /// <param name="proofPurpose">The relationship under which the DID document lists the key.</param>
    /// <exception cref="ArgumentException">The document is no object or has a proof already.</exception>
    public static byte[] Add(JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose = "assertionMethod") =>
        DataIntegrityProofWriter.Add(document, key, created, proofPurpose);
}
