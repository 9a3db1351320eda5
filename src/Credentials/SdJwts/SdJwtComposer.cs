using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.SdJwts;

/// <summary>Composes an SD-JWT (RFC 9901 section 4.2): a disclosure with a salt of 128 bits for each claim that is selectively disclosable, from the inside out.</summary>
public sealed class SdJwtComposer
{
    private const int SaltBytes = 16;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DisclosureHash _hash;
    private readonly RandomSource _random;
    private readonly List<string> _disclosures = [];
    private bool _hasDigests;

    private SdJwtComposer(DisclosureHash hash, RandomSource random) => (_hash, _random) = (hash, random);

    /// <param name="claims">The claims.</param>
    /// <param name="hash">The hash function of the digests; the RFC requires everyone to know SHA-256.</param>
    /// <param name="random">Where salts and decoys come from; null: the system's generator.</param>
    public static ComposedSdJwt Compose(SelectiveObject claims, DisclosureHash hash = DisclosureHash.Sha256, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var composer = new SdJwtComposer(hash, random ?? RandomNumberGenerator.Fill);
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            composer.WriteObject(claims, writer, isTop: true);
        return new ComposedSdJwt(buffer.Written.ToArray(), composer._disclosures);
    }

    private void WriteValue(SelectiveValue value, Utf8JsonWriter writer)
    {
        switch (value.Content)
        {
            case string text: writer.WriteStringValue(text); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case SelectiveObject members: WriteObject(members, writer, isTop: false); break;
            case SelectiveArray elements: WriteArray(elements, writer); break;
            case JsonElement json: json.WriteTo(writer); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private void WriteObject(SelectiveObject claims, Utf8JsonWriter writer, bool isTop)
    {
        writer.WriteStartObject();
        var digests = new List<string>();
        foreach (var (name, value, isDisclosable) in claims.Members)
        {
            if (isDisclosable)
            {
                digests.Add(Disclose(name, value));
                continue;
            }

            writer.WritePropertyName(name);
            WriteValue(value, writer);
        }

        for (var decoy = 0; decoy < claims.Decoys; decoy++)
            digests.Add(Decoy());
        if (digests.Count > 0)
        {
            // Sorted, so that their order tells nothing about the claims' (section 4.2.4.1).
            digests.Sort(StringComparer.Ordinal);
            writer.WriteStartArray("_sd"u8);
            foreach (var digest in digests)
                writer.WriteStringValue(digest);
            writer.WriteEndArray();
        }

        if (isTop && _hasDigests)
            writer.WriteString("_sd_alg"u8, DisclosureHashes.NameOf(_hash));
        writer.WriteEndObject();
    }

    private void WriteArray(SelectiveArray array, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        var (elements, decoys) = (array.Elements, array.Decoys);
        for (int written = 0, next = 0; written < elements.Count + array.Decoys; written++)
        {
            // A decoy comes next with the share that decoys have of what is left, so that every order is as likely as any other.
            if (decoys > 0 && Below(decoys + elements.Count - next) < decoys)
            {
                decoys--;
                WriteDigest(Decoy(), writer);
            }
            else if (elements[next++] is var element && element.IsDisclosable)
            {
                WriteDigest(Disclose(null, element.Value), writer);
            }
            else
            {
                WriteValue(element.Value, writer);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteDigest(string digest, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("..."u8, digest);
        writer.WriteEndObject();
    }

    /// <returns>The digest.</returns>
    private string Disclose(string? name, SelectiveValue value)
    {
        using var buffer = new PooledBuffer(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartArray();
            Span<byte> salt = stackalloc byte[SaltBytes];
            _random(salt);
            writer.WriteStringValue(StrictBase64Url.Encode(salt));
            if (name is not null)
                writer.WriteStringValue(name);
            WriteValue(value, writer);
            writer.WriteEndArray();
        }

        var disclosure = StrictBase64Url.Encode(buffer.Written);
        _disclosures.Add(disclosure);
        _hasDigests = true;
        return DisclosureHashes.Digest(_hash, System.Text.Encoding.ASCII.GetBytes(disclosure));
    }

    private string Decoy()
    {
        Span<byte> random = stackalloc byte[64];
        _random(random);
        _hasDigests = true;
        return DisclosureHashes.Digest(_hash, random);
    }

    private int Below(int bound)
    {
        Span<byte> random = stackalloc byte[8];
        _random(random);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(random) % (ulong)bound);
    }
}
