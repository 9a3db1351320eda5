using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.StatusLists;

/// <summary>Writes a <c>BitstringStatusListCredential</c> (Bitstring Status List 1.0 section 2.2) and signs it.</summary>
public static class StatusListCredential
{
    /// <param name="url">Its address, which is its <c>id</c>.</param>
    /// <param name="issuer">The centre's DID.</param>
    /// <param name="purpose"><c>revocation</c> or <c>suspension</c>.</param>
    /// <param name="bits">The uncompressed list.</param>
    /// <param name="now">Becomes <c>validFrom</c>.</param>
    /// <param name="validFor">Sets <c>validUntil</c>.</param>
    /// <param name="ttl">How long others may keep it, written in milliseconds.</param>
    /// <param name="key">The centre's signing key.</param>
    /// <param name="form">The securing form.</param>
    public static byte[] Sign(
        Uri url, Did issuer, string purpose, ReadOnlySpan<byte> bits, DateTimeOffset now, TimeSpan validFor, TimeSpan ttl, SigningKey key,
        CredentialForm form)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(key);
        if (bits.Length < BitstringStatusList.MinBytes)
            throw new ArgumentException("a status list has at least 131,072 entries", nameof(bits));
        var unsigned = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(unsigned))
            Write(writer, url.AbsoluteUri, issuer, purpose, bits, now, validFor, ttl);
        if (form == CredentialForm.VcJwt)
            return System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(key, "vc+jwt", unsigned.WrittenSpan, now));
        using var document = JsonDocument.Parse(unsigned.WrittenMemory);
        return DataIntegrityProof.Add(document.RootElement, key, now, form: ProofForm.Rdfc);
    }

    private static void Write(
        Utf8JsonWriter writer, string url, Did issuer, string purpose, ReadOnlySpan<byte> bits, DateTimeOffset now, TimeSpan validFor, TimeSpan ttl)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("@context"u8);
        writer.WriteStringValue("https://www.w3.org/ns/credentials/v2"u8);
        writer.WriteEndArray();
        writer.WriteString("id"u8, url);
        writer.WriteStartArray("type"u8);
        writer.WriteStringValue("VerifiableCredential"u8);
        writer.WriteStringValue("BitstringStatusListCredential"u8);
        writer.WriteEndArray();
        writer.WriteString("issuer"u8, issuer.Value);
        writer.WriteString("validFrom"u8, Stamp(now));
        writer.WriteString("validUntil"u8, Stamp(now + validFor));
        writer.WriteStartObject("credentialSubject"u8);
        writer.WriteString("id"u8, url + "#list");
        writer.WriteString("type"u8, "BitstringStatusList"u8);
        writer.WriteString("statusPurpose"u8, purpose);
        writer.WriteNumber("ttl"u8, (long)ttl.TotalMilliseconds);
        writer.WriteString("encodedList"u8, BitstringStatusList.Encode(bits));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
