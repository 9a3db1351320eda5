using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>The progress of a class list as server-sent events, until it is done. Every event says all, so that a reader who comes back misses
/// nothing.</summary>
internal static class WatchClassListEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/awards/batches/{id:guid}/events", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("Server-sent events: 'progress' while a class list is worked off, then 'done'.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ClassListsUnderWay lists, CancellationToken cancel) =>
        await lists.FindProgressAsync(context.CallerCentre(), id, cancel) is { Document.State: not ClassListState.Draft }
            ? Stream(id, context.CallerCentre(), lists, Written)
            : new Problem(ProblemCode.NotFound, "there is no such batch").ToResult();

    /// <param name="id">The list.</param>
    /// <param name="centre">Whose.</param>
    /// <param name="lists">How far it is.</param>
    /// <param name="write">An event as it goes over the wire.</param>
    internal static ServerSentEvents Stream(Guid id, string centre, ClassListsUnderWay lists, Func<ClassListState, string> write)
    {
        var shown = (ClassListState?)null;
        return new(LookEvery, async cancel =>
        {
            if (await lists.FindProgressAsync(centre, id, cancel) is not { } state)
                return new(null, IsLast: true);
            if (shown is not null && !Differ(shown, state))
                return new(null, state.IsEnded);
            shown = state;
            return new(write(state), state.IsEnded);
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
        return EventOf(state, json.WrittenSpan);
    }

    internal static string EventOf(ClassListState state, ReadOnlySpan<byte> json)
    {
        var name = state.IsEnded ? "done" : "progress";
        return string.Create(CultureInfo.InvariantCulture, $"id: {state.Document.RowsDone}\nevent: {name}\ndata: {System.Text.Encoding.UTF8.GetString(json)}\n\n");
    }
}
