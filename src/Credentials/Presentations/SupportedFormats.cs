using System.Text.Json;
using Credentials.Signing;

namespace Credentials.Presentations;

/// <summary><c>vp_formats_supported</c> (OpenID4VP 1.0 section 11.1, appendix B): what can be checked here, so that a wallet sends nothing else.</summary>
internal static class SupportedFormats
{
    // As the signatures themselves name them: EdDSA is what the holders' and issuers' headers say.
    private static readonly string[] Algorithms = ["ES256", "EdDSA"];

    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("vp_formats_supported"u8);
        Write(writer, CredentialQuery.SdJwtVcFormat, ("sd-jwt_alg_values", Algorithms), ("kb-jwt_alg_values", Algorithms));
        Write(writer, CredentialQuery.VcJwtFormat, ("alg_values", Algorithms));
        Write(
            writer, CredentialQuery.DataIntegrityFormat, ("proof_type_values", [Cryptosuite.DataIntegrityProofType, Cryptosuite.Ed25519Signature2020]),
            ("cryptosuite_values", [Cryptosuite.EcdsaJcs2019, Cryptosuite.EcdsaRdfc2019, Cryptosuite.EdDsaJcs2022, Cryptosuite.EdDsaRdfc2022]));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string format, params IReadOnlyList<(string Name, string[] Values)> lists)
    {
        writer.WriteStartObject(format);
        foreach (var (name, values) in lists)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
