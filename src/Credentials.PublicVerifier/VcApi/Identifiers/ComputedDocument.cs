using System.Buffers;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>Writes the DID document of a did:key or did:jwk: its one key under every relationship that a signing key has.</summary>
internal static class ComputedDocument
{
    private static readonly string[] Relationships = ["authentication", "assertionMethod", "capabilityInvocation", "capabilityDelegation"];

    public static JsonElement Of(DidDocument document, PublicKeyFormat format)
    {
        var method = document.AssertionMethod[0];
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("@context");
            writer.WriteStringValue("https://www.w3.org/ns/did/v1");
            writer.WriteStringValue(format.Context);
            writer.WriteEndArray();
            writer.WriteString("id", document.Id.Value);
            writer.WriteStartArray("verificationMethod");
            WriteMethod(writer, method, format);
            writer.WriteEndArray();
            foreach (var relationship in Relationships)
            {
                writer.WriteStartArray(relationship);
                writer.WriteStringValue(method.Id);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return StrictJson.ParseElement(buffer.WrittenSpan).Value;
    }

    private static void WriteMethod(Utf8JsonWriter writer, VerificationMethod method, PublicKeyFormat format)
    {
        writer.WriteStartObject();
        writer.WriteString("id", method.Id);
        writer.WriteString("type", format.Type);
        writer.WriteString("controller", method.Controller);
        if (format.IsJwk)
        {
            writer.WritePropertyName("publicKeyJwk");
            method.Key.WriteJwk(writer);
        }
        else
        {
            writer.WriteString("publicKeyMultibase", method.Key.ToMultikey());
        }

        writer.WriteEndObject();
    }
}
