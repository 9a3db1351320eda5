namespace Credentials.Presentations;

/// <summary>How a wallet finds out who asks (OpenID4VP 1.0 section 5.9.3): the prefixes that are used here.</summary>
public enum ClientIdPrefix
{
    /// <summary><c>redirect_uri</c>: by the address that the answer goes to, and nothing else; such a request cannot be signed.</summary>
    RedirectUri,

    /// <summary><c>x509_san_dns</c>: by a host that a certificate names.</summary>
    X509SanDns,

    /// <summary><c>x509_hash</c>: by a certificate.</summary>
    X509Hash,

    /// <summary><c>decentralized_identifier</c>: by a DID.</summary>
    DecentralizedIdentifier,
}
