using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>Adds proofs to documents (Data Integrity 1.0 section 4.2).</summary>
internal static class DataIntegrityProofWriter
{
    public static Result<byte[]> Add(JsonElement document, SigningKey key, DateTimeOffset created, string proofPurpose, ProofForm form, JsonLdContexts contexts)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (document.ValueKind != JsonValueKind.Object)
            throw new ArgumentException("only an object can carry a proof", nameof(document));
        if (document.TryGetProperty("proof", out _))
            throw new ArgumentException("the document has a proof already", nameof(document));
        var suites = Cryptosuite.For(key.PrivateKey.PublicKey.Algorithm, form);
        if (suites.Count == 0)
            throw new ArgumentException("no cryptosuite for this kind of key", nameof(key));

        var secured = SecuredDocument.Of(document, contexts);
        using var joined = new PooledBuffer();
        joined.Write(JsonMarshal.GetRawUtf8Value(document)[..^1]);
        joined.Write(document.EnumerateObject().MoveNext() ? ",\"proof\":"u8 : "\"proof\":"u8);
        if (suites.Count > 1)
            joined.Write("["u8);
        for (int index = 0; index < suites.Count; index++)
        {
            if (index > 0)
                joined.Write(","u8);
            if (WriteProof(secured, suites[index], key, created, proofPurpose, joined) is { } problem)
                return problem;
        }
        joined.Write(suites.Count > 1 ? "]}"u8 : "}"u8);
        return joined.Written.ToArray();
    }

    private static Problem? WriteProof(
        SecuredDocument document, Cryptosuite suite, SigningKey key, DateTimeOffset created, string proofPurpose, PooledBuffer output)
    {
        using var options = new PooledBuffer(2048);
        WriteOptions(document.Json, key, suite, created, proofPurpose, options, out int beforeType);
        Span<byte> hashes = stackalloc byte[Cryptosuite.MostHashBytes];
        var hash = Cryptosuite.HashFor(key.PrivateKey.PublicKey.Algorithm);
        using (var parsed = JsonDocument.Parse(options.Written.ToArray(), new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth + 2 }))
        {
            if (suite.Hash(document, parsed.RootElement, hash, hashes) is { } problem)
                return problem;
        }
        output.Write(options.Written[..beforeType]);
        output.Write(",\"proofValue\":\""u8);
        string value = Multibase.EncodeBase58Btc(key.PrivateKey.Sign(hashes[..(2 * hash.Length())]));
        output.Advance(System.Text.Encoding.ASCII.GetBytes(value, output.GetSpan(value.Length)));
        output.Write("\""u8);
        output.Write(options.Written[beforeType..]);
        return null;
    }

    /// <summary>Writes the proof without its value in canonical form, member by member in canonical order.</summary>
    private static void WriteOptions(
        JsonElement document, SigningKey key, Cryptosuite suite, DateTimeOffset created, string purpose, PooledBuffer output, out int beforeType)
    {
        var sink = new ByteSink(output);
        sink.Write((byte)'{');
        // The JCS suites have the context in the proof itself, the others take it from the document.
        if (suite is JcsCryptosuite && document.TryGetProperty("@context", out var context))
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
        CanonicalString.Write(suite.Name, ref sink);
        sink.Write(",\"proofPurpose\":"u8);
        CanonicalString.Write(purpose, ref sink);
        sink.Flush();
        beforeType = output.Length;
        sink.Write(",\"type\":\"DataIntegrityProof\",\"verificationMethod\":"u8);
        CanonicalString.Write(key.VerificationMethod, ref sink);
        sink.Write((byte)'}');
        sink.Flush();
    }
}
