using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.SdJwtVcs;

/// <summary>
/// Where the key of an SD-JWT VC's issuer is found. What <c>iss</c> is decides it, so that who hands in a credential cannot choose the way
/// (SD-JWT VC section "Ecosystem-specific Public Key Verification Methods").
/// </summary>
public abstract record IssuerKeySource
{
    private IssuerKeySource()
    {
    }

    /// <summary>In the header's <c>x5c</c>, which must name the issuer and lead to a trust anchor.</summary>
    public sealed record Certificates(CertificateChain Chain) : IssuerKeySource;

    /// <summary>In the JWT VC Issuer Metadata at this address.</summary>
    public sealed record Metadata(Uri Url) : IssuerKeySource;

    /// <summary>In the issuer's DID document, under this verification method (absolute DID URL); null: the only one, of a DID that is its own key.</summary>
    public sealed record DidMethod(Did Issuer, string? Method) : IssuerKeySource
    {
        /// <summary>The key in the issuer's document, which must allow it for issuing; <see cref="ProblemCode.NotFound"/> where it does not.</summary>
        public Result<PublicKey> KeyIn(DidDocument document)
        {
            ArgumentNullException.ThrowIfNull(document);
            var found = document.Id != Issuer ? null
                : Method is { } method ? document.FindAssertionMethod(method)
                : document.AssertionMethod.Count == 1 ? document.AssertionMethod[0] : null;
            return found is not null && found.Controller == Issuer.Value
                ? found.Key
                : new Problem(ProblemCode.NotFound, "the issuer's DID document does not list the key for issuing");
        }
    }

    /// <summary>
    /// Where the key of a token is found. For a status list token the issuer is the one of the credential it is about: only who issued a credential may
    /// say that it is revoked.
    /// </summary>
    /// <param name="issuer">Who must have signed it; null where only a certificate can say so.</param>
    /// <param name="jws">The token.</param>
    /// <param name="acceptHttp">For development alone: whether the issuer may be an http address.</param>
    /// <returns><see cref="ProblemCode.InvalidKey"/> or <see cref="ProblemCode.InvalidInput"/> where no way that is known here leads to a key.</returns>
    public static Result<IssuerKeySource> Of(string? issuer, CompactJws jws, bool acceptHttp = false)
    {
        ArgumentNullException.ThrowIfNull(jws);
        if (jws.Header.TryGetProperty("x5c"u8, out var x5c))
            return CertificateChain.Read(x5c).Map<IssuerKeySource>(chain => new Certificates(chain));
        if (issuer is null)
            return new Problem(ProblemCode.InvalidKey, "neither iss nor x5c says who signed it");
        if (!issuer.StartsWith("did:", StringComparison.Ordinal))
            return JwtVcIssuerMetadata.LocationOf(issuer, acceptHttp).Map<IssuerKeySource>(url => new Metadata(url));
        if (!Did.TryParse(issuer, out var did))
            return new Problem(ProblemCode.InvalidKey, "iss is not a DID");
        if (jws.KeyId is not { } keyId)
            return did.Method is "key" or "jwk" ? new DidMethod(did, null) : new Problem(ProblemCode.InvalidKey, "no kid names the issuer's key");
        var method = keyId.StartsWith('#') ? issuer + keyId : keyId;
        return Did.TryParseKeyUrl(method, out var owner) && owner == did
            ? new DidMethod(did, method)
            : new Problem(ProblemCode.InvalidKey, "kid is not a key of the issuer");
    }
}
