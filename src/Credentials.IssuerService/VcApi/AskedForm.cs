using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Web.VcApi;

namespace Credentials.IssuerService.VcApi;

/// <summary>In which signed form a VC-API caller wants the credential: <c>options.mediaType</c>, or <c>options.cryptosuite</c>, which implies Data Integrity.</summary>
internal static class AskedForm
{
    private static readonly Dictionary<string, CredentialForm> Forms = new(StringComparer.Ordinal)
    {
        [IssuedAnswer.DataIntegrity] = CredentialForm.DataIntegrity,
        [IssuedAnswer.VcJwt] = CredentialForm.VcJwt,
        [IssuedAnswer.SdJwtVc] = CredentialForm.SdJwtVc,
    };

    // The one table of suites: which one a centre's key in force signs with.
    private static readonly (KeyAlgorithm Key, string Suite)[] Suites = [(KeyAlgorithm.Ed25519, "eddsa-jcs-2022"), (KeyAlgorithm.P256, "ecdsa-jcs-2019")];

    /// <summary>The form and its media type, or why it cannot be had.</summary>
    public static (string MediaType, CredentialForm Form)? Read(VcApiBody body, IssuingCentre centre, out VcProblem? fault)
    {
        fault = null;
        var mediaType = body.Text("mediaType") ?? IssuedAnswer.DataIntegrity;
        if (!Forms.TryGetValue(mediaType, out var form))
            fault = Refuse("/options/mediaType", $"The credential can be had as {string.Join(", ", Forms.Keys)}.");
        else if (body.Text("cryptosuite") is { } suite && (form != CredentialForm.DataIntegrity || !IsSignedWith(suite, centre)))
            fault = Refuse("/options/cryptosuite", $"The centre signs with {string.Join(", ", SuitesOf(centre))}, as {IssuedAnswer.DataIntegrity}.");
        return fault is null ? (mediaType, form) : null;
    }

    private static bool IsSignedWith(string suite, IssuingCentre centre) => SuitesOf(centre).Contains(suite);

    private static IEnumerable<string> SuitesOf(IssuingCentre centre) => centre.ActiveKey().TryGet(out var key, out _)
        ? Suites.Where(row => row.Key == key.PrivateKey.PublicKey.Algorithm).Select(row => row.Suite)
        : [];

    private static VcProblem Refuse(string pointer, string detail) =>
        new(VcProblemTypes.MalformedValue, "The form that is asked for cannot be had.") { Errors = [new InputError(pointer, "not-allowed-value", detail)] };
}
