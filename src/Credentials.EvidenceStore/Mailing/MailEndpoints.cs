using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Mailing;

/// <summary><c>/api/mails</c>: what became of the mails of the issuer's own centre.</summary>
internal static class MailEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/mails", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("Mails to learners, newest first: ?state (waiting, sent, dead, refused, ended), cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/mails/{id:guid}/retry", RetryAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("Sends a mail again that was refused, or that failed for days.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpContext context, MailOutbox outbox, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var state = asked.Read("state", MailWords.Read, InputReasons.NotAllowedValue, $"This must be one of: {MailWords.All}.");
        var query = new MailQuery(context.CallerCentre(), state, asked.Cursor, asked.Limit());
        if (asked.Fault() is { } fault)
            return fault.ToResult();
        var page = await outbox.ListAsync(query, cancel);
        return page.IsCursorUnknown ? ListQuery.UnknownCursor.ToResult() : JsonAnswer.Page(page.Items, page.Next, Write);
    }

    private static async Task<IResult> RetryAsync(Guid id, HttpContext context, MailOutbox outbox, CancellationToken cancel) =>
        (await outbox.RetryAsync(context.CallerCentre(), id, cancel)).TryGet(out var mail, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, json => Write(json, mail))
            : problem.ToResult();

    private static void Write(Utf8JsonWriter json, MailDocument mail)
    {
        json.WriteStartObject();
        json.WriteString("id", mail.Id);
        json.WriteString("award", mail.AwardId);
        json.WriteString("kind", MailWords.Of(mail.Kind));
        json.WriteString("state", MailWords.Of(mail.State));
        json.WriteNumber("attempts", mail.Attempts);
        json.WriteInstant("createdAt", mail.CreatedAt);
        json.WriteInstant("nextAttempt", mail.NextAt);
        json.WriteInstant("sentAt", mail.SentAt);
        json.WriteString("fault", mail.Fault);
        json.WriteStartObject("links");
        json.WriteString("award", $"/api/awards/{mail.AwardId}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
