using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Presentations;
using Credentials.Signing;

namespace Credentials.Tests.Presentations;

public class AuthorizationRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Did Verifier = Verifying.Scenario.DidOf("did:web:employer.example");

    [Fact]
    public void A_signed_request_says_what_the_specification_asks_for()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var signer = RequestSigner.ForDid(Verifier.Value + "#key-1", key).Value;
        var client = signer.Identify(ClientIdPrefix.DecentralizedIdentifier, Asks.ResponseUri).Value;

        var jws = CompactJws.Parse(Asks.Request(client).Sign(signer, Now, TimeSpan.FromMinutes(5), "qPmxiNFCR3QTm19POc8u")).Value;

        Assert.True(jws.Verify(key.PublicKey));
        Assert.Equal(("oauth-authz-req+jwt", "ES256", "did:web:employer.example#key-1"), (jws.Type, jws.Algorithm, jws.KeyId));
        var payload = JsonElement.Parse(jws.Payload.Span);
        Assert.Equal("decentralized_identifier:did:web:employer.example", payload.GetProperty("client_id").GetString());
        Assert.Equal(
            ("vp_token", "direct_post", Asks.ResponseUri.AbsoluteUri, Asks.Nonce, Asks.State),
            (Text(payload, "response_type"), Text(payload, "response_mode"), Text(payload, "response_uri"), Text(payload, "nonce"), Text(payload, "state")));
        Assert.Equal(("https://self-issued.me/v2", "qPmxiNFCR3QTm19POc8u"), (Text(payload, "aud"), Text(payload, "wallet_nonce")));
        Assert.Equal(300, payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64());
        Assert.Equal(4, payload.GetProperty("dcql_query").GetProperty("credentials").GetArrayLength());
        Assert.Equal(
            ["dc+sd-jwt", "jwt_vc_json", "ldp_vc"],
            payload.GetProperty("client_metadata").GetProperty("vp_formats_supported").EnumerateObject().Select(format => format.Name));
        // Sections 5.2 and 8.2: neither of them beside a response_uri.
        Assert.False(payload.TryGetProperty("redirect_uri", out _) || payload.TryGetProperty("scope", out _));
        Assert.False(payload.GetProperty("client_metadata").TryGetProperty("jwks", out _));
    }

    [Fact]
    public void A_wallet_that_gave_no_nonce_gets_none()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var signer = RequestSigner.ForDid(Verifier.Value + "#key-1", key).Value;
        var request = Asks.Request(signer.Identify(ClientIdPrefix.DecentralizedIdentifier, Asks.ResponseUri).Value);

        Assert.False(JsonElement.Parse(CompactJws.Parse(request.Sign(signer, Now, TimeSpan.FromMinutes(5), null)).Value.Payload.Span).TryGetProperty("wallet_nonce", out _));
        Assert.Throws<ArgumentException>(() => request.Sign(signer, Now, TimeSpan.FromMinutes(5), new string('n', AuthorizationRequest.LongestWalletNonce + 1)));
    }

    [Fact]
    public void An_encrypted_answer_is_asked_for_with_a_key_of_its_own()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var signing = PrivateKey.Generate(KeyAlgorithm.P256);
        var signer = RequestSigner.ForDid(Verifier.Value + "#key-1", signing).Value;
        var client = signer.Identify(ClientIdPrefix.DecentralizedIdentifier, Asks.ResponseUri).Value;

        var payload = JsonElement.Parse(CompactJws.Parse(
            Asks.Request(client, ResponseMode.DirectPostJwt, key).Sign(signer, Now, TimeSpan.FromMinutes(5), null)).Value.Payload.Span);

        Assert.Equal("direct_post.jwt", Text(payload, "response_mode"));
        var metadata = payload.GetProperty("client_metadata");
        Assert.Equal("""["A128GCM","A256GCM"]""", metadata.GetProperty("encrypted_response_enc_values_supported").GetRawText());
        var jwk = metadata.GetProperty("jwks").GetProperty("keys")[0];
        Assert.Equal(("k1", "enc", "ECDH-ES", "P-256"), (Text(jwk, "kid"), Text(jwk, "use"), Text(jwk, "alg"), Text(jwk, "crv")));
        Assert.False(jwk.TryGetProperty("d", out _));
        Assert.Throws<InvalidOperationException>(() => Asks.Request(client, ResponseMode.DirectPostJwt).Sign(signer, Now, TimeSpan.FromMinutes(5), null));
    }

    [Fact]
    public void A_request_by_value_holds_everything_and_is_not_signed()
    {
        var uri = Asks.Request(ClientIdentifier.RedirectUri(Asks.ResponseUri)).ToUri(AuthorizationRequest.Scheme);

        Assert.StartsWith("openid4vp://?client_id=redirect_uri%3Ahttps%3A%2F%2Femployer.example%2F", uri, StringComparison.Ordinal);
        var parameters = Parameters(uri);
        Assert.Equal(["client_id", "response_type", "response_mode", "response_uri", "nonce", "state", "dcql_query", "client_metadata"], parameters.Keys);
        Assert.Equal("redirect_uri:" + Asks.ResponseUri.AbsoluteUri, parameters["client_id"]);
        Assert.Equal(4, Asks.Parse(parameters["dcql_query"]).GetProperty("credentials").GetArrayLength());
        Assert.True(Asks.Parse(parameters["client_metadata"]).TryGetProperty("vp_formats_supported", out _));
    }

    [Fact]
    public void Who_must_sign_cannot_ask_unsigned_and_nobody_asks_for_another()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var signer = RequestSigner.ForDid(Verifier.Value + "#key-1", key).Value;
        var other = ClientIdentifier.DecentralizedIdentifier(Verifying.Scenario.DidOf("did:web:other.example"));

        Assert.Throws<InvalidOperationException>(() => Asks.Request(other).ToUri(AuthorizationRequest.Scheme));
        Assert.Throws<InvalidOperationException>(() => Asks.Request(other).Sign(signer, Now, TimeSpan.FromMinutes(5), null));
        Assert.Throws<InvalidOperationException>(() => Asks.Request(ClientIdentifier.RedirectUri(Asks.ResponseUri)).Sign(signer, Now, TimeSpan.FromMinutes(5), null));
        Assert.Throws<InvalidOperationException>(() => Asks.Request(ClientIdentifier.RedirectUri(new Uri("https://other.example/"))).ToUri(AuthorizationRequest.Scheme));
    }

    [Fact]
    public void A_reference_is_short_and_may_be_posted_to()
    {
        var uri = AuthorizationRequest.ReferenceUri("haip-vp", ClientIdentifier.X509Hash([1]), new Uri("https://employer.example/presentations/h/request"));

        Assert.StartsWith("haip-vp://?", uri, StringComparison.Ordinal);
        var parameters = Parameters(uri);
        Assert.Equal(["client_id", "request_uri", "request_uri_method"], parameters.Keys);
        Assert.Equal(("https://employer.example/presentations/h/request", "post"), (parameters["request_uri"], parameters["request_uri_method"]));
    }

    [Fact]
    public void A_certificate_shows_a_host_or_itself_and_no_authority_is_sent()
    {
        using var certified = new Certified("employer.example");
        var signer = certified.Signer().Value;

        Assert.Equal(certified.Expires, signer.Expires);
        foreach (var (prefix, expected) in new[]
        {
            (ClientIdPrefix.X509SanDns, "x509_san_dns:employer.example"),
            (ClientIdPrefix.X509Hash, "x509_hash:" + StrictBase64Url.Encode(SHA256.HashData(certified.Leaf.RawData))),
        })
        {
            var client = signer.Identify(prefix, Asks.ResponseUri).Value;
            Assert.Equal(expected, client.ToString());
            var jws = CompactJws.Parse(Asks.Request(client).Sign(signer, Now, TimeSpan.FromMinutes(5), null)).Value;
            Assert.True(jws.Verify(certified.Key.PublicKey));
            Assert.Equal([Convert.ToBase64String(certified.Leaf.RawData)], jws.Header.GetProperty("x5c").EnumerateArray().Select(one => one.GetString()));
            Assert.Null(jws.KeyId);
        }

        Assert.False(signer.Identify(ClientIdPrefix.DecentralizedIdentifier, Asks.ResponseUri).IsSuccess);
        Assert.False(signer.Identify(ClientIdPrefix.RedirectUri, Asks.ResponseUri).IsSuccess);
        Assert.False(signer.Identify(ClientIdPrefix.X509SanDns, new Uri("https://other.example/response")).IsSuccess);
        Assert.False(signer.Identify(ClientIdPrefix.X509SanDns, new Uri("https://192.0.2.1/response")).IsSuccess);
    }

    [Fact]
    public void A_certificate_that_cannot_be_signed_with_is_refused()
    {
        using var certified = new Certified("employer.example");
        using var another = PrivateKey.Generate(KeyAlgorithm.P256);
        using var edwards = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var (leaf, root) = (certified.Leaf.ExportCertificatePem(), certified.Root.ExportCertificatePem());

        Assert.True(RequestSigner.ForCertificates(leaf, certified.Key, Now).IsSuccess);
        foreach (var refused in new[]
        {
            RequestSigner.ForCertificates(leaf, another, Now), RequestSigner.ForCertificates(leaf, edwards, Now), RequestSigner.ForCertificates(root, certified.Key, Now),
            RequestSigner.ForCertificates(root + "\n" + leaf, certified.Key, Now), RequestSigner.ForCertificates(leaf + "\n" + leaf, certified.Key, Now),
            RequestSigner.ForCertificates("", certified.Key, Now), RequestSigner.ForCertificates(leaf.Replace("MII", "MIJ", StringComparison.Ordinal), certified.Key, Now),
            RequestSigner.ForCertificates(leaf, certified.Key, Now.AddYears(2)), RequestSigner.ForCertificates(leaf, certified.Key, Now.AddYears(-2)),
            RequestSigner.ForDid("did:web:employer.example", another), RequestSigner.ForDid("did:web:employer.example#key-1", edwards),
        })
            Assert.Equal(ProblemCode.InvalidKey, refused.Problem!.Code);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static Dictionary<string, string> Parameters(string uri) => uri[(uri.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    private sealed class Certified : IDisposable
    {
        public Certified(string host)
        {
            using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var authority = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA256);
            authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            Root = authority.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));
            var request = new CertificateRequest("CN=Employer", leafKey, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
            Leaf = request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), Now.AddYears(-1), Expires, [1]);
            Key = PrivateKey.Parse(leafKey.ExportPkcs8PrivateKeyPem()).Value;
        }

        public DateTimeOffset Expires { get; } = Now.AddYears(1);

        public X509Certificate2 Root { get; }

        public X509Certificate2 Leaf { get; }

        public PrivateKey Key { get; }

        public Result<RequestSigner> Signer() => RequestSigner.ForCertificates(Leaf.ExportCertificatePem() + "\n" + Root.ExportCertificatePem(), Key, Now);

        public void Dispose()
        {
            Root.Dispose();
            Leaf.Dispose();
            Key.Dispose();
        }
    }
}
