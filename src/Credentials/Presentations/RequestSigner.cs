using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Signing;

namespace Credentials.Presentations;

/// <summary>
/// The key with which authorization requests are signed, and whose it is: a DID's, or a certificate's. ES256, which every wallet knows (HAIP 1.0).
/// Lives as long as the key that it was given.
/// </summary>
public sealed class RequestSigner
{
    private readonly PrivateKey _key;
    private readonly Did? _did;
    private readonly string? _keyId;
    private readonly byte[] _certificate = [];
    private readonly List<ReadOnlyMemory<byte>>? _sent;

    private RequestSigner(PrivateKey key, Did did, string keyId) => (_key, _did, _keyId) = (key, did, keyId);

    private RequestSigner(PrivateKey key, byte[] certificate, List<ReadOnlyMemory<byte>> sent, DateTimeOffset expires) =>
        (_key, _certificate, _sent, Expires) = (key, certificate, sent, expires);

    /// <summary>When its certificate does; null where it has none.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>Signs as a DID; <see cref="ProblemCode.InvalidKey"/> where the key is not on P-256 or the URL names no key.</summary>
    /// <param name="didUrl">The verification method under which the DID document lists the key.</param>
    /// <param name="key">The private half.</param>
    public static Result<RequestSigner> ForDid(string didUrl, PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.PublicKey.Algorithm != KeyAlgorithm.P256 ? NotOnP256
            : Did.TryParseKeyUrl(didUrl, out var did) ? new RequestSigner(key, did, didUrl)
            : new Problem(ProblemCode.InvalidKey, "the key's name is not a DID with a fragment");
    }

    /// <summary>
    /// Signs as the owner of a certificate; <see cref="ProblemCode.InvalidKey"/> where it is another key's, no signer's, out of force, or the chain out
    /// of order.
    /// </summary>
    /// <param name="pem">The certificate, then each that vouches for the one before. An authority's self-signed one is not sent: wallets have their own.</param>
    /// <param name="key">The private half of the first.</param>
    /// <param name="now">The instant of the check.</param>
    public static Result<RequestSigner> ForCertificates(string pem, PrivateKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pem);
        ArgumentNullException.ThrowIfNull(key);
        if (key.PublicKey.Algorithm != KeyAlgorithm.P256)
            return NotOnP256;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return Read(certificates, key, now);
        }
        catch (CryptographicException)
        {
            return Refused("a certificate is malformed");
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    /// <summary>Who asks, for a prefix that this key can show; otherwise <see cref="ProblemCode.NotAcceptable"/>.</summary>
    /// <param name="prefix">How it is shown.</param>
    /// <param name="responseUri">Where answers go: a client that is known by a host must receive them there.</param>
    public Result<ClientIdentifier> Identify(ClientIdPrefix prefix, Uri responseUri)
    {
        ArgumentNullException.ThrowIfNull(responseUri);
        switch (prefix)
        {
            case ClientIdPrefix.DecentralizedIdentifier when _did is { } did:
                return ClientIdentifier.DecentralizedIdentifier(did);
            case ClientIdPrefix.X509Hash when _sent is not null:
                return ClientIdentifier.X509Hash(_certificate);
            case ClientIdPrefix.X509SanDns when _sent is not null:
                using (var leaf = X509CertificateLoader.LoadCertificate(_certificate))
                    return responseUri.HostNameType == UriHostNameType.Dns && CertificateChain.NamesHost(leaf, responseUri.IdnHost)
                        ? ClientIdentifier.X509SanDns(responseUri.IdnHost)
                        : new Problem(ProblemCode.NotAcceptable, $"The certificate has no dNSName {responseUri.IdnHost}.");
            case ClientIdPrefix.RedirectUri:
                return new Problem(ProblemCode.NotAcceptable, "Requests of a client that is known by its redirect_uri cannot be signed.");
            default:
                return new Problem(ProblemCode.NotAcceptable, $"The key does not show a {ClientIdentifier.NameOf(prefix)}.");
        }
    }

    internal string Sign(ReadOnlySpan<byte> payload) =>
        CompactJwsWriter.Sign(_key, new JwsHeader(AuthorizationRequest.HeaderType) { KeyId = _keyId, Certificates = _sent }, payload);

    private static Result<RequestSigner> Read(X509Certificate2Collection certificates, PrivateKey key, DateTimeOffset now)
    {
        if (certificates.Count is 0 or > CertificateChain.MaxCertificates)
            return Refused($"there must be 1 to {CertificateChain.MaxCertificates} certificates");
        var leaf = certificates[0];
        if (CertificateChain.FaultInSigners(leaf) is { } fault)
            return Refused(fault);
        if (!CertificateChain.KeyOf(leaf).TryGet(out var certified, out var problem))
            return problem;
        if (!certified.Equals(key.PublicKey))
            return Refused("the first certificate is another key's");
        if (now < leaf.NotBefore.ToUniversalTime() || now > leaf.NotAfter.ToUniversalTime())
            return Refused("the first certificate is not in force");
        if (!CertificateChain.IsInOrder(certificates))
            return Refused("a certificate is not followed by the one that vouches for it");
        List<ReadOnlyMemory<byte>> sent = [.. certificates.Where(certificate => !CertificateChain.IsSelfSigned(certificate)).Select(certificate => (ReadOnlyMemory<byte>)certificate.RawData)];
        return new RequestSigner(key, leaf.RawData, sent, new DateTimeOffset(leaf.NotAfter));
    }

    private static Problem NotOnP256 => Refused("the key is not on P-256");

    private static Problem Refused(string why) => new(ProblemCode.InvalidKey, $"request signing: {why}");
}
