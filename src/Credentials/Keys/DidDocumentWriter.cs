using System.Text.Json;

namespace Credentials.Keys;

/// <summary>Writes DID documents as JSON that is JSON-LD at the same time.</summary>
internal static class DidDocumentWriter
{
    private const string DidContext = "https://www.w3.org/ns/did/v1";
    private const string MultikeyContext = "https://w3id.org/security/multikey/v1";
    private const string JwkContext = "https://w3id.org/security/jwk/v1";

    public static void Write(DidDocument document, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var methods = document.AssertionMethod.Concat(document.Authentication).DistinctBy(method => method.Id).ToList();

        writer.WriteStartObject();
        writer.WriteStartArray("@context"u8);
        writer.WriteStringValue(DidContext);
        if (methods.Exists(method => method.Key.Algorithm != KeyAlgorithm.Rsa))
            writer.WriteStringValue(MultikeyContext);
        if (methods.Exists(method => method.Key.Algorithm == KeyAlgorithm.Rsa))
            writer.WriteStringValue(JwkContext);
        writer.WriteEndArray();
        writer.WriteString("id"u8, document.Id.Value);

        writer.WriteStartArray("verificationMethod"u8);
        foreach (var method in methods)
            WriteMethod(method, writer);
        writer.WriteEndArray();
        WriteReferences("assertionMethod", document.AssertionMethod, writer);
        WriteReferences("authentication", document.Authentication, writer);
        writer.WriteEndObject();
    }

    private static void WriteMethod(VerificationMethod method, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, method.Id);
        writer.WriteString("type"u8, method.Key.Algorithm == KeyAlgorithm.Rsa ? "JsonWebKey"u8 : "Multikey"u8);
        writer.WriteString("controller"u8, method.Controller);
        WriteInstant("expires", method.Expires, writer);
        WriteInstant("revoked", method.Revoked, writer);
        if (method.Key.Algorithm == KeyAlgorithm.Rsa)
        {
            writer.WritePropertyName("publicKeyJwk"u8);
            method.Key.WriteJwk(writer);
        }
        else
        {
            writer.WriteString("publicKeyMultibase"u8, method.Key.ToMultikey());
        }
        writer.WriteEndObject();
    }

    private static void WriteInstant(string name, DateTimeOffset? instant, Utf8JsonWriter writer)
    {
        if (instant is { } value)
            writer.WriteString(name, value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void WriteReferences(string relationship, IReadOnlyList<VerificationMethod> methods, Utf8JsonWriter writer)
    {
        if (methods.Count == 0)
            return;
        writer.WriteStartArray(relationship);
        foreach (var method in methods)
            writer.WriteStringValue(method.Id);
        writer.WriteEndArray();
    }
}
