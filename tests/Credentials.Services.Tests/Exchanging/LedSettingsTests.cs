using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.Services.Tests.Exchanging;

public sealed class LedSettingsTests : IDisposable
{
    private static readonly (string, string?)[] Whole =
    [
        ("Led:Address", "https://led.example/registreer"), ("Led:Sender:Identification", "cvo.example"), ("Led:Supplier", "Volwassenenonderwijs"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Led:Address", "http://led.example")]
    [InlineData("Led:Address", "ftp://led.example")]
    [InlineData("Led:Address", "led.example")]
    [InlineData("Led:Address", "https://user:word@led.example")]
    [InlineData("Led:Supplier", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("Led:Sender:Name", "a name that is longer than MAGDA takes")]
    [InlineData("Led:Timeout", "00:20:00")]
    [InlineData("Led:AtOnce", "0")]
    [InlineData("Led:MostAttempts", "0")]
    [InlineData("Led:LongestDelay", "00:00:01")]
    [InlineData("Led:DeadlineNear", "99.00:00:00")]
    [InlineData("Led:InstitutionNumbers:demo", "0566988259")]
    [InlineData("Led:ClientKeyFile", "key.pem")]
    public async Task A_faulty_setting_stops_the_start_and_is_named(string name, string value)
    {
        await using var store = await Store.OpenAsync([(name, value), .. Whole]);
        var fault = Assert.Throws<OptionsValidationException>(() => store.Get<IOptions<LedOptions>>().Value);
        Assert.StartsWith(name.StartsWith("Led:Sender", StringComparison.Ordinal) ? "Led:Sender" : name == "Led:LongestDelay" ? "Led:FirstDelay" : name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_sender_sends_nothing_and_says_so()
    {
        using var log = new CollectedLog();
        await using var led = await LedStub.StartAsync();
        await using var app = await IssuerApp.StartAsync(
            services: services => services.AddLogging(logging => logging.AddProvider(log)), settings: [$"--Led:Address={led.Address}"]);
        Assert.Contains("Led:Sender:Identification", log.Text, StringComparison.Ordinal);
        using var staff = await LedApp.WithAchievementAsync(app, "demo");
        var record = await LedApp.AwardAsync(staff, 1);
        Assert.Equal(LedEntryState.Waiting, (await app.Get<IEvidenceStorage>().FindLedEntryAsync(Guid.Parse(record)))!.State);
        Assert.Empty(led.Calls);
    }

    [Fact]
    public async Task A_client_certificate_is_read_and_a_key_that_others_can_read_or_that_is_missing_stops_the_start()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=cvo.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(_folder.File("client.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder.File("client.key"), key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File("client.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (string, string?)[] settings = [("Led:ClientCertificateFile", _folder.File("client.pem")), ("Led:ClientKeyFile", _folder.File("client.key")), .. Whole];
        await using (var store = await Store.OpenAsync(settings))
            _ = store.Get<LedConnection>();

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("client.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            await using var open = await Store.OpenAsync(settings);
            Assert.Contains("Led:ClientKeyFile", Assert.Throws<StorageException>(open.Get<LedConnection>).Message, StringComparison.Ordinal);
        }
        File.Delete(_folder.File("client.key"));
        await using var missing = await Store.OpenAsync(settings);
        Assert.Contains("Led:ClientCertificateFile", Assert.Throws<StorageException>(missing.Get<LedConnection>).Message, StringComparison.Ordinal);
    }
}
