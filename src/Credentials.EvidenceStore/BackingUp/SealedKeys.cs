using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.EvidenceStore.Sealing;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>
/// Key files under a passphrase: one part of a back-up in their place. The key comes from the passphrase by PBKDF2 with HMAC-SHA-256 (RFC 8018), the
/// files are sealed with AES-256-GCM.
/// </summary>
internal static class SealedKeys
{
    /// <summary>Its name in the back-up.</summary>
    public const string Name = "keys.sealed";

    private const int Iterations = 600_000;
    private const int MostIterations = 20_000_000;
    private const int SaltLength = 16;

    public static byte[] Seal(string passphrase, IReadOnlyDictionary<string, byte[]> files)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var plain = Write(json =>
        {
            foreach (var (name, content) in files)
                json.WriteBase64String(name, content);
        });
        var sealedFiles = SealedBytes.Seal(KeyOf(passphrase, salt, Iterations), plain, Place);
        CryptographicOperations.ZeroMemory(plain);
        return Write(json =>
        {
            json.WriteString("kdf", "PBKDF2-HMAC-SHA256");
            json.WriteNumber("iterations", Iterations);
            json.WriteBase64String("salt", salt);
            json.WriteBase64String("sealed", sealedFiles);
        });
    }

    /// <summary>The files by name, or <see cref="ProblemCode.InvalidInput"/>: another passphrase, or not what <see cref="Seal"/> wrote.</summary>
    public static Result<IReadOnlyDictionary<string, byte[]>> Open(string passphrase, ReadOnlySpan<byte> bytes)
    {
        var unreadable = new Problem(ProblemCode.InvalidInput, "The keys in the back-up cannot be read.");
        if (Read(bytes) is not { } json
            || !json.TryGetProperty("iterations", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var iterations)
            || iterations is < 1 or > MostIterations || Bytes(json, "salt") is not { } salt || Bytes(json, "sealed") is not { } sealedFiles)
        {
            return unreadable;
        }
        byte[] plain;
        try
        {
            plain = SealedBytes.Open(KeyOf(passphrase, salt, iterations), sealedFiles, Place);
        }
        catch (CryptographicException)
        {
            return new Problem(ProblemCode.InvalidInput, "The passphrase does not open the keys of this back-up.");
        }
        if (Read(plain) is not { } files)
            return unreadable;
        var opened = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in files.EnumerateObject())
        {
            if (!FolderFiles.IsName(file.Name) || Bytes(files, file.Name) is not { } content || !opened.TryAdd(file.Name, content))
                return unreadable;
        }
        return opened;
    }

    private static ReadOnlySpan<byte> Place => "credentials back-up keys"u8;

    private static byte[] KeyOf(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, outputLength: 32);

    // Not bounded as a stranger's JSON is: the keys of many centres are long, and what was written must be readable.
    private static JsonElement? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = JsonElement.Parse(utf8);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) ? bytes : null;

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
