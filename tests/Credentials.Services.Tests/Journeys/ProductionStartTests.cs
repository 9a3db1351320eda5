using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

/// <summary>Outside Development the service refuses what is unsafe: one clear line that names the setting, and an exit code.</summary>
public sealed class ProductionStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_public_address_it_says_which_setting_to_set() =>
        AssertRefused(await StartAsync(), "PublicUrl", "https");

    [Fact]
    public async Task An_http_public_address_is_refused() =>
        AssertRefused(await StartAsync("--PublicUrl=http://credentials.example.org"), "PublicUrl", "http://credentials.example.org");

    [Theory]
    [InlineData("https://credentials.example.org/path")]
    [InlineData("https://192.0.2.1")]
    [InlineData("credentials.example.org")]
    public async Task A_public_address_that_cannot_stand_in_credentials_is_refused(string address) =>
        AssertRefused(await StartAsync($"--PublicUrl={address}"), "PublicUrl", address);

    [Fact]
    public async Task Keys_from_keys_dev_are_refused()
    {
        var keys = Directory.CreateDirectory(_folder.File("keys/demo")).FullName;
        var key = Path.Combine(keys, "key-1.pem");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "keys-dev", "demo-ed25519.pem"), key);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AssertRefused(await StartAsync("--PublicUrl=https://credentials.example.org"), "keys-dev", "IssuerService:KeysFolder");
    }

    [Fact]
    public async Task The_folder_of_throw_away_keys_is_refused_as_keys_folder() => AssertRefused(
        await StartAsync("--PublicUrl=https://credentials.example.org", $"--IssuerService:KeysFolder={Path.Combine(AppContext.BaseDirectory, "keys-dev")}"),
        "keys-dev", "IssuerService:KeysFolder");

    [Theory]
    [InlineData("--Fetching:AllowedOrigins:0=http://127.0.0.1:9", "Fetching:AllowedOrigins")]
    [InlineData("--EvidenceStore:AcceptTestNationalNumbers=true", "EvidenceStore:AcceptTestNationalNumbers")]
    public async Task Settings_for_trying_things_out_are_refused(string setting, string named) =>
        AssertRefused(await StartAsync("--PublicUrl=https://credentials.example.org", setting), named);

    [Fact]
    public async Task Another_public_address_than_the_stored_one_is_refused_with_both_named()
    {
        var port = FreePort.Find();
        await using (await RunningService.StartAsync(_folder.Path, port))
        {
        }

        AssertRefused(await StartAsync("--PublicUrl=https://credentials.example.org"), "PublicUrl", "https://credentials.example.org", $"http://localhost:{port}");
    }

    [Fact]
    public async Task The_demo_is_not_for_production() => AssertRefused(
        await AppProgram.RunAsync(["--data", _folder.Path, "demo"], environment: Production("https://credentials.example.org")), "keys-dev", "Development");

    [Theory]
    [InlineData("--Roles=issuer,wallet", "Roles")]
    [InlineData("--Roles=verifier", "PublicVerifier:Upstream")]
    [InlineData("--RateLimits:PerKey=0", "PerKey")]
    public async Task A_wrong_setting_is_named(string setting, string named) =>
        AssertRefused(await StartAsync("--PublicUrl=https://credentials.example.org", setting), named);

    [Theory]
    [InlineData("Storage:Engine", "--Storage:Engine=oracle")]
    [InlineData("Storage:ConnectionString", "--Storage:Engine=PostgreSQL")]
    [InlineData("Storage:ConnectionString", "--Storage:Engine=MongoDb")]
    [InlineData("Credentials.EvidenceStore.MongoDb.dll", "--Storage:Engine=MongoDb", "--Storage:ConnectionString=mongodb://127.0.0.1/credentials")]
    [InlineData("Storage:Engine", "--Storage:ConnectionString=Host=127.0.0.1")]
    [InlineData("Storage:ConnectionString", "--Storage:Engine=postgresql", "--Storage:ConnectionString=Hots=127.0.0.1;Password=hunter2")]
    [InlineData("Storage:ConnectionString", "--Storage:Engine=postgresql", "--Storage:ConnectionString=Database=credentials;Password=hunter2")]
    public async Task A_storage_that_is_not_understood_is_refused(string named, params string[] settings) =>
        AssertRefused(await StartAsync(["--PublicUrl=https://credentials.example.org", .. settings]), named);

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_with_its_setting_and_without_its_password()
    {
        var port = FreePort.Find();
        var finished = await StartAsync(
            "--PublicUrl=https://credentials.example.org", "--Storage:Engine=postgresql",
            $"--Storage:ConnectionString=Host=127.0.0.1;Port={port};Username=credentials;Password=hunter2;Database=register");
        AssertRefused(finished, "Storage:ConnectionString", $"127.0.0.1:{port}", "register");
        Assert.DoesNotContain("hunter2", finished.Error + finished.Output, StringComparison.Ordinal);
    }

    private Task<Finished> StartAsync(params string[] settings) => AppProgram.RunAsync(
        ["--urls", $"http://localhost:{FreePort.Find()}", "--data", _folder.Path, .. settings], environment: Production(publicUrl: null));

    private static Dictionary<string, string?> Production(string? publicUrl) =>
        new() { ["ASPNETCORE_ENVIRONMENT"] = null, ["DOTNET_ENVIRONMENT"] = null, ["PublicUrl"] = publicUrl };

    private static void AssertRefused(Finished finished, params string[] named)
    {
        Assert.NotEqual(0, finished.ExitCode);
        Assert.All(named, word => Assert.Contains(word, finished.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Listening", finished.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", finished.Error, StringComparison.Ordinal);
    }
}
