using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Gathering;

/// <summary>Someone else's server on loopback, which answers what a test tells it to and counts how often it was asked.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    private Stranger(WebApplication app) => _app = app;

    /// <summary><c>http://localhost:PORT</c>.</summary>
    public string Origin { get; private set; } = "";

    public int Port => new Uri(Origin).Port;

    /// <summary>The header fields of the last request.</summary>
    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    public static async Task<Stranger> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var stranger = new Stranger(builder.Build());
        stranger._app.Run(stranger.AnswerAsync);
        await stranger._app.StartAsync();
        stranger.Origin = $"http://localhost:{new Uri(stranger._app.Urls.First()).Port}";
        return stranger;
    }

    public int TimesAsked(string path) => _asked.GetValueOrDefault(path);

    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public void Answer(string path, byte[] body, string? cacheControl = null, string? encoding = null) => Answer(path, async context =>
    {
        if (cacheControl is not null)
            context.Response.Headers.CacheControl = cacheControl;
        if (encoding is not null)
            context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(body);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _asked.AddOrUpdate(path, 1, (_, count) => count + 1);
        LastHeaders = context.Request.Headers.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (_answers.TryGetValue(path, out var answer))
            return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
