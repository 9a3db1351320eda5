using Credentials.Keys;

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
    public sealed record DidMethod(Did Issuer, string? Method) : IssuerKeySource;
}
