using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Credentials.App.Ports;

/// <summary>
/// The process that runs the issuer and the store, asked by a verifier that runs apart. Every answer is asked for anew and is mostly 304, so that a
/// revocation is seen by the very next check. The operator names the address, so it may be a private one.
/// </summary>
internal sealed class Upstream(Uri address) : IDisposable
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<string, (EntityTagHeaderValue Tag, Answer Answer)> _kept = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MaxBytes };

    /// <summary>What it answers; null where it cannot be asked now. The same instance as long as nothing changed there.</summary>
    public async Task<Answer?> GetAsync(string path, string accept, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (_kept.TryGetValue(path, out var kept))
            request.Headers.IfNoneMatch.Add(kept.Tag);
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            if (response.StatusCode == HttpStatusCode.NotModified && kept.Answer is not null)
                return kept.Answer;
            var answer = new Answer(
                response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel), response.Content.Headers.ContentType?.MediaType ?? "");
            if (response.StatusCode == HttpStatusCode.OK && response.Headers.ETag is { } tag)
            {
                if (_kept.Count >= MaxKept)
                    _kept.Clear();
                _kept[path] = (tag, answer);
            }

            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What came of a change; null where it cannot be asked now, and may have been made.</summary>
    public async Task<HttpStatusCode?> PostAsync(string path, object json, CancellationToken cancel) => (await AskAsync(path, json, cancel))?.Status;

    /// <inheritdoc cref="PostAsync"/>
    public async Task<Answer?> AskAsync(string path, object json, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(path, json, cancel);
            return new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel), response.Content.Headers.ContentType?.MediaType ?? "");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A file as it arrives, however long; null where it cannot be asked now. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await _http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    public sealed record Answer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string ContentType);
}
