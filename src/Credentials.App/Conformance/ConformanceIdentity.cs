using Credentials.Keys;
using Credentials.PublicVerifier.Presentations;
using Credentials.Signing;

namespace Credentials.App.Conformance;

/// <summary>The issuer of the conformance profile: a did:key for Ed25519 and one for P-256, made for this run and gone with it.</summary>
internal sealed class ConformanceIdentity : IKeepVerifierKey, IDisposable
{
    private readonly string _verifierKey;

    public ConformanceIdentity()
    {
        Issuers = [Make(KeyAlgorithm.Ed25519, "ed25519"), Make(KeyAlgorithm.P256, "p256")];
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        _verifierKey = key.ToPkcs8Pem();
    }

    /// <summary>The first one signs where nothing else is asked for.</summary>
    public IReadOnlyList<ConformanceIssuer> Issuers { get; }

    public ConformanceIssuer? Find(string? did) => Issuers.FirstOrDefault(issuer => issuer.Did.Value == did);

    public ConformanceIssuer? FindBySlug(string slug) => Issuers.FirstOrDefault(issuer => issuer.Slug == slug);

    /// <summary>The verifier's own key, which no folder keeps here either.</summary>
    public string Read() => _verifierKey;

    public void Dispose()
    {
        foreach (var issuer in Issuers)
            issuer.Key.PrivateKey.Dispose();
    }

    private static ConformanceIssuer Make(KeyAlgorithm algorithm, string slug)
    {
        var key = PrivateKey.Generate(algorithm);
        var did = DidDocument.ToDidKey(key.PublicKey);
        return new ConformanceIssuer(slug, did, new SigningKey($"{did.Value}#{key.PublicKey.ToMultikey()}", key));
    }
}

/// <param name="Slug">In the address of its status list.</param>
internal sealed record ConformanceIssuer(string Slug, Did Did, SigningKey Key)
{
    public KeyAlgorithm Algorithm => Key.PrivateKey.PublicKey.Algorithm;
}
