using Credentials.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// The state of a request as server-sent events, for its page, until nothing more will come. Looked up again and again, because the wallet may answer to
/// another process; for the last view of the page alone, so that no browser holds more than one stream of a request.
/// </summary>
internal static class RequestEventsEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(WalletAddresses.AskPath + "/{id}/events", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        string id, int? view, HttpContext context, SealedRequests requests, AskLimits limits, TimeProvider time, CancellationToken cancel)
    {
        if (await RequestPageEndpoints.FindOwnAsync(id, context, requests, cancel) is not { } request)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        // By which a browser knows not to come back.
        if (request.View != view)
            return Results.NoContent();
        if (limits.Watch(context) is not { } place)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        context.Response.RegisterForDispose(place);
        var shown = (string?)null;
        return new ServerSentEvents(LookEvery, async look =>
        {
            var now = await RequestPageEndpoints.FindOwnAsync(id, context, requests, look);
            if (now is not null && now.View != view)
                return new(null, IsLast: true);
            var state = now?.StateAt(time.GetUtcNow()) ?? "gone";
            if (state == shown)
                return new(null, IsLast: false);
            shown = state;
            return new($"event: state\ndata: {state}\n\n", state is not ("waiting" or "fetched"));
        });
    }
}
