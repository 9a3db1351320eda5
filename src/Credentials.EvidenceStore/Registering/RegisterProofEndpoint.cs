using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Registering;

/// <summary><c>POST /api/records</c>: one proof from outside.</summary>
internal static class RegisterProofEndpoint
{
    private const long LargestProof = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/records", HandleAsync)
        .RequireCaller(CallerRole.Authority, CallerRole.Issuer).AllowBody(LargestProof).LimitGuesses()
        .WithSummary("Register a proof from outside; the same proof again answers the record that is there.")
        .Produces(StatusCodes.Status201Created, contentType: "application/json").Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        HttpContext context, RegisterProofs register, Centres centres, CountNumbers count, IOptions<EvidenceStoreOptions> store, TimeProvider time,
        CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            var caller = context.Caller();
            var today = BrusselsTime.DayOf(time.GetUtcNow());
            if (!OutsideProofReader.Read(body.RootElement, today, store.Value.AcceptTestNationalNumbers).TryGet(out var proof, out var faults))
                return faults.ToResult();
            var sight = await RecordSight.OfAsync(caller, centres, cancel);
            if (sight.Own is { } own && proof.Institution?.Number != own.Institution)
                return Foreign.ToResult();
            if (await count.RefuseAsync(context, proof.Learner.NationalNumber, cancel) is { } refused)
                return refused;
            if (!(await register.RunAsync(proof, caller.Centre, caller.KeyId, cancel: cancel)).TryGet(out var registered, out var problem))
                return problem.ToResult();
            return new JsonAnswer(registered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, json =>
            {
                json.WriteStartObject();
                RecordWords.Write(json, registered.Proof.Record);
                json.WriteStartObject("links");
                json.WriteString("self", $"/api/records/{registered.Proof.Id}");
                json.WriteString("history", $"/api/records/{registered.Proof.Id}/history");
                json.WriteEndObject();
                json.WriteEndObject();
            })
            {
                Location = registered.IsNew ? $"/api/records/{registered.Proof.Id}" : null,
            };
        }
    }

    private static Problem Foreign { get; } = new(ProblemCode.InvalidInput, "The proof has faults.")
    {
        Errors =
        [
            new("/institution/number", InputReasons.ForeignInstitution, "A centre registers proofs of its own institution: its enterprise number (KBO) must stand here."),
        ],
    };
}
