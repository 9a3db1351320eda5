using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Presentations;
using Credentials.Services.Tests.Wallets;

namespace Credentials.Browser.Tests.Sites;

/// <summary>The app as its own process, on an empty data folder in Development, with its demonstration centre.</summary>
public sealed class WholeApp : ISite
{
    private readonly string _folder = Directory.CreateTempSubdirectory("credentials-browser-").FullName;
    private readonly HttpClient _staff = new();
    private readonly HttpClient _anyone = new();
    private Process? _process;

    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        var port = FreePort.Find();
        // The public address on loopback; an IP address cannot stand in a did:web.
        Address = new Uri($"http://localhost:{port}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "--urls", $"http://127.0.0.1:{port}", "--data", _folder })
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = Process.Start(start)!;
        var log = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("Staff API key", StringComparison.Ordinal)) continue;
            (_staff.BaseAddress, _anyone.BaseAddress) = (Address, Address);
            _staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]);
            // Whatever else it prints is read, so that it never waits for room.
            _ = _process.StandardOutput.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException("the app ended before it printed a key: " + await log);
    }

    /// <summary>The path of a link that signs somebody of the demonstration centre's staff in, made on the command line.</summary>
    public async Task<string> StaffLinkAsync(string role, string name)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "staff", "link", "--centre", "demo", "--role", role, "--name", name, "--data", _folder })
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Uri(printed.Trim()).AbsolutePath;
    }

    /// <summary>The demonstration centre's first achievement.</summary>
    public async Task<string> AchievementAsync() =>
        (await _staff.GetFromJsonAsync<JsonElement>("/api/achievements")).GetProperty("items")[0].GetProperty("id").GetString()!;

    /// <summary>Awards the demonstration centre's first achievement to a learner.</summary>
    public async Task<Awarded> AwardAsync(string givenName, string familyName)
    {
        var answer = await _staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = await AchievementAsync(),
            learner = new { givenName, familyName },
            awardedOn = "2025-06-30",
        });
        answer.EnsureSuccessStatusCode();
        var award = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var links = award.GetProperty("links");
        return new Awarded(
            award.GetProperty("id").GetString()!, new Uri(links.GetProperty("share").GetString()!).PathAndQuery, new Uri(links.GetProperty("claim").GetString()!).PathAndQuery);
    }

    /// <summary>A wallet takes the credential by an offer that staff make.</summary>
    public async Task FillWalletAsync(Awarded award)
    {
        using var anyone = new HttpClient();
        using var wallet = new TestWallet(anyone, TimeProvider.System);
        using var made = await _staff.PostAsJsonAsync($"/api/credentials/{award.Id}/offers", new { format = "dc+sd-jwt" });
        var offer = await made.Content.ReadFromJsonAsync<JsonElement>();
        await wallet.ScanAsync(offer.GetProperty("uri").GetString()!);
        await wallet.TokenAsync(offer.GetProperty("txCode").GetString());
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
    }

    /// <summary>A wallet that has the credential and can show it.</summary>
    internal Task<PresentingWallet> HolderAsync(Awarded award) => PresentingWallet.ClaimAsync(_anyone, _staff, award.Id, "dc+sd-jwt", TimeProvider.System);

    public Task<string> CredentialAsync(Awarded award) => _staff.GetStringAsync("/api/credentials/" + award.Id);

    /// <summary>A code that staff give to the learner, to confirm what is changed on the own page.</summary>
    public Task<string> ConfirmationCodeAsync(Awarded award) => ConfirmationCodeAsync(award.Id);

    /// <inheritdoc cref="ConfirmationCodeAsync(Awarded)"/>
    public async Task<string> ConfirmationCodeAsync(string award)
    {
        using var given = await _staff.PostAsync(new Uri($"/api/credentials/{award}/confirmation-codes", UriKind.Relative), null);
        return (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }

    public async Task RevokeAsync(Awarded award) =>
        (await _staff.PostAsJsonAsync($"/api/credentials/{award.Id}/status", new { status = "revoked", reason = "awarded by mistake" })).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _staff.Dispose();
        _anyone.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}

/// <param name="SharePath">What the QR code opens.</param>
/// <param name="LearnerPath">The learner's own page.</param>
public sealed record Awarded(string Id, string SharePath, string LearnerPath);
