namespace Credentials.Keys;

/// <summary>The kind of a key, which alone decides the one signature algorithm it may be used with.</summary>
public enum KeyAlgorithm
{
    /// <summary>Ed25519 (RFC 8032), JOSE <c>EdDSA</c>.</summary>
    Ed25519,

    /// <summary>ECDSA on P-256 with SHA-256, JOSE <c>ES256</c>.</summary>
    P256,

    /// <summary>ECDSA on P-384 with SHA-384; for checking Data Integrity proofs only.</summary>
    P384,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, JOSE <c>RS256</c>; for checking only.</summary>
    Rsa,
}
