using System.Text.Json;
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

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// <c>POST /api/learners/{id}/aliases</c>: a national number that replaces another. <c>replacedBy</c> is the learner's newer number,
/// <c>replaces</c> the older one; exactly one of them, and the <c>purpose</c>, which stands in the journal of everybody whom it concerns.
/// </summary>
internal static class AddNumberEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/learners/{id:guid}/aliases", HandleAsync)
        .RequireCaller(CallerRole.Authority).AllowBody(16 * 1024).LimitGuesses()
        .WithSummary("A national number that replaces another: {\"replacedBy\": the learner's newer number} or {\"replaces\": the older one}, with {\"purpose\"}.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, JoinLearners join, LookUpLearner lookUp, IOptions<EvidenceStoreOptions> options, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            if (!Parse(body.RootElement, options.Value.AcceptTestNationalNumbers).TryGet(out var asked, out var fault))
                return fault.ToResult();
            if (!(await join.AddNumberAsync(id, asked.Number, asked.IsNewer, cancel)).TryGet(out var group, out var problem))
                return problem.ToResult();
            await lookUp.OpenedAsync(context.Caller(), group, asked.Purpose, CancellationToken.None);
            return new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, group));
        }
    }

    private static Result<Asked> Parse(JsonElement body, bool acceptTestNumbers)
    {
        var errors = new List<InputError>();
        Asked? asked = null;
        if (InputObject.Open(body, "", errors) is { } root)
        {
            var isNewer = root.Has("replacedBy");
            var purpose = LookUpLearnerEndpoints.ReadPurpose(root);
            if (isNewer == root.Has("replaces"))
                errors.Add(new("", InputReasons.Missing, "Give either replacedBy or replaces."));
            else if (ReadNumber(root, isNewer ? "replacedBy" : "replaces", acceptTestNumbers) is { } number)
                asked = purpose is null ? null : new(number, isNewer, purpose);
            root.RefuseOthers();
        }
        return errors.Count == 0 && asked is not null ? asked : new Problem(ProblemCode.InvalidInput, "The number cannot be read.") { Errors = errors };
    }

    /// <summary>A national number; null and an error where it is none.</summary>
    internal static NationalNumber? ReadNumber(InputObject root, string member, bool acceptTestNumbers)
    {
        if (root.Text(member, 30, "Give the national number.") is not { } text)
            return null;
        if (NationalNumber.TryParse(text, out var number, acceptTestNumbers))
            return number;
        root.Fault(member, InputReasons.BadNationalNumber, "This is no national number: eleven digits with a check number that is right.");
        return null;
    }

    private sealed record Asked(NationalNumber Number, bool IsNewer, string Purpose);
}
