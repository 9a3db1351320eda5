using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.SdJwtVcs;

namespace Credentials.Tests.SdJwtVcs;

public class CertificateChainTests
{
    private const string Issuer = "https://issuer.example/centres/demo";
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ECDsa RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa MiddleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa LeafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Root = Authority("CN=Root", RootKey).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));
    private static readonly X509Certificate2 Middle = Authority("CN=Middle", MiddleKey)
        .Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(RootKey), Now.AddYears(-1), Now.AddYears(2), [2]);

    [Fact]
    public void A_path_to_a_trust_anchor_gives_the_signers_key()
    {
        var key = Validate([Leaf(), Middle]).Value;

        Assert.Equal("ES256", key.JwsAlgorithm);
        Assert.True(key.Verify([1, 2, 3], LeafKey.SignData([1, 2, 3], HashAlgorithmName.SHA256)));
        Assert.True(Validate([Leaf(uri: Issuer, dns: null), Middle]).IsSuccess);
        Assert.True(Validate([Leaf(dns: "ISSUER.example"), Middle]).IsSuccess);
        Assert.True(Validate([Leaf(dns: null), Middle], issuer: null).IsSuccess);
        Assert.True(Validate([Leaf(uri: "did:web:issuer.example", dns: null), Middle], "did:web:issuer.example").IsSuccess);
    }

    [Fact]
    public void An_rsa_key_is_read_too()
    {
        using var rsa = RSA.Create(2048);

        var leaf = Signed(Names(new CertificateRequest("CN=Leaf", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), "issuer.example", null));

        Assert.Equal("RS256", Validate([leaf, Middle]).Value.JwsAlgorithm);
    }

    [Fact]
    public void A_certificate_that_does_not_name_the_issuer_is_refused()
    {
        Assert.Equal(ProblemCode.InvalidKey, Validate([Leaf(dns: "other.example"), Middle]).Problem!.Code);
        Assert.False(Validate([Leaf(dns: null), Middle]).IsSuccess);
        Assert.False(Validate([Leaf(dns: "*.example"), Middle]).IsSuccess);
        Assert.False(Validate([Leaf(dns: "sub.issuer.example"), Middle]).IsSuccess);
        Assert.False(Validate([Leaf(uri: Issuer + "/", dns: null), Middle]).IsSuccess);
        Assert.False(Validate([Leaf(), Middle], "did:web:issuer.example").IsSuccess);
        Assert.False(Validate([Leaf(), Middle], "http://issuer.example/centres/demo").IsSuccess);
    }

    [Fact]
    public void A_path_that_ends_elsewhere_or_is_not_in_force_is_refused()
    {
        Assert.False(Validate([Leaf()]).IsSuccess);
        Assert.False(Validate([Leaf(), Middle], anchors: []).IsSuccess);
        var stranger = Authority("CN=Root", ECDsa.Create(ECCurve.NamedCurves.nistP256)).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));
        Assert.False(Validate([Leaf(), Middle], anchors: [stranger]).IsSuccess);
        Assert.False(Validate([Leaf(), Middle, Root], anchors: []).IsSuccess);
        Assert.False(Validate([Leaf(), Middle], now: Now.AddYears(2)).IsSuccess);
        Assert.False(Validate([Leaf(), Middle], now: Now.AddYears(-2)).IsSuccess);
    }

    [Fact]
    public void A_certificate_that_is_not_for_signing_is_refused()
    {
        Assert.False(Validate([Leaf(usage: X509KeyUsageFlags.KeyEncipherment), Middle]).IsSuccess);
        Assert.False(Validate([Middle], issuer: null).IsSuccess);
        var selfSigned = Names(Request("CN=Leaf", LeafKey), "issuer.example", null).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
        Assert.False(Validate([selfSigned], anchors: [selfSigned]).IsSuccess);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.False(Validate([Signed(Names(Request("CN=Leaf", other), "issuer.example", null)), Middle]).IsSuccess);
    }

    [Fact]
    public void A_leaf_cannot_certify_another()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Names(Request("CN=Forged", key), "victim.example", null)
            .Create(Leaf().SubjectName, X509SignatureGenerator.CreateForECDsa(LeafKey), Now.AddMonths(-1), Now.AddMonths(1), [9]);

        Assert.False(Validate([forged, Leaf(), Middle], "https://victim.example").IsSuccess);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"AAAA\"")]
    [InlineData("[1]")]
    [InlineData("[\"\"]")]
    [InlineData("[\"A-_A\"]")]
    [InlineData("[\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\",\"AAAA\"]")]
    public void What_is_no_x5c_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(ProblemCode.InvalidKey, CertificateChain.Read(document.RootElement).Problem?.Code);
    }

    [Fact]
    public void Bytes_that_are_no_certificate_are_refused()
    {
        using var document = JsonDocument.Parse("[\"AAAA\"]");

        Assert.Equal(ProblemCode.InvalidKey, CertificateChain.Read(document.RootElement).Value.Validate([Root], null, Now).Problem?.Code);
    }

    private static Result<global::Credentials.Keys.PublicKey> Validate(
        X509Certificate2[] certificates, string? issuer = Issuer, X509Certificate2[]? anchors = null, DateTimeOffset? now = null)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(certificates.Select(certificate => certificate.RawData)));
        return CertificateChain.Read(document.RootElement).Value.Validate([.. anchors ?? [Root]], issuer, now ?? Now);
    }

    private static X509Certificate2 Leaf(string? dns = "issuer.example", string? uri = null, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature) =>
        Signed(Names(Request("CN=Leaf", LeafKey, usage), dns, uri));

    private static X509Certificate2 Signed(CertificateRequest request) =>
        request.Create(Middle.SubjectName, X509SignatureGenerator.CreateForECDsa(MiddleKey), Now.AddMonths(-1), Now.AddMonths(1), [3]);

    private static CertificateRequest Request(string name, ECDsa key, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        return request;
    }

    private static CertificateRequest Names(CertificateRequest request, string? dns, string? uri)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress("info@issuer.example");
        if (dns is not null)
            names.AddDnsName(dns);
        if (uri is not null)
            names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }
}
