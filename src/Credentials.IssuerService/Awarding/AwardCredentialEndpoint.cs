using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Learners;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Awarding;

internal static class AwardCredentialEndpoint
{
    private const long LargestAward = 64 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/awards", HandleAsync)
        .RequireCaller(CallerRole.Issuer).AllowBody(LargestAward).LimitGuesses()
        .WithSummary("Award one credential; the same award again answers the one that is there.")
        .Produces(StatusCodes.Status201Created, contentType: "application/json").Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        HttpContext context, AwardCredential award, AwardLinks links, CountNumbers count, IOptions<EvidenceStoreOptions> store, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            if (await count.RefuseAsync(context, NationalNumberReader.OfLearner(body.RootElement, store.Value.AcceptTestNationalNumbers), cancel) is { } refused)
                return refused;
            if (!(await award.RunAsync(context.CallerCentre(), body.RootElement, cancel)).TryGet(out var made, out var problem))
                return problem.ToResult();
            return new JsonAnswer(made.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", made.Document.Id);
                links.Write(writer, made.Document);
                writer.WriteEndObject();
            })
            {
                Location = made.IsNew ? links.Self(made.Document.Id) : null,
            };
        }
    }
}
