using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Learners;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Limits;
using Credentials.Web.VcApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.VcApi;

/// <summary><c>POST /vc-api/credentials/issue</c>, and <c>/vc-api/bare/credentials/issue</c>, which answers the credential by itself.</summary>
internal static class IssueEndpoints
{
    private const long LargestBody = 128 * 1024;

    private static readonly Dictionary<string, VcApiOption> Options = new(StringComparer.Ordinal)
    {
        ["bare"] = VcApiOption.Flag,
        ["cryptosuite"] = VcApiOption.Text,
        ["mediaType"] = VcApiOption.Text,
        ["learner"] = VcApiOption.Object,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/vc-api/credentials/issue", (HttpContext context, IssueAwarded issue, IssuingCentres centres, CountNumbers count, IOptions<EvidenceStoreOptions> store, IOptions<IssuerServiceOptions> options, PublicAddress address, CancellationToken cancel) =>
                HandleAsync(context, issue, centres, count, store, options, address, isBare: false, cancel))
            .Describe("VC-API: award, and answer the signed credential as verifiableCredential. Takes an AchievementCredential of an achievement of the caller's centre.");
        endpoints.MapPost("/vc-api/bare/credentials/issue", (HttpContext context, IssueAwarded issue, IssuingCentres centres, CountNumbers count, IOptions<EvidenceStoreOptions> store, IOptions<IssuerServiceOptions> options, PublicAddress address, CancellationToken cancel) =>
                HandleAsync(context, issue, centres, count, store, options, address, isBare: true, cancel))
            .Describe("VC-API: award, and answer the signed credential by itself.");
    }

    private static void Describe(this RouteHandlerBuilder endpoint, string summary) => endpoint
        .RequireCaller(CallerRole.Issuer).AllowBody(LargestBody).LimitGuesses().WithSummary(summary)
        .Produces(StatusCodes.Status201Created, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        HttpContext context, IssueAwarded issue, IssuingCentres centres, CountNumbers count, IOptions<EvidenceStoreOptions> store, IOptions<IssuerServiceOptions> options,
        PublicAddress address, bool isBare, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, Options, cancel);
        if (body is null)
            return new VcProblemAnswer(unreadable!);
        using (body)
        {
            if (await centres.FindAsync(context.CallerCentre(), cancel) is not { } centre)
                return VcProblemAnswer.Of(new Problem(ProblemCode.NotFound, "there is no such centre"));
            if (AskedForm.Read(body, centre, options.Value.DataIntegrity, out var fault) is not var (mediaType, form))
                return new VcProblemAnswer(fault!, StatusCodes.Status422UnprocessableEntity);
            if (!body.Root.TryGetProperty("credential", out var credential) || credential.ValueKind != JsonValueKind.Object)
                return new VcProblemAnswer(NoCredential);
            var learner = body.Options.ValueKind == JsonValueKind.Object && body.Options.TryGetProperty("learner", out var given) ? given : default;
            var award = JsonSerializer.SerializeToElement(AwardInCredential.Read(credential, learner, centre.Centre.Slug, address));
            if (await count.RefuseAsync(context, NationalNumberReader.OfLearner(award, store.Value.AcceptTestNationalNumbers), cancel) is { } refused)
                return refused;
            var issued = await issue.RunAsync(centre, credential, award, form, cancel);
            return issued.TryGet(out var signed, out var problem)
                ? new IssuedAnswer(mediaType, signed.Utf8, isBare || body.Flag("bare"))
                : VcProblemAnswer.Of(problem);
        }
    }

    private static VcProblem NoCredential => new(VcProblemTypes.MalformedValue, "The credential to be issued is missing, or no object.")
    {
        Errors = [new InputError("/credential", "missing", "The credential to be issued is missing, or no object.")],
    };
}
