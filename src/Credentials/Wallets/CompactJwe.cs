using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Verifying.Reading;

namespace Credentials.Wallets;

/// <summary>
/// JWE in compact serialization (RFC 7516 section 7.1) with direct key agreement: <c>alg</c> ECDH-ES on P-256 (RFC 7518 section 4.6), <c>enc</c> A128GCM or
/// A256GCM (section 5.3). Microsoft.IdentityModel knows neither together, and wallets use nothing else.
/// </summary>
public static class CompactJwe
{
    /// <summary>Longer texts are refused: what wallets send is a credential or a few.</summary>
    public const int MaxLength = 3 * StrictJson.MaxBytes / 2;

    private const string Algorithm = "ECDH-ES";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The values of <c>enc</c>, the first preferred.</summary>
    public static IReadOnlyList<string> Encryptions { get; } = ["A128GCM", "A256GCM"];

    /// <param name="plaintext">What only the key's owner shall read.</param>
    /// <param name="recipient">Its key.</param>
    /// <param name="encryption">One of <see cref="Encryptions"/>.</param>
    /// <param name="partyU">The header's <c>apu</c>, decoded; none when empty.</param>
    /// <param name="partyV">The header's <c>apv</c>, decoded; none when empty.</param>
    /// <exception cref="ArgumentException">Another encryption.</exception>
    public static string Encrypt(
        ReadOnlySpan<byte> plaintext, EncryptionKey recipient, string encryption, ReadOnlySpan<byte> partyU = default, ReadOnlySpan<byte> partyV = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (KeyLength(encryption) is not { } keyLength)
            throw new ArgumentException($"not one of {string.Join(", ", Encryptions)}", nameof(encryption));
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = recipient.Open();
        var header = StrictBase64Url.Encode(WriteHeader(recipient, encryption, ephemeral, partyU, partyV));
        var key = DeriveKey(ephemeral, other.PublicKey, encryption, keyLength, partyU, partyV);
        try
        {
            var nonce = RandomNumberGenerator.GetBytes(NonceLength);
            var ciphertext = new byte[plaintext.Length];
            var tag = new byte[TagLength];
            using var cipher = new AesGcm(key, TagLength);
            cipher.Encrypt(nonce, plaintext, ciphertext, tag, System.Text.Encoding.ASCII.GetBytes(header));
            return $"{header}..{StrictBase64Url.Encode(nonce)}.{StrictBase64Url.Encode(ciphertext)}.{StrictBase64Url.Encode(tag)}";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The plaintext, or <see cref="ProblemCode.InvalidInput"/>, which does not tell a wrong key from a changed text.</summary>
    public static Result<byte[]> Decrypt(string text, ECDiffieHellman key)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(key);
        if (text.Length > MaxLength)
            return new Problem(ProblemCode.TooLarge, $"a JWE of more than {MaxLength} characters");
        if (text.Split('.') is not [var protectedHeader, "", var nonceText, var ciphertextText, var tagText])
            return Refused("not five parts with an empty encrypted key");
        if (!StrictBase64Url.TryDecode(protectedHeader, out var headerJson)
            || !StrictBase64Url.TryDecode(nonceText, out var nonce) || nonce.Length != NonceLength
            || !StrictBase64Url.TryDecode(ciphertextText, out var ciphertext)
            || !StrictBase64Url.TryDecode(tagText, out var tag) || tag.Length != TagLength)
            return Refused("a part is not base64url of the right length");
        if (!StrictJson.ParseElement(headerJson).TryGet(out var header, out var malformed))
            return Refused($"the header is {malformed.Detail}");
        if (!ReadHeader(header).TryGet(out var read, out var fault))
            return fault;
        var contentKey = Array.Empty<byte>();
        try
        {
            using var other = read.Ephemeral.Open();
            contentKey = DeriveKey(key, other.PublicKey, read.Encryption, KeyLength(read.Encryption)!.Value, read.PartyU, read.PartyV);
            var plaintext = new byte[ciphertext.Length];
            using var cipher = new AesGcm(contentKey, TagLength);
            cipher.Decrypt(nonce, ciphertext, tag, plaintext, System.Text.Encoding.ASCII.GetBytes(protectedHeader));
            return plaintext;
        }
        catch (CryptographicException)
        {
            return Refused("it cannot be decrypted with the key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    /// <summary>Concat KDF with SHA-256 (RFC 7518 section 4.6.2); one round gives as much as either encryption needs.</summary>
    internal static byte[] DeriveKey(
        ECDiffieHellman own, ECDiffieHellmanPublicKey other, string encryption, int keyLength, ReadOnlySpan<byte> partyU, ReadOnlySpan<byte> partyV)
    {
        var secret = own.DeriveRawSecretAgreement(other);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData([0, 0, 0, 1]);
            hash.AppendData(secret);
            AppendWithLength(hash, System.Text.Encoding.ASCII.GetBytes(encryption));
            AppendWithLength(hash, partyU);
            AppendWithLength(hash, partyV);
            AppendNumber(hash, keyLength * 8);
            return hash.GetHashAndReset()[..keyLength];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static void AppendWithLength(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        AppendNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static int? KeyLength(string encryption) => encryption switch { "A128GCM" => 16, "A256GCM" => 32, _ => null };

    private static byte[] WriteHeader(
        EncryptionKey recipient, string encryption, ECDiffieHellman ephemeral, ReadOnlySpan<byte> partyU, ReadOnlySpan<byte> partyV)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("alg"u8, Algorithm);
            writer.WriteString("enc"u8, encryption);
            if (recipient.KeyId is { } keyId)
                writer.WriteString("kid"u8, keyId);
            var point = ephemeral.ExportParameters(includePrivateParameters: false).Q;
            writer.WriteStartObject("epk"u8);
            writer.WriteString("kty"u8, "EC"u8);
            writer.WriteString("crv"u8, "P-256"u8);
            writer.WriteString("x"u8, StrictBase64Url.Encode(point.X));
            writer.WriteString("y"u8, StrictBase64Url.Encode(point.Y));
            writer.WriteEndObject();
            if (partyU.Length > 0)
                writer.WriteString("apu"u8, StrictBase64Url.Encode(partyU));
            if (partyV.Length > 0)
                writer.WriteString("apv"u8, StrictBase64Url.Encode(partyV));
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static Result<ReadJweHeader> ReadHeader(JsonElement header)
    {
        if (header.ValueKind != JsonValueKind.Object)
            return Refused("the header is not an object");
        if (JsonReading.TextOf(header, "alg"u8) != Algorithm)
            return Refused($"alg is not {Algorithm}");
        if (JsonReading.TextOf(header, "enc"u8) is not { } encryption || KeyLength(encryption) is null)
            return Refused($"enc is not one of {string.Join(", ", Encryptions)}");
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("zip", out _))
            return Refused("crit and zip are not understood");
        if (!header.TryGetProperty("epk", out var ephemeral) || !EncryptionKey.FromJwk(ephemeral).TryGet(out var key, out _))
            return Refused("epk is not a key on P-256");
        return TryParty(header, "apu"u8, out var partyU) && TryParty(header, "apv"u8, out var partyV)
            ? new ReadJweHeader(encryption, key, partyU, partyV)
            : Refused("apu and apv are base64url");
    }

    private static bool TryParty(JsonElement header, ReadOnlySpan<byte> name, out byte[] bytes)
    {
        bytes = [];
        return !header.TryGetProperty(name, out _) || (JsonReading.TextOf(header, name) is { } text && StrictBase64Url.TryDecode(text, out bytes));
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"JWE: {why}");

    private sealed record ReadJweHeader(string Encryption, EncryptionKey Ephemeral, byte[] PartyU, byte[] PartyV);
}
