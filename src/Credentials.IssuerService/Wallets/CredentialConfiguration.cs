namespace Credentials.IssuerService.Wallets;

/// <summary>A form in which wallets can have a credential: an entry of <c>credential_configurations_supported</c>.</summary>
/// <param name="Id">Its name in metadata and offers.</param>
/// <param name="Format">The Credential Format Identifier (OpenID4VCI 1.0 appendix A).</param>
public sealed record CredentialConfiguration(string Id, string Format)
{
    /// <summary>IETF SD-JWT VC, by the profile that the centre chose.</summary>
    public static CredentialConfiguration SdJwt { get; } = new("micro-credential-sd-jwt", "dc+sd-jwt");

    /// <summary>VC Data Model 2.0 as JWT.</summary>
    public static CredentialConfiguration Jwt { get; } = new("open-badge-jwt", "jwt_vc_json");

    /// <summary>VC Data Model 2.0 with a Data Integrity proof.</summary>
    public static CredentialConfiguration DataIntegrity { get; } = new("open-badge-ldp", "ldp_vc");

    public static IReadOnlyList<CredentialConfiguration> All { get; } = [SdJwt, Jwt, DataIntegrity];

    public static CredentialConfiguration? Find(string id) => All.FirstOrDefault(configuration => configuration.Id == id);

    public static CredentialConfiguration? OfFormat(string format) => All.FirstOrDefault(configuration => configuration.Format == format);
}
