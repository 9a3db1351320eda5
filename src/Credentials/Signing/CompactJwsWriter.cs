using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Credentials.Encoding;

namespace Credentials.Signing;

/// <summary>Writes compact JWS with one pass over one rented buffer.</summary>
internal static class CompactJwsWriter
{
    private const int MostSignatureBytes = 64;

    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload, DateTimeOffset? issuedAt)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(type);
        using var header = new PooledBuffer(512);
        WriteHeader(key, type, issuedAt, header);

        using var text = new PooledBuffer(Base64Url.GetEncodedLength(header.Length + payload.Length + MostSignatureBytes) + 8);
        Append(header.Written, text);
        Dot(text);
        Append(payload, text);

        Span<byte> signature = stackalloc byte[MostSignatureBytes];
        if (!JoseKey.For(key.PrivateKey).Provider.Sign(text.Written, signature, out int length))
            throw new CryptographicException("the key gave no signature");
        Dot(text);
        Append(signature[..length], text);
        return System.Text.Encoding.ASCII.GetString(text.Written);
    }

    private static void WriteHeader(SigningKey key, string type, DateTimeOffset? issuedAt, PooledBuffer output)
    {
        var sink = new ByteSink(output);
        sink.Write("{\"alg\":"u8);
        CanonicalString.Write(key.PrivateKey.PublicKey.JwsAlgorithm, ref sink);
        sink.Write(",\"typ\":"u8);
        CanonicalString.Write(type, ref sink);
        sink.Write(",\"kid\":"u8);
        CanonicalString.Write(key.VerificationMethod, ref sink);
        if (issuedAt is { } instant)
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
