using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary><c>POST /api/credentials/{id}/confirmation-codes</c>: a code that staff give to a learner whom they know.</summary>
internal static class ConfirmationCodeEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/credentials/{id:guid}/confirmation-codes", HandleAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("A code with which the learner confirms what is changed on the own page, for staff who know the learner; a code before it is no longer good.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        HttpContext context, Guid id, ConsultAwards awards, ConfirmationCodes codes, ChangeAwards changes, CancellationToken cancel)
    {
        var centre = context.CallerCentre();
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notThere))
            return notThere.ToResult();
        // The line first: nobody has a code that the journal does not know of.
        if (!await changes.NoteAsync(centre, id, "confirmation-code-given", context.Caller().KeyId, null, CancellationToken.None))
            return ConsultAwards.Erased.ToResult();
        var given = await codes.GiveAsync(award.Document, CancellationToken.None);
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("code"u8, given.Code);
            json.WriteInstant("expires", given.Expires);
            json.WriteEndObject();
        });
    }
}
