using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Services.Tests.SigningKeys;

/// <summary>A certificate authority with an authority under it, which certifies keys for as long as a test says.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(DateTimeOffset now)
    {
        Root = Authority("CN=Root", _rootKey).CreateSelfSigned(now.AddYears(-1), now.AddYears(50));
        Middle = Authority("CN=Middle", _middleKey)
            .Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_rootKey), now.AddYears(-1), now.AddYears(40), [2]);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Middle { get; }

    /// <summary>A certificate of a P-256 key that names somebody by an address or a host.</summary>
    public X509Certificate2 Certify(Credentials.Keys.PublicKey key, string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var jwk = new MemoryStream();
        using (var writer = new Utf8JsonWriter(jwk))
            key.WriteJwk(writer);
        var members = JsonElement.Parse(jwk.ToArray());
        using var own = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Coordinate(members, "x"), Y = Coordinate(members, "y") } });
        var request = new CertificateRequest(new X500DistinguishedName("CN=Centre"), new PublicKey(own), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        if (Uri.TryCreate(name, UriKind.Absolute, out var address))
            names.AddUri(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(Middle.SubjectName, X509SignatureGenerator.CreateForECDsa(_middleKey), from, until, [3]);
    }

    /// <summary>Writes certificates in PEM, in that order.</summary>
    public static string Write(string folder, string name, params X509Certificate2[] certificates)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())));
        return file;
    }

    public void Dispose()
    {
        Root.Dispose();
        Middle.Dispose();
        _rootKey.Dispose();
        _middleKey.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }

    private static byte[] Coordinate(JsonElement jwk, string name) => StrictBase64Url.TryDecode(jwk.GetProperty(name).GetString()!, out var bytes) ? bytes : [];
}
