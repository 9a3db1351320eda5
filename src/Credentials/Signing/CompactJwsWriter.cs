using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>Writes compact JWS with one pass over one rented buffer.</summary>
internal static class CompactJwsWriter
{
    private const int MostSignatureBytes = 64;

    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload, DateTimeOffset? issuedAt)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(type);
        return Sign(key.PrivateKey, new JwsHeader(type) { KeyId = key.VerificationMethod, IssuedAt = issuedAt }, payload);
    }

    public static string Sign(PrivateKey key, JwsHeader members, ReadOnlySpan<byte> payload)
    {
        using var header = new PooledBuffer(512);
        WriteHeader(key.PublicKey.JwsAlgorithm, members, header);

        using var text = new PooledBuffer(Base64Url.GetEncodedLength(header.Length + payload.Length + MostSignatureBytes) + 8);
        Append(header.Written, text);
        Dot(text);
        Append(payload, text);

        Span<byte> signature = stackalloc byte[MostSignatureBytes];
        if (!JoseKey.For(key).Provider.Sign(text.Written, signature, out int length))
            throw new CryptographicException("the key gave no signature");
        Dot(text);
        Append(signature[..length], text);
        return System.Text.Encoding.ASCII.GetString(text.Written);
    }

    private static void WriteHeader(string algorithm, JwsHeader header, PooledBuffer output)
    {
        var sink = new ByteSink(output);
        sink.Write("{\"alg\":"u8);
        CanonicalString.Write(algorithm, ref sink);
        sink.Write(",\"typ\":"u8);
        CanonicalString.Write(header.Type, ref sink);
        if (header.KeyId is { } keyId)
        {
            sink.Write(",\"kid\":"u8);
            CanonicalString.Write(keyId, ref sink);
        }
        if (header.Certificates is { } certificates)
        {
            sink.Write(",\"x5c\":"u8);
            for (int index = 0; index < certificates.Count; index++)
            {
                sink.Write((byte)(index == 0 ? '[' : ','));
                CanonicalString.Write(Convert.ToBase64String(certificates[index].Span), ref sink);
            }
            sink.Write((byte)']');
        }
        if (header.IssuedAt is { } instant)
        {
            sink.Write(",\"iat\":"u8);
            instant.ToUnixTimeSeconds().TryFormat(sink.Room(20), out int written, default, CultureInfo.InvariantCulture);
            sink.Advance(written);
        }
        sink.Write((byte)'}');
        sink.Flush();
    }

    private static void Append(ReadOnlySpan<byte> bytes, PooledBuffer text) =>
        text.Advance(Base64Url.EncodeToUtf8(bytes, text.GetSpan(Base64Url.GetEncodedLength(bytes.Length))));

    private static void Dot(PooledBuffer text)
    {
        text.GetSpan(1)[0] = (byte)'.';
        text.Advance(1);
    }
}
