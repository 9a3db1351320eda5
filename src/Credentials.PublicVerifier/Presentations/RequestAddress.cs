using System.Security.Cryptography;
using Credentials.Encoding;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// How a presentation request is found and opened. Whoever asks has its id of 256 random bits; a wallet has a handle that is derived from the id, one for
/// each way to the wallet, and that leads to the same request but not back to the id.
/// </summary>
internal sealed class RequestAddress
{
    private const int RootLength = 32;
    private const int MarkLength = 16;

    private readonly byte[] _root;

    private RequestAddress(byte[] root) => _root = root;

    /// <summary>Under which it is kept.</summary>
    public byte[] Key => SHA256.HashData(_root);

    /// <summary>AES-256: seals what is kept.</summary>
    public byte[] SealingKey => HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: "credentials request seal"u8.ToArray());

    public static string NewId() => StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(RootLength));

    /// <summary>Null for what is no id.</summary>
    public static RequestAddress? OfId(string id) =>
        StrictBase64Url.TryDecode(id, out var bytes) && bytes.Length == RootLength ? new(Derive(bytes, "root", RootLength)) : null;

    /// <summary>What a wallet is given in the id's place.</summary>
    public static string HandleOf(string id, WalletWay way)
    {
        if (!StrictBase64Url.TryDecode(id, out var bytes) || bytes.Length != RootLength)
            throw new ArgumentException("no id of a request", nameof(id));
        return StrictBase64Url.Encode([.. Derive(bytes, "root", RootLength), .. Derive(bytes, way.ToString(), MarkLength)]);
    }

    /// <summary>Null for what is no handle.</summary>
    public static RequestAddress? OfHandle(string handle) =>
        handle.Length <= 100 && StrictBase64Url.TryDecode(handle, out var bytes) && bytes.Length == RootLength + MarkLength
            ? new(bytes[..RootLength])
            : null;

    private static byte[] Derive(byte[] id, string what, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, id, length, info: System.Text.Encoding.ASCII.GetBytes("credentials request " + what));
}

/// <summary>How a request reaches a wallet.</summary>
public enum WalletWay
{
    /// <summary>By a code that the wallet's phone scans from another device.</summary>
    CrossDevice,

    /// <summary>By a link on the wallet's own device, to which the answer leads back.</summary>
    SameDevice,
}
