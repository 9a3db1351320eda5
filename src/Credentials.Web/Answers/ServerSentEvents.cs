using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credentials.Web.Answers;

/// <summary>
/// Server-sent events: looked for again and again, until the last one, the reader goes, or the service stops, which waits for no reader: browsers come
/// back by themselves.
/// </summary>
/// <param name="lookEvery">The pause between two looks.</param>
/// <param name="look">The event to send, as it goes over the wire; null where there is nothing new. Whether it was the last look.</param>
public sealed class ServerSentEvents(TimeSpan lookEvery, Func<CancellationToken, ValueTask<EventLook>> look) : IResult
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (response, services) = (httpContext.Response, httpContext.RequestServices);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            await RunAsync(response, services.GetService<TimeProvider>() ?? TimeProvider.System, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    }

    private async Task RunAsync(HttpResponse response, TimeProvider time, CancellationToken cancel)
    {
        var sentAt = time.GetTimestamp();
        while (true)
        {
            var (news, isLast) = await look(cancel);
            // A comment only keeps the connection open.
            if (news is null && time.GetElapsedTime(sentAt) >= HeartbeatEvery)
                news = ":\n\n";
            if (news is not null)
            {
                await response.WriteAsync(news, cancel);
                sentAt = time.GetTimestamp();
            }

            await response.Body.FlushAsync(cancel);
            if (isLast)
                return;
            await Task.Delay(lookEvery, time, cancel);
        }
    }
}

/// <param name="Event">As it goes over the wire, with the empty line that ends it; null where there is nothing new.</param>
/// <param name="IsLast">Nothing will come after it.</param>
public readonly record struct EventLook(string? Event, bool IsLast);
