using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Signing;

/// <summary>The creation algorithm of the JCS suites (section 3.3.1 of both specifications).</summary>
internal static class DataIntegrityProofWriter
{
    public static byte[] Add(JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (document.ValueKind != JsonValueKind.Object)
            throw new ArgumentException("only an object can carry a proof", nameof(document));
        if (document.TryGetProperty("proof", out _))
            throw new ArgumentException("the document has a proof already", nameof(document));
        var suite = Cryptosuite.For(key.PrivateKey.PublicKey.Algorithm) ?? throw new ArgumentException("no cryptosuite for this kind of key", nameof(key));

        using var proof = new PooledBuffer();
        WriteOptions(document, key, suite.Name, created, proofPurpose, proof, out int beforeType);

        Span<byte> hashes = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(proof.Written, hashes);
        using (var canonical = new PooledBuffer())
        {
            CanonicalJson.Write(document, canonical);
            SHA256.HashData(canonical.Written, hashes[SHA256.HashSizeInBytes..]);
        }
        string proofValue = Multibase.EncodeBase58Btc(key.PrivateKey.Sign(hashes));
        return Join(document, proof.Written[..beforeType], proofValue, proof.Written[beforeType..]);
    }

    /// <summary>Writes the proof without its value in canonical form, member by member in canonical order.</summary>
    private static void WriteOptions(
        JsonElement document, SigningKey key, string suite, DateTimeOffset created, string purpose, PooledBuffer output, out int beforeType)
    {
        var sink = new ByteSink(output);
        sink.Write((byte)'{');
        if (document.TryGetProperty("@context", out var context))
        {
            sink.Write("\"@context\":"u8);
            sink.Flush();
            CanonicalJson.Write(context, output);
            sink.Write((byte)',');
        }
        sink.Write("\"created\":\""u8);
        created.UtcDateTime.TryFormat(sink.Room(20), out int written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        sink.Advance(written);
        sink.Write("\",\"cryptosuite\":"u8);
        CanonicalString.Write(suite, ref sink);
        sink.Write(",\"proofPurpose\":"u8);
        CanonicalString.Write(purpose, ref sink);
        sink.Flush();
        beforeType = output.Length;
        sink.Write(",\"type\":\"DataIntegrityProof\",\"verificationMethod\":"u8);
        CanonicalString.Write(key.VerificationMethod, ref sink);
        sink.Write((byte)'}');
        sink.Flush();
    }

    private static byte[] Join(JsonElement document, ReadOnlySpan<byte> proofHead, string proofValue, ReadOnlySpan<byte> proofTail)
    {
        var body = JsonMarshal.GetRawUtf8Value(document)[..^1];
        ReadOnlySpan<byte> name = document.EnumerateObject().MoveNext() ? ",\"proof\":"u8 : "\"proof\":"u8;
        var valueName = ",\"proofValue\":\""u8;
        var joined = new byte[body.Length + name.Length + proofHead.Length + valueName.Length + proofValue.Length + 1 + proofTail.Length + 1];
        var rest = joined.AsSpan();
        Put(body, ref rest);
        Put(name, ref rest);
        Put(proofHead, ref rest);
        Put(valueName, ref rest);
        rest = rest[System.Text.Encoding.ASCII.GetBytes(proofValue, rest)..];
        Put("\""u8, ref rest);
        Put(proofTail, ref rest);
        Put("}"u8, ref rest);
        return joined;
    }

    private static void Put(ReadOnlySpan<byte> bytes, ref Span<byte> rest)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
