using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Credentials.Benchmarks;

/// <summary>The real service as a process of its own, Development demo filled, on a free port with a data folder of its own.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly StringWriter _errors = new();
    private readonly TaskCompletionSource<string> _staffKey = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<string> _staffLink = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly StorageEngine _engine;

    private AppProcess(Process process, int port, string dataFolder, StorageEngine engine) =>
        (_process, Port, DataFolder, _engine) = (process, port, dataFolder, engine);

    public int Port { get; }

    public string DataFolder { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>Signs an administrator of the demo centre in, once.</summary>
    public string StaffLink => _staffLink.Task.Result;

    public string ApiKey => _staffKey.Task.Result;

    /// <summary>Resident memory in bytes now.</summary>
    public long ResidentBytes => Status("VmRSS");

    /// <summary>Largest resident memory so far.</summary>
    public long PeakResidentBytes => Status("VmHWM");

    /// <summary>Processor time that the service took so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<AppProcess> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var dataFolder = Directory.CreateTempSubdirectory("credentials-benchmark-").FullName;
        var port = FreePort();
        var assembly = Path.Combine(AppContext.BaseDirectory, "Credentials.App.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", $"http://127.0.0.1:{port}", "--data", dataFolder])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development", ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__Credentials.EvidenceStore"] = "Information" },
        };
        // Only the part that asks what mails cost has them made.
        start.Environment["Mail__Off"] = "true";
        var engine = StorageEngine.Create();
        foreach (var (name, value) in engine.Settings.Concat(settings))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var app = new AppProcess(process, port, dataFolder, engine);
        process.OutputDataReceived += (_, line) => app.ReadKey(line.Data);
        process.ErrorDataReceived += (_, line) => app._errors.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("the service did not start:\n" + app._errors);
            }

            try
            {
                if ((await client.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode && app._staffKey.Task.IsCompleted)
                {
                    return app;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("the service was not ready in 30 seconds:\n" + app._errors);
    }

    public long DatabaseBytes() => _engine.Bytes(DataFolder);

    /// <summary>Stops the service in good order and answers the commits and flushes that its log counts at the end.</summary>
    public async Task<(long Commits, long Flushes)> StopAsync()
    {
        _ = kill(_process.Id, SigTerm);
        await _process.WaitForExitAsync();
        return Counters().Match(_errors.ToString()) is { Success: true } match
            ? (long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("the service did not log its storage counters:\n" + _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _engine.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private long Status(string name) =>
        File.ReadLines($"/proc/{_process.Id}/status").Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => long.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) * 1024).Single();

    private void ReadKey(string? line)
    {
        if (line is not null && Key().Match(line) is { Success: true } match)
        {
            _staffKey.TrySetResult(match.Value);
        }

        if (line is not null && Link().Match(line) is { Success: true } link)
        {
            _staffLink.TrySetResult(link.Value);
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [GeneratedRegex(@"(\d+) commits, (\d+) flushes")]
    private static partial Regex Counters();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"https?://\S+/staff/\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();
}
