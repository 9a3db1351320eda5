using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.Keys;
using PublicKey = Credentials.Keys.PublicKey;

namespace Credentials.SdJwtVcs;

/// <summary>The certificates of a header's <c>x5c</c> (RFC 7515 section 4.1.6; SD-JWT VC "Inline X.509 Certificates"), the signer's own first.</summary>
public sealed class CertificateChain
{
    /// <summary>More certificates are refused.</summary>
    public const int MaxCertificates = 8;

    private const int MaxCertificateBytes = 16 * 1024;

    private CertificateChain(IReadOnlyList<ReadOnlyMemory<byte>> certificates) => Certificates = certificates;

    /// <summary>In DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; }

    /// <summary>Reads a non-empty array of base64 (not base64url) texts; otherwise <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<CertificateChain> Read(JsonElement x5c)
    {
        if (x5c.ValueKind != JsonValueKind.Array || x5c.GetArrayLength() is 0 or > MaxCertificates)
            return Refused($"not an array of 1 to {MaxCertificates} certificates");
        var certificates = new List<ReadOnlyMemory<byte>>(x5c.GetArrayLength());
        foreach (var element in x5c.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || !element.TryGetBytesFromBase64(out var der) || der.Length is 0 or > MaxCertificateBytes)
                return Refused("an element is not a certificate in base64");
            certificates.Add(der);
        }

        return new CertificateChain(certificates);
    }

    /// <summary>
    /// The key of the first certificate, if a path leads from it to a trust anchor, it may sign, and it is the issuer's; otherwise
    /// <see cref="ProblemCode.InvalidKey"/>, or <see cref="ProblemCode.NotFound"/> where nothing but such a path is missing. Fetches nothing: revocation of certificates is for the trust list to say.
    /// </summary>
    /// <param name="trustAnchors">The certificates that are trusted to name issuers.</param>
    /// <param name="issuer">The token's <c>iss</c>, which the certificate must name; null where the token has none, and the certificate is all there is.</param>
    /// <param name="now">The instant of the check.</param>
    public Result<PublicKey> Validate(X509Certificate2Collection trustAnchors, string? issuer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(trustAnchors);
        var loaded = new X509Certificate2Collection();
        try
        {
            foreach (var der in Certificates)
                loaded.Add(X509CertificateLoader.LoadCertificate(der.Span));
            return Validate(loaded, trustAnchors, issuer, now);
        }
        catch (CryptographicException)
        {
            return Refused("a certificate is malformed");
        }
        finally
        {
            foreach (var certificate in loaded)
                certificate.Dispose();
        }
    }

    private static Result<PublicKey> Validate(
        X509Certificate2Collection certificates, X509Certificate2Collection trustAnchors, string? issuer, DateTimeOffset now)
    {
        var leaf = certificates[0];
        if (FaultInSigners(leaf) is { } fault)
            return Refused(fault);
        if (issuer is not null && !Names(leaf, issuer))
            return Refused("the signer's certificate does not name the issuer");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trustAnchors);
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        var isTrusted = chain.Build(leaf);
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();
        return isTrusted ? KeyOf(leaf) : new Problem(ProblemCode.NotFound, "x5c: no path leads to a trust anchor that is in force");
    }

    /// <summary>Why a certificate is none that one signs with; null if it is.</summary>
    internal static string? FaultInSigners(X509Certificate2 leaf)
    {
        if (IsSelfSigned(leaf))
            return "the signer's certificate is self-signed";
        foreach (var extension in leaf.Extensions)
        {
            if (extension is X509BasicConstraintsExtension { CertificateAuthority: true })
                return "the signer's certificate is an authority's";
            if (extension is X509KeyUsageExtension usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
                return "the signer's certificate is not for signing";
        }

        return null;
    }

    internal static bool IsSelfSigned(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>Whether a <c>dNSName</c> among the subject alternative names is the host. Wildcards name nobody.</summary>
    internal static bool NamesHost(X509Certificate2 leaf, string host) => Names(leaf, uri: null, host);

    /// <summary>Whether the path from the first certificate, signatures and all, is the others in their order. Who is trusted and when is for verifiers to say.</summary>
    internal static bool IsInOrder(X509Certificate2Collection certificates)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority | X509VerificationFlags.IgnoreNotTimeValid;
        var isRight = chain.Build(certificates[0]) && chain.ChainElements.Count >= certificates.Count;
        for (var place = 0; place < certificates.Count && isRight; place++)
            isRight = chain.ChainElements[place].Certificate.RawDataMemory.Span.SequenceEqual(certificates[place].RawDataMemory.Span);
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();
        return isRight;
    }

    internal static Result<PublicKey> KeyOf(X509Certificate2 certificate)
    {
        switch (certificate.PublicKey.Oid.Value)
        {
            case "1.2.840.10045.2.1":
                using (var ecdsa = certificate.GetECDsaPublicKey())
                {
                    var parameters = ecdsa?.ExportParameters(includePrivateParameters: false);
                    return parameters is { Curve.Oid.Value: "1.2.840.10045.3.1.7", Q: { X: { } x, Y: { } y } }
                        ? EcdsaPublicKey.Create(PrimeCurve.P256, x, y)
                        : Refused("the key is on another curve than P-256");
                }

            case "1.2.840.113549.1.1.1":
                using (var rsa = certificate.GetRSAPublicKey())
                {
                    var parameters = rsa?.ExportParameters(includePrivateParameters: false);
                    return parameters is { Modulus: { } modulus, Exponent: { } exponent }
                        ? RsaPublicKey.Create(modulus, exponent)
                        : Refused("the key cannot be read");
                }

            case "1.3.101.112":
                return Ed25519PublicKey.Create(certificate.PublicKey.EncodedKeyValue.RawData);
            default:
                return Refused("the key is of a kind that is not supported");
        }
    }

    /// <summary>Whether a subject alternative name is the issuer: the same URI, or, for an https address, the same host. Wildcards name nobody.</summary>
    internal static bool Names(X509Certificate2 leaf, string issuer)
    {
        var host = JwtVcIssuerMetadata.IsIssuerAddress(issuer, acceptHttp: false, out var address) && address.HostNameType == UriHostNameType.Dns
            ? address.IdnHost : null;
        return Names(leaf, issuer, host);
    }

    private static bool Names(X509Certificate2 leaf, string? uri, string? host)
    {
        foreach (var extension in leaf.Extensions)
        {
            if (extension.Oid?.Value == "2.5.29.17" && Names(extension.RawData, uri, host))
                return true;
        }

        return false;
    }

    private static bool Names(byte[] subjectAlternativeName, string? issuer, string? host)
    {
        var (dns, uri) = (new Asn1Tag(TagClass.ContextSpecific, 2), new Asn1Tag(TagClass.ContextSpecific, 6));
        try
        {
            var names = new AsnReader(subjectAlternativeName, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                var tag = names.PeekTag();
                if (tag == uri && names.ReadCharacterString(UniversalTagNumber.IA5String, uri) is var named)
                {
                    if (named == issuer)
                        return true;
                }
                else if (tag == dns)
                {
                    if (string.Equals(names.ReadCharacterString(UniversalTagNumber.IA5String, dns), host, StringComparison.OrdinalIgnoreCase))
                        return true;
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            // A name that cannot be read names nobody.
        }

        return false;
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidKey, $"x5c: {why}");
}
