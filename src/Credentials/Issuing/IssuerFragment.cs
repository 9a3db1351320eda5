using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>The credential's type and name, and the centre as its issuer: an Open Badges Profile with the country and region that the EU standard asks for.</summary>
internal static class IssuerFragment
{
    public static void Write(Utf8JsonWriter writer, Centre centre, Did issuer, string title)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("VerifiableCredential");
        writer.WriteStringValue("OpenBadgeCredential");
        writer.WriteEndArray();
        writer.WriteString("name", title);
        writer.WriteStartObject("issuer");
        writer.WriteString("id", issuer.Value);
        JsonParts.Type(writer, "Profile");
        writer.WriteString("name", centre.Name);
        JsonParts.Text(writer, "url", centre.Homepage);
        JsonParts.Text(writer, "email", centre.Email);
        writer.WriteStartObject("address");
        JsonParts.Type(writer, "Address");
        writer.WriteString("addressCountryCode", centre.Address.CountryCode);
        writer.WriteString("addressRegion", centre.Address.Region);
        JsonParts.Text(writer, "addressLocality", centre.Address.Locality);
        JsonParts.Text(writer, "postalCode", centre.Address.PostalCode);
        JsonParts.Text(writer, "streetAddress", centre.Address.Street);
        writer.WriteEndObject();
        writer.WriteStartArray("otherIdentifier");
        writer.WriteStartObject();
        writer.WriteString("type", "IdentifierEntry");
        writer.WriteString("identifier", centre.Kbo.Digits);
        writer.WriteString("identifierType", CredentialTerms.KboIdentifierType);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
