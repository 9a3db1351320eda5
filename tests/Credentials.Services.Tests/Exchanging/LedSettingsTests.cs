using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
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

    /// <summary>The real process, because its environment tells it which roots to trust.</summary>
    [Fact]
    public async Task The_client_certificate_is_shown_to_a_server_that_is_trusted_and_nothing_is_sent_to_another()
    {
        // Elsewhere the system keeps its roots where a test cannot add one.
        if (!OperatingSystem.IsLinux())
            return;
        using var server = MakeCertificate("server", "127.0.0.1");
        using var client = MakeCertificate("client", "cvo.example");
        await using var led = await LedStub.StartAsync(server);
        var environment = new Dictionary<string, string?>
        {
            ["Led__Address"] = led.Address,
            ["Led__Sender__Identification"] = "cvo.vlaanderen.be/demo/leerbewijzen",
            ["Led__Supplier"] = "Volwassenenonderwijs",
            ["Led__FirstDelay"] = "00:00:00.1",
            // The first process may end in the middle of an attempt, whose claim the second one then waits for.
            ["Led__Timeout"] = "00:00:10",
            ["Led__ClaimMargin"] = "00:00:01",
            ["Led__ClientCertificateFile"] = _folder.File("client.pem"),
            ["Led__ClientKeyFile"] = _folder.File("client.key"),
        };
        var port = FreePort.Find();
        string key;
        await using (var stranger = await RunningService.StartAsync(_folder.File("data"), port, environment))
        {
            key = (await AppProgram.RunAsync(["--data", _folder.File("data"), "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
            using var staff = stranger.Client(key);
            await LedApp.PutAchievementAsync(staff);
            await LedApp.AwardAsync(staff, 1);
            await UntilAsync(staff, "waiting", entry => entry.GetProperty("fault").GetString() == "no-connection");
        }
        Assert.Empty(led.Calls);

        environment["SSL_CERT_FILE"] = _folder.File("server.pem");
        await using var service = await RunningService.StartAsync(_folder.File("data"), port, environment);
        using var again = service.Client(key);
        await UntilAsync(again, "sent", _ => true);
        Assert.Equal(client.Thumbprint, Assert.Single(led.Calls).Caller);
    }

    [Fact]
    public async Task A_client_certificate_is_read_and_a_key_that_others_can_read_or_that_is_missing_stops_the_start()
    {
        using var certificate = MakeCertificate("client", "cvo.example");
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

    private static async Task UntilAsync(HttpClient staff, string state, Predicate<JsonElement> condition)
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            var page = await staff.GetFromJsonAsync<JsonElement>($"/api/led/outbox?state={state}");
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } entry && condition(entry))
                return;
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), page.GetRawText());
            await Task.Delay(50);
        }
    }

    /// <summary>Self-signed, with its key; both in PEM files of that name.</summary>
    private X509Certificate2 MakeCertificate(string file, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_folder.File(file + ".pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File(file + ".key"), key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File(file + ".key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return certificate;
    }
}
