using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>The did:key and did:jwk methods, whose identifiers hold the key itself.</summary>
internal static class SelfDescribingDid
{
    public static Result<DidDocument> Document(Did did) => did.Method switch
    {
        "key" => PublicKey.FromMultikey(did.MethodSpecificId).Map(key => SingleKey(did, did.MethodSpecificId, key)),
        "jwk" => FromJwk(did.MethodSpecificId).Map(key => SingleKey(did, "0", key)),
        _ => new Problem(ProblemCode.NotFound, "the identifier does not hold its document"),
    };

    public static Did ToDidKey(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Parsed($"did:key:{key.ToMultikey()}");
    }

    public static Did ToDidJwk(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var buffer = new PooledBuffer(1024);
        using (var writer = new Utf8JsonWriter(buffer))
            key.WriteJwk(writer);
        return Parsed($"did:jwk:{StrictBase64Url.Encode(buffer.Written)}");
    }

    private static Result<PublicKey> FromJwk(string encoded)
    {
        if (!StrictBase64Url.TryDecode(encoded, out byte[] json) || !StrictJson.Parse(json).TryGet(out var document, out _))
            return new Problem(ProblemCode.InvalidKey, "did:jwk: not base64url of JSON");
        using (document)
            return PublicKey.FromJwk(document.RootElement);
    }

    private static DidDocument SingleKey(Did did, string fragment, PublicKey key)
    {
        VerificationMethod[] methods = [new VerificationMethod($"{did.Value}#{fragment}", did.Value, key)];
        return new DidDocument(did, methods, methods);
    }

    private static Did Parsed(string text) => Did.TryParse(text, out var did) ? did : throw new InvalidOperationException("a key that makes no DID");
}
