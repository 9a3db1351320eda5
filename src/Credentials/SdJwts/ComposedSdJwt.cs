using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.SdJwts;

/// <summary>Claims with digests in the place of what is selectively disclosable, and the disclosures; not yet signed.</summary>
public sealed class ComposedSdJwt
{
    private readonly byte[] _payload;

    internal ComposedSdJwt(byte[] payload, IReadOnlyList<string> disclosures) => (_payload, Disclosures) = (payload, disclosures);

    /// <summary>The payload of the issuer-signed JWT, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Payload => _payload;

    /// <summary>All disclosures, base64url.</summary>
    public IReadOnlyList<string> Disclosures { get; }

    /// <summary>The SD-JWT for the holder, with every disclosure.</summary>
    /// <param name="key">The issuer's key; its verification method becomes <c>kid</c>.</param>
    /// <param name="type">The <c>typ</c>.</param>
    /// <param name="certificates">Becomes <c>x5c</c>: certificates in DER, the key's own first; null where there is none.</param>
    public string Sign(SigningKey key, string type, IReadOnlyList<ReadOnlyMemory<byte>>? certificates = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Sign(key.PrivateKey, new JwsHeader(type) { KeyId = key.VerificationMethod, Certificates = certificates });
    }

    internal string Sign(PrivateKey key, JwsHeader header) =>
        string.Concat(CompactJwsWriter.Sign(key, header, _payload), "~", string.Concat(Disclosures.Select(disclosure => disclosure + "~")));
}
