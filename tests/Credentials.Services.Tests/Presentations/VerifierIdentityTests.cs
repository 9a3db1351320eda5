using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.App.Composition;
using Credentials.Encoding;
using Credentials.Services.Tests.Apps;
using static Credentials.Services.Tests.Presentations.PresentationApp;

namespace Credentials.Services.Tests.Presentations;

/// <summary>As whom the verifier asks: its own key, or a certificate, and settings that do not fit each other.</summary>
public sealed class VerifierIdentityTests
{
    [Theory]
    [InlineData("x509_hash")]
    [InlineData("x509_san_dns")]
    public async Task A_certificate_shows_who_asks(string prefix)
    {
        using var folder = new TemporaryFolder();
        var certificate = Certify(folder.Path, "localhost");
        await using var app = new PresentationApp();
        app.Settings["PublicVerifier:KeyFile"] = Path.Combine(folder.Path, "key.pem");
        app.Settings["PublicVerifier:CertificateFile"] = Path.Combine(folder.Path, "chain.pem");
        if (prefix != "x509_hash")
            app.Settings["PublicVerifier:ClientIdPrefix"] = prefix;
        using var employer = await app.AsIssuerOfDemoAsync();
        var wallet = await app.WalletAsync();
        var asked = await AskAsync(employer);
        await wallet.OpenAsync(asked.Text("uri"));
        var expected = prefix == "x509_hash" ? "x509_hash:" + StrictBase64Url.Encode(SHA256.HashData(certificate)) : "x509_san_dns:localhost";
        Assert.Equal(expected, wallet.ClientId);
        Assert.Equal(Convert.ToBase64String(certificate), wallet.Header.GetProperty("x5c")[0].GetString());
        Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
        Assert.Equal("valid", (await LookAsync(employer, asked)).GetProperty("report").Text("verdict"));

        // The same verifier by its DID, with the same key.
        var byDid = await AskAsync(employer, new { clientIdPrefix = "decentralized_identifier", responseMode = "direct_post" });
        await wallet.OpenAsync(byDid.Text("uri"));
        Assert.Equal("decentralized_identifier:did:web:localhost%3A8080", wallet.ClientId);
    }

    [Theory]
    [InlineData("PublicVerifier:KeyFile", "nowhere.pem", "cannot be read")]
    [InlineData("PublicVerifier:KeyFile", "junk.pem", "neither PKCS#8")]
    [InlineData("PublicVerifier:CertificateFile", "chain.pem", "KeyFile is missing")]
    [InlineData("PublicVerifier:ClientIdPrefix", "did", "is none of")]
    [InlineData("PublicVerifier:ClientIdPrefix", "x509_hash", "has no certificate")]
    public async Task A_setting_that_does_not_fit_refuses_the_start(string setting, string value, string message)
    {
        using var folder = new TemporaryFolder();
        Certify(folder.Path, "localhost");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "junk.pem"), "-----BEGIN PRIVATE KEY-----");
        var text = setting.EndsWith("File", StringComparison.Ordinal) ? Path.Combine(folder.Path, value) : value;
        await RefusedAsync(message, $"--{setting}={text}");
    }

    [Fact]
    public async Task A_certificate_of_another_key_or_host_refuses_the_start()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        Certify(one.Path, "elsewhere.example");
        Certify(other.Path, "localhost");
        var key = $"--PublicVerifier:KeyFile={Path.Combine(one.Path, "key.pem")}";
        await RefusedAsync("another key", key, $"--PublicVerifier:CertificateFile={Path.Combine(other.Path, "chain.pem")}");
        await RefusedAsync(
            "dNSName", key, $"--PublicVerifier:CertificateFile={Path.Combine(one.Path, "chain.pem")}", "--PublicVerifier:ClientIdPrefix=x509_san_dns");
    }

    [Fact]
    public async Task The_own_key_is_a_secret_like_the_others_and_the_same_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Find();
        string Kid(string document) => JsonElement.Parse(document).GetProperty("authentication")[0].GetString()!;
        await using (var first = await RunningService.StartAsync(folder.Path, port))
        {
            await first.ToldAsync();
            using var client = first.Client();
            var document = await client.GetStringAsync(new Uri("/.well-known/did.json", UriKind.Relative));
            var file = Path.Combine(folder.Path, "secrets", "verifier.key");
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var staff = (await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
            using var employer = first.Client(staff);
            var asked = await AskAsync(employer);
            var award = (await employer.AwardedAsync(await employer.FirstAchievementAsync(), "Stan", "Wouters")).Text("id");
            var wallet = await PresentingWallet.ClaimAsync(client, employer, award, "dc+sd-jwt", TimeProvider.System);
            await wallet.OpenAsync(asked.Text("uri"));
            await first.KillAsync();

            // Asked before, answered after.
            await using var second = await RunningService.StartAsync(folder.Path, port);
            using var again = second.Client();
            Assert.Equal(Kid(document), Kid(await again.GetStringAsync(new Uri("/.well-known/did.json", UriKind.Relative))));
            Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
            using var asker = second.Client(staff);
            Assert.Equal("valid", (await LookAsync(asker, asked)).GetProperty("report").Text("verdict"));
            await second.KillAsync();
            File.Delete(file);
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(folder.Path, port));
        Assert.Contains("verifier.key is missing", refused.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(string message, params string[] settings)
    {
        using var data = new TemporaryFolder();
        await using var app = ServiceHost.Build(new HostRequest($"http://localhost:{FreePort.Find()}", data.Path, ["--environment=Development", .. settings], true));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceStart.PrepareServiceAsync(app, default));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("PublicVerifier:", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes key.pem and chain.pem; the certificate in DER.</summary>
    private static byte[] Certify(string folder, string host)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var anchor = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddYears(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Verifier", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var certificate = request.Create(anchor, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), [1, 2, 3]);
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "chain.pem"), certificate.ExportCertificatePem() + "\n" + anchor.ExportCertificatePem());
        return certificate.RawData;
    }
}
