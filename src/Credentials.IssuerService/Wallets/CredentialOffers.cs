using System.Text.Json;
using Credentials.EvidenceStore.Wallets;

namespace Credentials.IssuerService.Wallets;

/// <summary>Credential offers as wallets read them (OpenID4VCI 1.0 section 4.1), fetched by reference or carried in a link.</summary>
public sealed class CredentialOffers(Offers offers, WalletAddresses addresses)
{
    /// <summary>What a wallet opens: the offer by reference, short enough for a QR code.</summary>
    public string LinkByReference(StoredOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return $"openid-credential-offer://?credential_offer_uri={Uri.EscapeDataString(addresses.Offer(offer.Centre, offer.Id))}";
    }

    /// <summary>What a wallet opens that fetches no offers: the whole of it in the link, which is too long for a QR code that a telephone reads well.</summary>
    public string LinkByValue(StoredOffer offer)
    {
        var json = WalletMetadata.Written(writer => Write(writer, offer));
        return $"openid-credential-offer://?credential_offer={Uri.EscapeDataString(System.Text.Encoding.UTF8.GetString(json.Span))}";
    }

    /// <summary>The Credential Offer object. It holds the pre-authorized code: for whoever may take the credential, and no log.</summary>
    public void Write(Utf8JsonWriter writer, StoredOffer offer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(offer);
        writer.WriteStartObject();
        writer.WriteString("credential_issuer"u8, addresses.Issuer(offer.Centre));
        writer.WriteStartArray("credential_configuration_ids"u8);
        foreach (var configuration in offer.Configurations)
            writer.WriteStringValue(configuration);
        writer.WriteEndArray();
        writer.WriteStartObject("grants"u8);
        writer.WriteStartObject("urn:ietf:params:oauth:grant-type:pre-authorized_code"u8);
        writer.WriteString("pre-authorized_code"u8, offers.CodeOf(offer.Id));
        if (offer.TransactionCodeHash is not null)
        {
            writer.WriteStartObject("tx_code"u8);
            writer.WriteString("input_mode"u8, "numeric"u8);
            writer.WriteNumber("length"u8, Offers.TransactionCodeLength);
            writer.WriteString("description"u8, "The code that your centre gave you"u8);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
