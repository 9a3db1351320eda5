using System.Text.Json;
using Credentials.Keys;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>
/// A way to secure a document with a proof (Data Integrity 1.0 section 3.1): what is hashed of the proof's options and of the document. Signed are the two
/// hashes, one after the other, with a key that the suite knows.
/// </summary>
internal abstract class Cryptosuite
{
    public const string EdDsaJcs2022 = "eddsa-jcs-2022";
    public const string EcdsaJcs2019 = "ecdsa-jcs-2019";

    public const string DataIntegrityProofType = "DataIntegrityProof";

    /// <summary>Two hashes of SHA-384.</summary>
    public const int MostHashBytes = 96;

    private static readonly Cryptosuite[] All =
    [
        new JcsCryptosuite(EdDsaJcs2022, [KeyAlgorithm.Ed25519]),
        new JcsCryptosuite(EcdsaJcs2019, [KeyAlgorithm.P256, KeyAlgorithm.P384]),
    ];

    private readonly KeyAlgorithm[] _keys;

    protected Cryptosuite(string proofType, string? name, KeyAlgorithm[] keys) => (ProofType, Name, _keys) = (proofType, name ?? proofType, keys);

    /// <summary>What stands in <c>cryptosuite</c>; of a proof type that is a suite of its own, that type.</summary>
    public string Name { get; }

    public string ProofType { get; }

    /// <summary>Whether all of the document's <c>@context</c> is signed.</summary>
    public abstract bool CoversContext(SecuredDocument document, JsonElement proof);

    /// <summary>
    /// The hashes of the proof's options and of the document, written one after the other. <see cref="ProblemCode.InvalidInput"/> where the document has no
    /// such form, so that nobody signed it; another <see cref="Problem"/> where it may have one.
    /// </summary>
    /// <param name="document">What the proof is about.</param>
    /// <param name="options">The proof; <c>proofValue</c> is left out.</param>
    /// <param name="hash">As the key says.</param>
    /// <param name="hashes">Room for both.</param>
    public abstract Problem? Hash(SecuredDocument document, JsonElement options, RdfcHash hash, Span<byte> hashes);

    public bool Fits(KeyAlgorithm key) => Array.IndexOf(_keys, key) >= 0;

    /// <summary>Null for what is not known here.</summary>
    public static Cryptosuite? Find(string? proofType, string? name)
    {
        foreach (var suite in All)
        {
            if (suite.ProofType == proofType && (proofType != DataIntegrityProofType || suite.Name == name))
                return suite;
        }
        return null;
    }

    /// <summary>The suite by which documents are secured here with this kind of key; null for keys that only check, or sign nothing of the kind.</summary>
    public static Cryptosuite? For(KeyAlgorithm key) => key switch
    {
        KeyAlgorithm.Ed25519 => Find(DataIntegrityProofType, EdDsaJcs2022),
        KeyAlgorithm.P256 => Find(DataIntegrityProofType, EcdsaJcs2019),
        _ => null,
    };

    /// <summary>The hash that goes with a key's strength.</summary>
    public static RdfcHash HashFor(KeyAlgorithm key) => key == KeyAlgorithm.P384 ? RdfcHash.Sha384 : RdfcHash.Sha256;

    public static int SignatureLength(KeyAlgorithm key) => key == KeyAlgorithm.P384 ? 96 : 64;
}
