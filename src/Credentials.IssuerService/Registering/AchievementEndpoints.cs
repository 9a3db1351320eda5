using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Inputs;
using Credentials.IssuerService.Publishing;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Registering;

/// <summary>The achievements of the caller's own centre.</summary>
internal static class AchievementEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPut("/api/achievements/{id}", PutAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("Add or change an achievement (schemas/achievement.schema.json); after the first award a change makes a new version.")
            .Produces(StatusCodes.Status201Created, contentType: "application/json")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapMethods("/api/achievements", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("The achievements of the caller's centre, each in its newest version: ?archived=true|false, cursor, limit. Those that are archived have a member 'archived'.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        foreach (var (word, archived) in new[] { ("archive", true), ("unarchive", false) })
        {
            endpoints.MapPost($"/api/achievements/{{id}}/{word}", (HttpContext context, string id, AchievementVersions achievements, StaffActions actions) =>
                    ArchiveAsync(context, id, archived, achievements, actions)).RequireCaller(CallerRole.Issuer)
                .WithSummary(archived
                    ? "Award an achievement no more; its page and what was awarded stay."
                    : "Take an achievement out of the archive.")
                .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        }
        endpoints.MapMethods("/api/achievements/{id}", ReadEndpoints.Methods, FindAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("One achievement of the caller's centre, in its newest version.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, string id, DefineAchievement define, PublicAddress address, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            return (await define.RunAsync(context.CallerCentre(), id, body.RootElement, cancel: cancel)).TryGet(out var defined, out var problem)
                ? Answer(context, address, defined.Version, defined.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
                : problem.ToResult();
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, AchievementVersions achievements, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var (cursor, limit) = (asked.Cursor, asked.Limit(50, 200));
        var archived = asked.Read("archived", text => text switch { "true" => true, "false" => false, _ => default(bool?) },
            InputReasons.NotAllowedValue, "This must be true or false.");
        if (asked.Fault() is { } fault)
            return fault.ToResult();
        var page = await achievements.ListNewestAsync(context.CallerCentre(), cursor, limit, archived, cancel);
        if (page.IsCursorUnknown)
            return ListQuery.UnknownCursor.ToResult();
        return JsonAnswer.Page(page.Items, page.Next, (writer, item) => item.Achievement.Write(writer, isArchived: item.IsArchived));
    }

    private static async Task<IResult> ArchiveAsync(
        HttpContext context, string id, bool archived, AchievementVersions achievements, StaffActions actions)
    {
        // Nobody who goes away meanwhile leaves the one without the other; whoever sends it twice is written down once.
        if (await achievements.ArchiveAsync(context.CallerCentre(), id, archived, CancellationToken.None) is not { } changed)
            return new Problem(ProblemCode.NotFound, "there is no such achievement").ToResult();
        if (changed)
        {
            await actions.NoteAsync(
                context.CallerCentre(), context.Caller().KeyId, archived ? StaffActs.AchievementArchived : StaffActs.AchievementUnarchived,
                StaffActs.Achievement(id), CancellationToken.None);
        }
        return Results.NoContent();
    }

    private static async Task<IResult> FindAsync(
        HttpContext context, string id, AchievementVersions achievements, PublicAddress address, CancellationToken cancel) =>
        await achievements.FindAsync(context.CallerCentre(), id, cancel: cancel) is { } version
            ? Answer(context, address, version, StatusCodes.Status200OK)
            : new Problem(ProblemCode.NotFound, "there is no such achievement").ToResult();

    /// <summary>The definition alone, so that what was read can be changed and put back; its version stands in the address of its public
    /// page.</summary>
    private static JsonAnswer Answer(HttpContext context, PublicAddress address, AchievementVersion version, int status)
    {
        context.Response.Headers.ContentLocation = address.At(AchievementAddress.PathOf(version));
        return new JsonAnswer(status, version.Achievement.Write);
    }
}
