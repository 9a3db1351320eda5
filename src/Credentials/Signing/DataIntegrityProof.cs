using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>
/// A proof of a document (Data Integrity 1.0 section 2.1) by one of the suites that are known here, alone, in a set or in a chain. Usable while the document
/// that it was read from is.
/// </summary>
public sealed class DataIntegrityProof
{
    private readonly SecuredDocument _document;
    private readonly JsonElement _proof;
    private readonly Signing.Cryptosuite _suite;
    private readonly string _proofValue;
    private readonly Hashed?[] _hashed = new Hashed?[2];

    internal DataIntegrityProof(SecuredDocument document, JsonElement proof, Signing.Cryptosuite suite, string proofValue)
    {
        (_document, _proof, _suite, _proofValue) = (document, proof, suite, proofValue);
    }

    /// <summary>The name of its suite.</summary>
    public string Cryptosuite => _suite.Name;

    /// <summary>Whether the suite signs with this kind of key.</summary>
    internal bool Fits(KeyAlgorithm key) => _suite.Fits(key);

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
    public bool CoversContext => _suite.CoversContext(_document, _proof);

    /// <summary>
    /// Reads the <c>proof</c> member of a strictly parsed secured document; several proofs are all read, each with those that its <c>previousProof</c> names.
    /// Unknown suites or types, names of proofs that are not there and malformed members are <see cref="ProblemCode.NotACredential"/>.
    /// </summary>
    /// <param name="securedDocument">What <see cref="StrictJson"/> read.</param>
    /// <param name="contexts">The contexts that the document may refer to; null for those that are bundled.</param>
    public static Result<IReadOnlyList<DataIntegrityProof>> Read(JsonElement securedDocument, JsonLdContexts? contexts = null) =>
        DataIntegrityProofReader.Read(securedDocument, contexts ?? JsonLdContexts.Bundled);

    /// <summary>Whether this proof is right for the document it was read from; false also when that cannot be decided, and when the suite does not fit the key.</summary>
    public bool Verify(PublicKey key) => Check(key) is { IsSuccess: true, Value: true };

    /// <summary>
    /// As <see cref="Verify"/>, but a <see cref="Credentials.Problem"/> where nobody here can say: a context is not at hand, or the work would be too much.
    /// </summary>
    public Result<bool> Check(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_suite.Fits(key.Algorithm))
            return false;
        // The suites prescribe base58btc, so that the other multibase encoding is not a second spelling.
        int length = Signing.Cryptosuite.SignatureLength(key.Algorithm);
        if (_proofValue is not ['z', ..] || _proofValue.Length > 2 * length || !Multibase.TryDecode(_proofValue, out byte[] signature) || signature.Length != length)
            return false;
        // Found out once, so that asking again gives the same answer whatever of a shared allowance is left by then.
        var hash = Signing.Cryptosuite.HashFor(key.Algorithm);
        var hashed = _hashed[(int)hash] ??= Hash(hash);
        if (hashed.Problem is { } problem)
            return problem.Code == ProblemCode.InvalidInput ? false : problem;
        return key.Verify(hashed.Bytes, signature);
    }

    private Hashed Hash(RdfcHash hash)
    {
        byte[] hashes = new byte[2 * hash.Length()];
        return new Hashed(hashes, _suite.Hash(_document, _proof, hash, hashes));
    }

    /// <summary>The names of the cryptosuites that sign in a form, one for each kind of key at least.</summary>
    public static IReadOnlyList<string> SuitesOf(ProofForm form) =>
        [.. Signing.Cryptosuite.For(KeyAlgorithm.Ed25519, form).Concat(Signing.Cryptosuite.For(KeyAlgorithm.P256, form)).Select(suite => suite.Name)];

    /// <summary>The document's UTF-8 with a <c>proof</c> added as last member.</summary>
    /// <param name="document">A strictly parsed object.</param>
    /// <param name="key">An Ed25519 or P-256 key.</param>
    /// <param name="created">Written in UTC, in whole seconds.</param>
    /// <param name="proofPurpose">The relationship under which the DID document lists the key.</param>
    /// <param name="form">What is signed; a set for both.</param>
    /// <exception cref="ArgumentException">The document is no object, has a proof already, or cannot be signed in that form.</exception>
    public static byte[] Add(
        JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose = "assertionMethod", ProofForm form = ProofForm.Jcs) =>
        TryAdd(document, key, created, proofPurpose, form).TryGet(out byte[]? secured, out var problem)
            ? secured
            : throw new ArgumentException($"the document cannot be signed: {problem.Detail}", nameof(document));

    /// <summary>
    /// As <see cref="Add"/>, for documents that others wrote: what cannot be signed as RDF, because something of it would be left out or a context is not at
    /// hand, is a problem. With <see cref="ProofForm.Jcs"/> there is none.
    /// </summary>
    /// <exception cref="ArgumentException">The document is no object or has a proof already.</exception>
    /// <param name="contexts">The contexts that the document may refer to; null for those that are bundled.</param>
    /// <inheritdoc cref="Add" path="/param"/>
    public static Result<byte[]> TryAdd(
        JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose, ProofForm form, JsonLdContexts? contexts = null) =>
        DataIntegrityProofWriter.Add(document, key, created, proofPurpose, form, contexts ?? JsonLdContexts.Bundled);

    private sealed record Hashed(byte[] Bytes, Problem? Problem);
}
