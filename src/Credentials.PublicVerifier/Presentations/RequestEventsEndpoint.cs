using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// The state of a request as server-sent events, for its page, until nothing more will come. Looked up again and again, because the wallet may answer to
/// another process.
/// </summary>
internal static class RequestEventsEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(WalletAddresses.AskPath + "/{id}/events", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(string id, HttpContext context, SealedRequests requests, TimeProvider time, CancellationToken cancel) =>
        await RequestPageEndpoints.FindOwnAsync(id, context, requests, cancel) is null
            ? Results.StatusCode(StatusCodes.Status404NotFound)
            : new EventStream(id, requests, time);

    private sealed class EventStream(string id, SealedRequests requests, TimeProvider time) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var (shown, sentAt) = ((string?)null, time.GetTimestamp());
            while (true)
            {
                var state = (await RequestPageEndpoints.FindOwnAsync(id, httpContext, requests, cancel))?.StateAt(time.GetUtcNow()) ?? "gone";
                if (state != shown)
                {
                    await response.WriteAsync($"event: state\ndata: {state}\n\n", cancel);
                    (shown, sentAt) = (state, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(sentAt) >= HeartbeatEvery)
                {
                    // A comment: it only keeps the connection open.
                    await response.WriteAsync(":\n\n", cancel);
                    sentAt = time.GetTimestamp();
                }

                await response.Body.FlushAsync(cancel);
                if (state is not ("waiting" or "fetched"))
                    return;
                await Task.Delay(LookEvery, time, cancel);
            }
        }
    }
}
