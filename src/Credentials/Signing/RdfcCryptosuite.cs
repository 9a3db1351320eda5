using System.Text.Json;
using Credentials.Keys;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>
/// <c>eddsa-rdfc-2022</c> (Data Integrity EdDSA Cryptosuites 1.0 section 3.2), <c>ecdsa-rdfc-2019</c> (Data Integrity ECDSA Cryptosuites 1.0 section 3.2) and
/// <c>Ed25519Signature2020</c>, a proof type that is its own suite: document and options are hashed as canonical RDF (RDFC-1.0), the options with the
/// document's context.
/// </summary>
internal sealed class RdfcCryptosuite(string proofType, string? name, KeyAlgorithm[] keys) : Cryptosuite(proofType, name, keys)
{
    // What a context says is signed by what it makes of the document.
    public override bool CoversContext(SecuredDocument document, JsonElement proof) => true;

    public override Problem? Hash(SecuredDocument document, JsonElement options, RdfcHash hash, Span<byte> hashes)
    {
        if (!PlainNames.HoldInProof(options) || !document.HasPlainNames)
            return new Problem(ProblemCode.Unavailable, "the document's own context, or its way of writing names, could give members another meaning than they seem to have");
        if (document.WithContext(options, "proofValue") is not { } withContext)
            return new Problem(ProblemCode.InvalidInput, "the document has no @context");
        return LinkedDataHash.Compute(withContext, document.Contexts, hash, hashes) ?? document.HashCanonical(hash, hashes[hash.Length()..]);
    }
}
