using Credentials.Issuing;

namespace Credentials.IssuerService.Publishing;

/// <summary>The media types of secured credentials (VC Data Model 2.0 section 6.2, VC-JOSE-COSE section 6.1).</summary>
public static class MediaTypes
{
    public const string DataIntegrity = "application/vc";
    public const string VcJwt = "application/vc+jwt";

    /// <summary>SD-JWT VC, section "Media Types".</summary>
    public const string SdJwtVc = "application/dc+sd-jwt";

    /// <summary>Token Status List, section "Status List Token in JWT Format".</summary>
    public const string StatusListToken = "application/statuslist+jwt";

    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Svg = "image/svg+xml";

    public static string Of(CredentialForm form) => form switch
    {
        CredentialForm.VcJwt => VcJwt,
        CredentialForm.DataIntegrity => DataIntegrity,
        CredentialForm.SdJwtVc => SdJwtVc,
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "a form without a media type"),
    };
}
