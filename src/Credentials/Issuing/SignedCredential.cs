namespace Credentials.Issuing;

/// <summary>The securing forms of a credential.</summary>
public enum CredentialForm
{
    /// <summary><c>application/vc+jwt</c>, a compact JWS.</summary>
    VcJwt,

    /// <summary><c>application/vc</c>, JSON with an embedded Data Integrity proof.</summary>
    DataIntegrity,

    /// <summary><c>application/dc+sd-jwt</c>, an SD-JWT VC with every disclosure, bound to no wallet.</summary>
    SdJwtVc,
}

/// <summary>A signed credential: exact bytes, never changed after signing.</summary>
public sealed record SignedCredential(Guid Id, CredentialForm Form, ReadOnlyMemory<byte> Utf8, string VerificationMethod, DateTimeOffset SignedAt);
