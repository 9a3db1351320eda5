using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Presentations;

/// <summary>
/// Who asks (OpenID4VP 1.0 section 5.9). <see cref="ToString"/> is the whole <c>client_id</c>, prefix included, which is also the audience of every
/// presentation that answers: never a part of it (section 14.8).
/// </summary>
public sealed record ClientIdentifier
{
    private static readonly string[] Names = ["redirect_uri", "x509_san_dns", "x509_hash", "decentralized_identifier"];

    private ClientIdentifier(ClientIdPrefix prefix, string original) => (Prefix, Original) = (prefix, original);

    public ClientIdPrefix Prefix { get; }

    /// <summary>What follows the prefix.</summary>
    public string Original { get; }

    /// <summary>Whether requests of this client must be signed; those of the others cannot be.</summary>
    public bool IsSigned => Prefix != ClientIdPrefix.RedirectUri;

    /// <param name="responseUri">Where the answer goes.</param>
    public static ClientIdentifier RedirectUri(Uri responseUri)
    {
        ArgumentNullException.ThrowIfNull(responseUri);
        return new(ClientIdPrefix.RedirectUri, responseUri.AbsoluteUri);
    }

    /// <param name="host">A DNS name that the certificate has as <c>dNSName</c>.</param>
    public static ClientIdentifier X509SanDns(string host) => new(ClientIdPrefix.X509SanDns, host);

    /// <param name="certificate">The signer's own, in DER.</param>
    public static ClientIdentifier X509Hash(ReadOnlySpan<byte> certificate) =>
        new(ClientIdPrefix.X509Hash, StrictBase64Url.Encode(SHA256.HashData(certificate)));

    public static ClientIdentifier DecentralizedIdentifier(Did did) => new(ClientIdPrefix.DecentralizedIdentifier, did.Value);

    /// <summary>Whether the name of a prefix, e.g. <c>x509_hash</c>, is one that is used here.</summary>
    public static bool TryParsePrefix(string? name, out ClientIdPrefix prefix)
    {
        var index = Array.IndexOf(Names, name);
        prefix = (ClientIdPrefix)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Reads a whole <c>client_id</c>; false for another prefix, or for what the prefix does not allow.</summary>
    public static bool TryParse(string? text, out ClientIdentifier identifier)
    {
        identifier = null!;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !TryParsePrefix(text![..colon], out var prefix))
            return false;
        var original = text[(colon + 1)..];
        var isAllowed = prefix switch
        {
            ClientIdPrefix.RedirectUri => Uri.TryCreate(original, UriKind.Absolute, out var uri) && uri.AbsoluteUri == original,
            ClientIdPrefix.X509SanDns => Uri.CheckHostName(original) == UriHostNameType.Dns,
            ClientIdPrefix.X509Hash => StrictBase64Url.TryDecode(original, out byte[] hash) && hash.Length == SHA256.HashSizeInBytes,
            _ => Did.TryParse(original, out _),
        };
        if (isAllowed)
            identifier = new ClientIdentifier(prefix, original);
        return isAllowed;
    }

    public static string NameOf(ClientIdPrefix prefix) => Names[(int)prefix];

    public override string ToString() => $"{NameOf(Prefix)}:{Original}";
}
