using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>The progress of a class list as server-sent events, until it is done. Every event says all, so that a reader who comes back misses
/// nothing.</summary>
internal static class WatchClassListEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapRead("/api/awards/batches/{id:guid}/events", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("Server-sent events: 'progress' while a class list is worked off, then 'done'.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ClassListsUnderWay lists, CancellationToken cancel) =>
        await lists.FindProgressAsync(context.CallerCentre(), id, cancel) is null
            ? new Problem(ProblemCode.NotFound, "there is no such batch").ToResult()
            : Stream(id, context.CallerCentre(), lists);

    private static ServerSentEvents Stream(Guid id, string centre, ClassListsUnderWay lists)
    {
        var shown = (ClassListState?)null;
        return new(LookEvery, async cancel =>
        {
            if (await lists.FindProgressAsync(centre, id, cancel) is not { } state)
                return new(null, IsLast: true);
            if (shown is not null && !Differ(shown, state))
                return new(null, !state.IsRunning);
            shown = state;
            return new(Written(state), !state.IsRunning);
        });
    }

    private static bool Differ(ClassListState before, ClassListState now) =>
        (before.Document.RowsDone, before.Document.Total) != (now.Document.RowsDone, now.Document.Total)
        || before.Document.State != now.Document.State;

    private static string Written(ClassListState state)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
            ClassListJson.Write(writer, state, withErrors: false);
        var name = state.IsRunning ? "progress" : "done";
        return string.Create(CultureInfo.InvariantCulture, $"id: {state.Document.RowsDone}\nevent: {name}\ndata: {System.Text.Encoding.UTF8.GetString(json.WrittenSpan)}\n\n");
    }
}
