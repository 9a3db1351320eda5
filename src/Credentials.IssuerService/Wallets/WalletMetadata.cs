using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.EvidenceStore.Wallets;
using Credentials.Issuing;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.Wallets;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Wallets;

/// <summary>Writes what a centre promises to wallets: exactly what the endpoints do.</summary>
internal sealed class WalletMetadata(WalletAddresses addresses, WalletForms forms, RequestEncryptionKey requestKey, PublicAddress address, IOptions<IssuerServiceOptions> options)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Algorithms = ["ES256", "EdDSA"];

    /// <summary>Credential Issuer Metadata (OpenID4VCI 1.0 section 12.2.4).</summary>
    public ReadOnlyMemory<byte> OfIssuer(Centre centre) => Written(writer =>
    {
        var slug = centre.Slug;
        writer.WriteStartObject();
        writer.WriteString("credential_issuer"u8, addresses.Issuer(slug));
        writer.WriteString("credential_endpoint"u8, addresses.Credential(slug));
        writer.WriteString("nonce_endpoint"u8, addresses.Nonce(slug));
        writer.WriteString("notification_endpoint"u8, addresses.Notification(slug));
        writer.WriteStartObject("credential_request_encryption"u8);
        writer.WriteStartObject("jwks"u8);
        writer.WriteStartArray("keys"u8);
        requestKey.WriteJwk(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteTexts(writer, "enc_values_supported", CompactJwe.Encryptions);
        writer.WriteBoolean("encryption_required"u8, false);
        writer.WriteEndObject();
        writer.WriteStartObject("credential_response_encryption"u8);
        WriteTexts(writer, "alg_values_supported", ["ECDH-ES"]);
        WriteTexts(writer, "enc_values_supported", CompactJwe.Encryptions);
        writer.WriteBoolean("encryption_required"u8, false);
        writer.WriteEndObject();
        writer.WriteStartObject("batch_credential_issuance"u8);
        writer.WriteNumber("batch_size"u8, CredentialRequest.MostProofs);
        writer.WriteEndObject();
        writer.WriteStartArray("display"u8);
        writer.WriteStartObject();
        writer.WriteString("name"u8, centre.Name);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("credential_configurations_supported"u8);
        foreach (var configuration in CredentialConfiguration.All)
            WriteConfiguration(writer, slug, configuration);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Authorization Server Metadata (RFC 8414 section 2, OpenID4VCI 1.0 section 12.3, RFC 9449 section 5.1).</summary>
    public ReadOnlyMemory<byte> OfAuthorizationServer(string slug) => Written(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("issuer"u8, addresses.Issuer(slug));
        writer.WriteString("token_endpoint"u8, addresses.Token(slug));
        WriteTexts(writer, "response_types_supported", []);
        WriteTexts(writer, "grant_types_supported", ["urn:ietf:params:oauth:grant-type:pre-authorized_code"]);
        WriteTexts(writer, "token_endpoint_auth_methods_supported", ["none"]);
        writer.WriteBoolean("pre-authorized_grant_anonymous_access_supported"u8, true);
        WriteTexts(writer, "dpop_signing_alg_values_supported", Algorithms);
        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            write(writer);
        return stream.ToArray();
    }

    private void WriteConfiguration(Utf8JsonWriter writer, string slug, CredentialConfiguration configuration)
    {
        var profile = forms.ProfileOf(slug);
        writer.WriteStartObject(configuration.Id);
        writer.WriteString("format"u8, configuration.Format);
        if (configuration == CredentialConfiguration.SdJwt)
            writer.WriteString("vct"u8, profile.TypeFor(address.Url));
        else
            WriteDefinition(writer, configuration);
        // An ldp_vc is signed by a cryptosuite, not by a JOSE algorithm (appendix A.1.2.2).
        WriteTexts(
            writer, "credential_signing_alg_values_supported",
            configuration == CredentialConfiguration.DataIntegrity ? DataIntegrityProof.SuitesOf(options.Value.DataIntegrity) : Algorithms);
        WriteTexts(writer, "cryptographic_binding_methods_supported", ["jwk", "did:key", "did:jwk"]);
        writer.WriteStartObject("proof_types_supported"u8);
        writer.WriteStartObject("jwt"u8);
        WriteTexts(writer, "proof_signing_alg_values_supported", Algorithms);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("credential_metadata"u8);
        writer.WriteStartArray("display"u8);
        foreach (var display in profile.Display)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, display.Name);
            writer.WriteString("locale"u8, display.Locale);
            if (display.Description is { } description)
                writer.WriteString("description"u8, description);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (configuration == CredentialConfiguration.SdJwt)
            WriteClaims(writer, profile.Claims);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Appendix A.1: what kind of credential it is, where no JSON-LD is processed and where it is.</summary>
    private static void WriteDefinition(Utf8JsonWriter writer, CredentialConfiguration configuration)
    {
        writer.WriteStartObject("credential_definition"u8);
        if (configuration == CredentialConfiguration.DataIntegrity)
            WriteTexts(writer, "@context", ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]);
        WriteTexts(writer, "type", ["VerifiableCredential", "OpenBadgeCredential"]);
        writer.WriteEndObject();
    }

    /// <summary>Claims description (appendix B.2): paths and names; what everyone's machine reads is left out.</summary>
    private static void WriteClaims(Utf8JsonWriter writer, IReadOnlyList<ClaimMetadata> claims)
    {
        writer.WriteStartArray("claims"u8);
        foreach (var claim in claims.Where(claim => claim.Display is not null))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("path"u8);
            claim.Path.Write(writer);
            writer.WriteBoolean("mandatory"u8, claim.IsMandatory is true);
            writer.WriteStartArray("display"u8);
            foreach (var display in claim.Display!)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, display.Label);
                writer.WriteString("locale"u8, display.Locale);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
