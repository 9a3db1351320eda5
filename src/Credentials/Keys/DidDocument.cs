using System.Text.Json;

namespace Credentials.Keys;

/// <summary>One verification method of a DID document: its absolute DID URL, its controller and its key.</summary>
public sealed record VerificationMethod(string Id, string Controller, PublicKey Key);

/// <summary>
/// The part of a DID document (DID Core 1.0 section 5, Controlled Identifiers 1.0) that checking needs: keys by relationship.
/// Methods with key types not understood are left out; a document whose <c>id</c> is not the DID asked for is refused.
/// </summary>
public sealed record DidDocument(Did Id, IReadOnlyList<VerificationMethod> AssertionMethod, IReadOnlyList<VerificationMethod> Authentication)
{
    /// <summary>Reads Multikey, JsonWebKey, JsonWebKey2020 and Ed25519VerificationKey2020 methods, embedded or referenced.</summary>
    public static Result<DidDocument> Parse(JsonElement document, Did expected) => throw new NotImplementedException();

    /// <summary>Writes the document: <c>@context</c> with did/v1 first, methods as Multikey, then <c>assertionMethod</c> and <c>authentication</c>.</summary>
    public void Write(Utf8JsonWriter writer) => throw new NotImplementedException();

    /// <summary>The document of a <c>did:key</c> or <c>did:jwk</c>, computed from the identifier alone; other methods are <see cref="ProblemCode.NotFound"/>.</summary>
    public static Result<DidDocument> FromIdentifier(Did did) => throw new NotImplementedException();

    public static Did ToDidKey(PublicKey key) => throw new NotImplementedException();

    public static Did ToDidJwk(PublicKey key) => throw new NotImplementedException();
}
