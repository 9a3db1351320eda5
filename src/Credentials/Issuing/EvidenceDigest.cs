using System.Security.Cryptography;
using Credentials.Encoding;

namespace Credentials.Issuing;

/// <summary>
/// The digest of a piece of evidence in one of the two forms of VC Data Model 2.0 section 5.3: <c>digestSRI</c> (Subresource Integrity) or
/// <c>digestMultibase</c> (a multihash of SHA-256, SHA-384 or SHA-512).
/// </summary>
public static class EvidenceDigest
{
    private static readonly (string Prefix, int Bytes)[] Sri = [("sha256-", 32), ("sha384-", 48), ("sha512-", 64)];

    /// <summary>Codes of the multihash table: sha2-256, sha2-384, sha2-512.</summary>
    private static readonly (byte Code, int Bytes)[] Multihashes = [(0x12, 32), (0x20, 48), (0x13, 64)];

    public static bool IsWellFormed(string text) => IsSri(text) || IsMultibase(text);

    /// <summary>Whether it is in the form of Subresource Integrity, which names its member <c>digestSRI</c>.</summary>
    public static bool IsSri(string text)
    {
        foreach (var (prefix, bytes) in Sri)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                Span<byte> digest = stackalloc byte[96];
                return Convert.TryFromBase64String(text[prefix.Length..], digest, out var written) && written == bytes
                    && Convert.ToBase64String(digest[..written]) == text[prefix.Length..];
            }
        }

        return false;
    }

    /// <summary>The SHA-256 in it, as 64 hexadecimal digits in lower case; null for another hash, or what is no digest.</summary>
    public static string? FindSha256(string text)
    {
        if (IsSri(text))
            return text.StartsWith(Sri[0].Prefix, StringComparison.Ordinal) ? Convert.ToHexStringLower(Convert.FromBase64String(text[Sri[0].Prefix.Length..])) : null;
        return IsMultibase(text) && Multibase.TryDecode(text, out var bytes) && bytes[0] == Multihashes[0].Code ? Convert.ToHexStringLower(bytes.AsSpan(2)) : null;
    }

    /// <summary>Whether a <c>digestMultibase</c> is the bytes'; false too for a hash that is not known here.</summary>
    public static bool Matches(string multibase, ReadOnlySpan<byte> bytes) =>
        IsMultibase(multibase) && Multibase.TryDecode(multibase, out var digest)
        && digest.AsSpan(2).SequenceEqual(digest[0] switch { 0x12 => SHA256.HashData(bytes), 0x20 => SHA384.HashData(bytes), _ => SHA512.HashData(bytes) });

    private static bool IsMultibase(string text) =>
        Multibase.TryDecode(text, out var bytes) && bytes.Length > 2
        && Multihashes.Any(hash => bytes[0] == hash.Code && bytes[1] == hash.Bytes && bytes.Length == hash.Bytes + 2);
}
