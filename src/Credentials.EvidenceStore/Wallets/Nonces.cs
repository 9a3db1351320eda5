using System.Buffers.Binary;
using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>
/// Nonces that are known as ours without being stored: base64url of a random id (16 bytes), the minute they were made in (4), and an HMAC over both (16). What
/// is stored is that one was used.
/// </summary>
public sealed class Nonces
{
    private const int Length = 16 + 4 + LinkKey.Length;

    private readonly IEvidenceStorage _storage;
    private readonly LinkKey _key;
    private readonly TimeProvider _time;

    internal Nonces(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) => (_storage, _key, _time) = (storage, secrets.Link, time);

    /// <summary>How long one can be used, give or take a minute.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    public string Create()
    {
        Span<byte> bytes = stackalloc byte[Length];
        RandomNumberGenerator.Fill(bytes[..16]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], MinuteOf(_time.GetUtcNow()));
        Authenticate(bytes[..20], bytes[20..]);
        return StrictBase64Url.Encode(bytes);
    }

    /// <summary>Whether it is one of ours and not too old; says nothing about its having been used.</summary>
    public bool IsOurs(string nonce)
    {
        if (nonce.Length > 2 * Length || !StrictBase64Url.TryDecode(nonce, out var bytes) || bytes.Length != Length)
            return false;
        Span<byte> code = stackalloc byte[LinkKey.Length];
        Authenticate(bytes.AsSpan(0, 20), code);
        var age = MinuteOf(_time.GetUtcNow()) - BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
        // Another instance's clock may be in the next minute already.
        return CryptographicOperations.FixedTimeEquals(code, bytes.AsSpan(20)) && age >= -1 && age <= Lifetime.TotalMinutes;
    }

    /// <summary>Ordered: durable with the copies that it is used for. False when it was used before.</summary>
    public Task<bool> UseAsync(string nonce, CancellationToken cancel = default) =>
        _storage.AddShortLivedInOrderAsync(Used("nonce", nonce, Lifetime + TimeSpan.FromMinutes(2)), cancel);

    /// <summary>Durable. Remembers the <c>jti</c> of a DPoP proof of that key; false when it was seen before.</summary>
    public Task<bool> SeeProofAsync(string thumbprint, string id, TimeSpan accepted, CancellationToken cancel = default) =>
        _storage.AddShortLivedAsync(Used("dpop", $"{thumbprint} {id}", accepted), cancel);

    private ShortLivedDocument Used(string kind, string value, TimeSpan lifetime) =>
        new(kind, SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value)), 1, _time.GetUtcNow() + lifetime, ReadOnlyMemory<byte>.Empty);

    private void Authenticate(ReadOnlySpan<byte> idAndMinute, Span<byte> code) => _key.Authenticate(
        (byte)LinkKind.Nonce, new Guid(idAndMinute[..16], bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(idAndMinute[16..]), code);

    private static int MinuteOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 60);
}
