using System.Diagnostics;
using System.Text;

namespace Credentials.Services.Tests.Apps;

/// <summary>The service as a running process on a free port. Kill it as often as a test likes.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _inCode;

    private RunningService(Process process, string address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public string Output { get { lock (_output) return _output.ToString(); } }

    public string Error { get { lock (_error) return _error.ToString(); } }

    /// <summary>Starts the service and answers when it listens.</summary>
    public static Task<RunningService> StartAsync(
        string folder, int? port = null, IReadOnlyDictionary<string, string?>? environment = null, params string[] settings) =>
        StartAtAsync($"http://localhost:{port ?? FreePort.Find()}", folder, environment, settings);

    /// <summary>As <see cref="StartAsync"/>, at an address of the test's choice.</summary>
    public static async Task<RunningService> StartAtAsync(
        string address, string folder, IReadOnlyDictionary<string, string?>? environment, params string[] settings)
    {
        string[] arguments = ["--urls", address, "--data", folder, .. settings];
        var service = new RunningService(Process.Start(AppProgram.StartOf(arguments, environment, folder: null))!, address);
        var ended = service._process.WaitForExitAsync();
        if (await Task.WhenAny(service._listening.Task, ended) == ended)
            throw new InvalidOperationException($"the service ended with {service._process.ExitCode}: {service.Error}");
        return service;
    }

    /// <summary>Waits until the first start has told all it has to tell.</summary>
    public Task ToldAsync() => _told.Task;

    public HttpClient Client(string? apiKey = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address) };
        if (apiKey is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", apiKey);
        return client;
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
        if (!ReferenceEquals(text, _output))
            return;
        if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            _listening.TrySetResult();
        // The QR code is the last that a start tells, and a blank line ends it.
        _inCode |= line.StartsWith('█');
        if (_inCode && line.Length == 0)
            _told.TrySetResult();
    }
}
