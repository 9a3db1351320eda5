using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>
/// <c>eddsa-jcs-2022</c> (Data Integrity EdDSA Cryptosuites 1.0 section 3.3) and <c>ecdsa-jcs-2019</c> (Data Integrity ECDSA Cryptosuites 1.0 section 3.3):
/// both are hashed as canonical JSON (RFC 8785).
/// </summary>
internal sealed class JcsCryptosuite(string name, KeyAlgorithm[] keys) : Cryptosuite(DataIntegrityProofType, name, keys)
{
    public override bool CoversContext(SecuredDocument document, JsonElement proof) => ProofContext.IsWhole(document.Json, proof);

    public override Problem? Hash(SecuredDocument document, JsonElement options, RdfcHash hash, Span<byte> hashes)
    {
        if (!ProofContext.TryChoose(document.Json, options, out var context))
            return new Problem(ProblemCode.InvalidInput, "the document's @context does not begin with the proof's");
        using var buffer = new PooledBuffer();
        CanonicalJson.Write(options, buffer, "proofValue");
        hash.Compute(buffer.Written, hashes);
        buffer.Clear();
        CanonicalJson.Write(document.Json, buffer, document.Without, context is null ? null : "@context", context ?? default);
        hash.Compute(buffer.Written, hashes[hash.Length()..]);
        return null;
    }
}
