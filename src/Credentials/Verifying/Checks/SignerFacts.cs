using System.Collections.Frozen;
using Credentials.Keys;

namespace Credentials.Verifying.Checks;

/// <summary>Where the keys of a document's proofs are.</summary>
/// <param name="Document">The DID document of the issuer, or of the holder.</param>
/// <param name="Trusted">The issuer's entry of the trust list, whose key history goes before the document; null where there is none.</param>
internal readonly record struct SignerFacts(Gathered<DidDocument> Document, TrustedIssuer? Trusted)
{
    public SignerFacts(Gathered<DidDocument> document, TrustedIssuer? trusted, IReadOnlyDictionary<string, Gathered<DidDocument>> further)
        : this(document, trusted) => Further = further;

    /// <summary>The DID documents of all others who signed, by DID.</summary>
    public IReadOnlyDictionary<string, Gathered<DidDocument>> Further { get; init; } = FrozenDictionary<string, Gathered<DidDocument>>.Empty;
}
