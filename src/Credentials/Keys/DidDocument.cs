using System.Text.Json;

namespace Credentials.Keys;

/// <summary>
/// The part of a DID document (DID Core 1.0 section 5, Controlled Identifiers 1.0) that checking needs: keys by relationship.
/// Methods with key types not understood are left out; a document whose <c>id</c> is not the DID asked for is refused.
/// </summary>
public sealed record DidDocument(Did Id, IReadOnlyList<VerificationMethod> AssertionMethod, IReadOnlyList<VerificationMethod> Authentication)
{
    /// <summary>
    /// Reads Multikey, JsonWebKey, JsonWebKey2020 and Ed25519VerificationKey2020 methods, embedded or referenced. Only methods of this DID that it
    /// controls itself are taken. A malformed document is <see cref="ProblemCode.InvalidInput"/>.
    /// </summary>
    /// <param name="document">Strictly parsed JSON.</param>
    /// <param name="expected">The DID that was asked for.</param>
    public static Result<DidDocument> Parse(JsonElement document, Did expected) => DidDocumentReader.Read(document, expected);

    /// <summary>
    /// Writes the document: <c>@context</c> with did/v1 first, every method once under <c>verificationMethod</c>, as Multikey (RSA as JsonWebKey),
    /// then <c>assertionMethod</c> and <c>authentication</c> by reference.
    /// </summary>
    public void Write(Utf8JsonWriter writer) => DidDocumentWriter.Write(this, writer);

    /// <summary>The document of a <c>did:key</c> or <c>did:jwk</c>, computed from the identifier alone; other methods are <see cref="ProblemCode.NotFound"/>.</summary>
    public static Result<DidDocument> FromIdentifier(Did did) => SelfDescribingDid.Document(did);

    /// <exception cref="NotSupportedException">RSA keys have no did:key here.</exception>
    public static Did ToDidKey(PublicKey key) => SelfDescribingDid.ToDidKey(key);

    public static Did ToDidJwk(PublicKey key) => SelfDescribingDid.ToDidJwk(key);

    /// <summary>The method of this name under <c>assertionMethod</c>, or null.</summary>
    public VerificationMethod? FindAssertionMethod(string id) => AssertionMethod.FirstOrDefault(method => method.Id == id);
}
