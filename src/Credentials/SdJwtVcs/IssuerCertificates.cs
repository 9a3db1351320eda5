using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PublicKey = Credentials.Keys.PublicKey;

namespace Credentials.SdJwtVcs;

/// <summary>
/// The certificates by which others know an issuer's key, for the <c>x5c</c> of what it signs: the key's own first, the trust anchor left out, because
/// whoever trusts it has it (SD-JWT VC "Inline X.509 Certificates", HAIP 1.0).
/// </summary>
public sealed class IssuerCertificates
{
    private IssuerCertificates(PublicKey key, IReadOnlyList<ReadOnlyMemory<byte>> certificates, DateTimeOffset from, DateTimeOffset until) =>
        (Key, Certificates, From, Until) = (key, certificates, from, until);

    /// <summary>The key that the first certificate is of.</summary>
    public PublicKey Key { get; }

    /// <summary>In DER, in the order of <c>x5c</c>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; }

    /// <summary>From when on each of them is in force.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Until when each of them is in force.</summary>
    public DateTimeOffset Until { get; }

    public bool IsInForce(DateTimeOffset now) => From <= now && now <= Until;

    /// <summary>
    /// Reads what verifiers will accept but for its time and its anchor; otherwise <see cref="ProblemCode.InvalidKey"/>: the first certificate must be a
    /// signer's and name the issuer, and each must be vouched for by the next.
    /// </summary>
    /// <param name="pem">Certificates in PEM, the key's own first.</param>
    /// <param name="issuer">The <c>iss</c> of what will be signed: the certificate has it as URI, or its host as DNS name, among the subject alternative names.</param>
    public static Result<IssuerCertificates> Read(string pem, string issuer)
    {
        ArgumentNullException.ThrowIfNull(pem);
        ArgumentNullException.ThrowIfNull(issuer);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return Read(certificates, issuer);
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

    private static Result<IssuerCertificates> Read(X509Certificate2Collection certificates, string issuer)
    {
        if (certificates.Count is 0 or > CertificateChain.MaxCertificates)
            return Refused($"there must be 1 to {CertificateChain.MaxCertificates} certificates in PEM");
        var leaf = certificates[0];
        if (CertificateChain.FaultInSigners(leaf) is { } fault)
            return Refused(fault);
        if (!CertificateChain.Names(leaf, issuer))
            return Refused($"the first certificate names neither {issuer} nor its host among the subject alternative names");
        if (!CertificateChain.KeyOf(leaf).TryGet(out var key, out var problem))
            return problem;
        if (!CertificateChain.IsInOrder(certificates))
            return Refused("a certificate is not followed by the one that vouches for it");
        var sent = certificates.Where(certificate => !CertificateChain.IsSelfSigned(certificate)).ToArray();
        return new IssuerCertificates(
            key, [.. sent.Select(certificate => (ReadOnlyMemory<byte>)certificate.RawData)],
            sent.Max(certificate => new DateTimeOffset(certificate.NotBefore)), sent.Min(certificate => new DateTimeOffset(certificate.NotAfter)));
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidKey, why);
}
