using System.Security.Cryptography;
using Credentials.Encoding;

namespace Credentials.SdJwts;

/// <summary>
/// The hash functions of disclosures that are accepted (RFC 9901 section 4.1.1, <c>_sd_alg</c>). The registry that the RFC points to also holds
/// truncated ones, which section 10.4 warns of; they are not here.
/// </summary>
public enum DisclosureHash
{
    /// <summary><c>sha-256</c>, which is meant where nothing is said.</summary>
    Sha256,

    /// <summary><c>sha-384</c>.</summary>
    Sha384,

    /// <summary><c>sha-512</c>.</summary>
    Sha512,
}

internal static class DisclosureHashes
{
    public static string NameOf(DisclosureHash hash) => hash switch
    {
        DisclosureHash.Sha256 => "sha-256",
        DisclosureHash.Sha384 => "sha-384",
        DisclosureHash.Sha512 => "sha-512",
        _ => throw new ArgumentOutOfRangeException(nameof(hash)),
    };

    /// <summary>The names are case-sensitive.</summary>
    public static bool TryParse(string? name, out DisclosureHash hash)
    {
        (var known, hash) = name switch
        {
            "sha-256" => (true, DisclosureHash.Sha256),
            "sha-384" => (true, DisclosureHash.Sha384),
            "sha-512" => (true, DisclosureHash.Sha512),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>The base64url digest over the ASCII of a disclosure or of an SD-JWT (RFC 9901 sections 4.2.3 and 4.3.1).</summary>
    public static string Digest(DisclosureHash hash, ReadOnlySpan<byte> ascii)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        var length = hash switch
        {
            DisclosureHash.Sha384 => SHA384.HashData(ascii, digest),
            DisclosureHash.Sha512 => SHA512.HashData(ascii, digest),
            _ => SHA256.HashData(ascii, digest),
        };
        return StrictBase64Url.Encode(digest[..length]);
    }
}
