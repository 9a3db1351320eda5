using System.Diagnostics;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Mailing;

/// <summary>A real mail server on loopback, in a process of its own: stopped and started again on the same port, it keeps what it was given.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; } = FreePort.Find();

    public IReadOnlyList<ReceivedMail> Received =>
        [.. Directory.GetFiles(_folder.Path, "*.eml").Order(StringComparer.Ordinal).Select(file => ReceivedMail.Parse(File.ReadAllBytes(file)))];

    public string[] Settings =>
    [
        "--Mail:Host=127.0.0.1", $"--Mail:Port={Port}", "--Mail:StartTls=false", "--Mail:From=no-reply@cvo.example", "--Mail:FirstDelay=00:00:00.2",
        "--Mail:LongestDelay=00:00:01", "--Mail:Timeout=00:00:05", "--Mail:ClaimMargin=00:00:01", "--Mail:PerSecond=200",
    ];

    public Dictionary<string, string?> Environment => Settings.Select(setting => setting[2..].Split('=', 2))
        .ToDictionary(pair => pair[0].Replace(":", "__", StringComparison.Ordinal), string? (pair) => pair[1]);

    public static async Task<SmtpServer> StartAsync()
    {
        var server = new SmtpServer();
        await server.RunAsync();
        return server;
    }

    public async Task RunAsync()
    {
        var script = Path.Combine(Repository.Root, "tests", "Credentials.Services.Tests", "Mailing", "smtp_server.py");
        _process = Process.Start(new ProcessStartInfo(SmtpFactAttribute.Python, [script, $"{Port}", _folder.Path]) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", await _process.StandardOutput.ReadLineAsync());
    }

    public async Task StopAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> UntilAsync(int count)
    {
        for (var patience = Stopwatch.StartNew(); Directory.GetFiles(_folder.Path, "*.eml").Length < count;)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), $"{Received.Count} of {count} mails came");
            await Task.Delay(50);
        }
        return Received;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
