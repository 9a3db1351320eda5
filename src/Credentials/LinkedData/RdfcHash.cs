using System.Security.Cryptography;

namespace Credentials.LinkedData;

/// <summary>The hash that a canonicalisation uses throughout (RDFC-1.0 section 4.2): SHA-256, or SHA-384 where a suite says so.</summary>
public enum RdfcHash
{
    Sha256,
    Sha384,
}

/// <summary>Computes them.</summary>
internal static class RdfcHashes
{
    public const int MostBytes = SHA384.HashSizeInBytes;

    public static int Length(this RdfcHash hash) => hash == RdfcHash.Sha384 ? SHA384.HashSizeInBytes : SHA256.HashSizeInBytes;

    public static void Compute(this RdfcHash hash, ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        if (hash == RdfcHash.Sha384)
            SHA384.HashData(bytes, digest);
        else
            SHA256.HashData(bytes, digest);
    }
}
