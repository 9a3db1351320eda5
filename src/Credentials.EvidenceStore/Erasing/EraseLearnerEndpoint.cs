using System.Text.Json;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Erasing;

/// <summary><c>POST /api/learners/{id}/erasure</c>: forgets a person.</summary>
internal static class EraseLearnerEndpoint
{
    private const int LongestReason = 500;

    private static readonly Dictionary<string, bool> Credentials = new(StringComparer.Ordinal) { ["revoke"] = true, ["keep"] = false };

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/learners/{id:guid}/erasure", HandleAsync)
        .RequireCaller(CallerRole.Authority).AllowBody(16 * 1024)
        .WithSummary("Erase a person, final: {\"credentials\": \"revoke\" or \"keep\", \"reason\"}.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, EraseLearners erase, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, Read, "The erasure has faults.", cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        // What has begun goes on, whether or not the caller still waits.
        return (await erase.RunAsync(id, asked.Revokes, asked.Reason!, context.Caller().KeyId, CancellationToken.None)).TryGet(out var group, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, writer => Write(writer, group))
            : problem.ToResult();
    }

    private static (bool Revokes, string? Reason) Read(InputObject body) => (
        body.OneOf("credentials", Credentials, "Say what becomes of the credentials: revoke or keep.") is true,
        body.Text("reason", LongestReason, "Say why the person is erased.", lines: true));

    private static void Write(Utf8JsonWriter writer, LearnerGroup group)
    {
        writer.WriteStartObject();
        writer.WriteString("learner", group.Head.Id);
        writer.WriteString("state", group.Members.All(member => member.State == LearnerState.Erased) ? "erased" : "erasing");
        if (group.Head.ErasedAt is { } at)
            writer.WriteString("erasedAt", at);
        writer.WriteEndObject();
    }
}
