namespace Credentials.PublicVerifier.Presentations;

/// <summary>Section <c>PublicVerifier</c>: as whom this verifier asks wallets.</summary>
public sealed record VerifierOptions
{
    public const string Section = "PublicVerifier";

    /// <summary>The key that requests are signed with: P-256, PKCS#8 in PEM or a private JWK; null for one that is made and kept in the data folder.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Certificates of that key in PEM, its own first; null where wallets know this verifier by its DID.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>
    /// How requests name this verifier unless a call says otherwise: <c>x509_hash</c> (default where there is a certificate), <c>x509_san_dns</c>,
    /// <c>decentralized_identifier</c> (default elsewhere) or <c>redirect_uri</c>.
    /// </summary>
    public string? ClientIdPrefix { get; init; }
}
