using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>The progress of a class list as server-sent events, until it is done. Every event says all, so that a reader who comes back misses
/// nothing.</summary>
internal static class WatchClassListEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapRead("/api/awards/batches/{id:guid}/events", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("Server-sent events: 'progress' while a class list is worked off, then 'done'.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ClassListsUnderWay lists, CancellationToken cancel) =>
        await lists.FindProgressAsync(context.CallerCentre(), id, cancel) is null
            ? new Problem(ProblemCode.NotFound, "there is no such batch").ToResult()
            : new EventStream(id, context.CallerCentre(), lists);

    private sealed class EventStream(Guid id, string centre, ClassListsUnderWay lists) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
            var time = (TimeProvider?)httpContext.RequestServices.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            if (HttpMethods.IsHead(httpContext.Request.Method))
                return;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var (shown, sentAt) = ((ClassListState?)null, time.GetTimestamp());
            while (await lists.FindProgressAsync(centre, id, cancel) is { } state)
            {
                if (shown is null || Differ(shown, state))
                {
                    await SendAsync(response, state, cancel);
                    (shown, sentAt) = (state, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(sentAt) >= HeartbeatEvery)
                {
                    // A comment: it only keeps the connection open.
                    await response.WriteAsync(":\n\n", cancel);
                    sentAt = time.GetTimestamp();
                }

                if (!state.IsRunning)
                    return;
                await response.Body.FlushAsync(cancel);
                await Task.Delay(LookEvery, time, cancel);
            }
        }

        private static bool Differ(ClassListState before, ClassListState now) =>
            (before.Document.RowsDone, before.Document.Total) != (now.Document.RowsDone, now.Document.Total)
            || before.Document.State != now.Document.State;

        private static async Task SendAsync(HttpResponse response, ClassListState state, CancellationToken cancel)
        {
            var json = new ArrayBufferWriter<byte>(256);
            using (var writer = new Utf8JsonWriter(json))
                ClassListJson.Write(writer, state, withErrors: false);
            var name = state.IsRunning ? "progress" : "done";
            await response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {state.Document.RowsDone}\nevent: {name}\ndata: "), cancel);
            await response.Body.WriteAsync(json.WrittenMemory, cancel);
            await response.WriteAsync("\n\n", cancel);
        }
    }
}
