using System.Text.Json;

namespace Credentials.IssuerService.Wallets;

/// <summary>The answer of the credential endpoint (OpenID4VCI 1.0 section 8.3).</summary>
/// <param name="Credentials">One for each proof: a string, or for <c>ldp_vc</c> a JSON object.</param>
internal sealed record IssuedToWallet(CredentialConfiguration Configuration, IReadOnlyList<ReadOnlyMemory<byte>> Credentials, Guid NotificationId)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("credentials"u8);
        foreach (var credential in Credentials)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("credential"u8);
            if (Configuration == CredentialConfiguration.DataIntegrity)
                writer.WriteRawValue(credential.Span);
            else
                writer.WriteStringValue(credential.Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("notification_id"u8, NotificationId.ToString("N"));
        writer.WriteEndObject();
    }
}
