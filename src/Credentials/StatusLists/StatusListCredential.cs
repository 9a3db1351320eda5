using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.StatusLists;

/// <summary>Writes a <c>BitstringStatusListCredential</c> (Bitstring Status List 1.0 section 2.2) and signs it.</summary>
public static class StatusListCredential
{
    /// <param name="url">Its address, which is its <c>id</c>.</param>
    /// <param name="issuer">The centre's DID.</param>
    /// <param name="purpose"><c>revocation</c> or <c>suspension</c>.</param>
    /// <param name="bits">The uncompressed list.</param>
    /// <param name="now">Becomes <c>validFrom</c>.</param>
    /// <param name="validFor">Sets <c>validUntil</c>.</param>
    /// <param name="ttl">How long others may keep it, written in milliseconds.</param>
    /// <param name="key">The centre's signing key.</param>
    /// <param name="form">The securing form.</param>
    public static byte[] Sign(
        Uri url, Did issuer, string purpose, ReadOnlySpan<byte> bits, DateTimeOffset now, TimeSpan validFor, TimeSpan ttl, SigningKey key,
        CredentialForm form) => throw new NotImplementedException();
}
