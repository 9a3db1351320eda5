using System.Security.Cryptography;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>Copies bytes and digests them on the way.</summary>
internal static class Hashed
{
    /// <summary>The SHA-256 in hexadecimal digits; null when there are more bytes than <paramref name="most"/>.</summary>
    public static string? Copy(Stream source, Stream target, long most)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[256 * 1024];
        for (int count; (count = source.Read(buffer)) > 0; most -= count)
        {
            if (count > most)
                return null;
            hash.AppendData(buffer.AsSpan(0, count));
            target.Write(buffer.AsSpan(0, count));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
