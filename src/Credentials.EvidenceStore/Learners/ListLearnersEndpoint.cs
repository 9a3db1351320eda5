using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Learners;

/// <summary><c>GET /api/learners?name=&amp;email=</c>: a centre's own learners.</summary>
internal static class ListLearnersEndpoint
{
    private const int LongestText = 200;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/learners", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer, CallerRole.Authority)
        .WithSummary("The learners of the caller's centre by whole words of their names or by e-mail address: ?name, email, cursor, limit.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IResult> HandleAsync(HttpContext context, FindLearners find, CancellationToken cancel)
    {
        if (context.Caller().Role == CallerRole.Authority)
            return new Problem(ProblemCode.NotAllowed, "An authority looks a person up by national number, with a purpose: POST /api/learners/lookup.").ToResult();
        var query = new ListQuery(context.Request);
        var (name, email) = (query.Text("name"), query.Text("email"));
        var (cursor, limit) = (query.Cursor, query.Limit());
        if ((query.Fault() ?? FaultOf(name, email)) is { } fault)
            return fault.ToResult();
        var page = await find.ListAsync(context.CallerCentre(), name, email, cursor, limit, cancel);
        return page.IsCursorUnknown ? ListQuery.UnknownCursor.ToResult() : JsonAnswer.Page(page.Items, page.Next, LearnerJson.Write);
    }

    private static Problem? FaultOf(string? name, string? email)
    {
        if (name is null && email is null)
            return Faulty("name", InputReasons.Missing, "Say whom to find: name, email or both.");
        if (name?.Length > LongestText || email?.Length > LongestText)
            return Faulty(name?.Length > LongestText ? "name" : "email", InputReasons.TooLong, $"At most {LongestText} characters.");
        return IsText(name) && IsText(email) ? null : Faulty(IsText(name) ? "email" : "name", InputReasons.BadCharacters, "This is not valid Unicode.");
    }

    /// <summary>What Unicode cannot normalise throws.</summary>
    private static bool IsText(string? text)
    {
        try
        {
            return text is null || text.IsNormalized() || text.Normalize().Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Problem Faulty(string name, string reason, string detail) =>
        new(ProblemCode.InvalidInput, "the query has faults") { Errors = [new(name, reason, detail)] };
}
