namespace Credentials.Signing;

/// <summary>What a Data Integrity proof signs.</summary>
public enum ProofForm
{
    /// <summary>The document as canonical JSON (RFC 8785): <c>eddsa-jcs-2022</c>, <c>ecdsa-jcs-2019</c>. Needs no <c>@context</c>.</summary>
    Jcs,

    /// <summary>The document as canonical RDF (RDFC-1.0): <c>eddsa-rdfc-2022</c>, <c>ecdsa-rdfc-2019</c>, which most wallets and verifiers read.</summary>
    Rdfc,

    /// <summary>A set of both, for readers of either.</summary>
    RdfcAndJcs,
}
