using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Credentials.SdJwtVcs;

namespace Credentials.Tests.SdJwtVcs;

public class IssuerCertificatesTests
{
    private const string Issuer = "https://issuer.example/centres/demo";
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ECDsa AuthorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Authority = Certified("CN=Authority", AuthorityKey, isAuthority: true).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));

    [Fact]
    public void The_anchor_is_left_out_and_the_period_is_that_of_the_rest()
    {
        var leaf = Leaf();

        var read = Read(leaf, Authority).Value;

        Assert.Equal(leaf.RawData, Assert.Single(read.Certificates).ToArray());
        Assert.Equal((Now.AddDays(-1), Now.AddDays(30)), (read.From, read.Until));
        Assert.True(read.Key.Verify([1, 2, 3], Key.SignData([1, 2, 3], HashAlgorithmName.SHA256)));
        Assert.True(read.IsInForce(Now.AddDays(30)));
        Assert.False(read.IsInForce(Now.AddDays(30).AddSeconds(1)));
        Assert.False(read.IsInForce(Now.AddDays(-2)));
        Assert.Single(Read(leaf).Value.Certificates);
    }

    [Fact]
    public void The_issuer_is_named_by_its_host_or_its_address()
    {
        Assert.True(Read(Leaf(names => names.AddUri(new Uri(Issuer)))).IsSuccess);
        Assert.False(Read(Leaf(names => names.AddUri(new Uri(Issuer + "/x")))).IsSuccess);
        Assert.False(Read(Leaf(names => names.AddDnsName("other.example"))).IsSuccess);
    }

    [Fact]
    public void A_certificate_that_another_authority_of_that_name_signed_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var pretender = Certified("CN=Authority", other, isAuthority: true).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));

        Assert.Contains("vouches for it", Read(Leaf(), pretender).Problem!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_certificate_is_refused(string pem) => Assert.Equal(ProblemCode.InvalidKey, IssuerCertificates.Read(pem, Issuer).Problem?.Code);

    private static Result<IssuerCertificates> Read(params X509Certificate2[] certificates) =>
        IssuerCertificates.Read(string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())), Issuer);

    private static X509Certificate2 Leaf(Action<SubjectAlternativeNameBuilder>? name = null)
    {
        var request = Certified("CN=Leaf", Key, isAuthority: false);
        var names = new SubjectAlternativeNameBuilder();
        (name ?? (all => all.AddDnsName("issuer.example")))(names);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(Authority.SubjectName, X509SignatureGenerator.CreateForECDsa(AuthorityKey), Now.AddDays(-1), Now.AddDays(30), [3]);
    }

    private static CertificateRequest Certified(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        return request;
    }
}
