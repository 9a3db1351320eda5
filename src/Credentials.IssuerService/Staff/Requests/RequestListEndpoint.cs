using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Requests;

/// <summary><c>GET /staff/requests</c>: what learners ask for; those that wait for an answer, or all.</summary>
internal static class RequestListEndpoint
{
    public const string Path = "/staff/requests";

    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(Path, ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(HttpContext context, LearnerRequests requests, ConsultAwards awards, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        var showsAll = context.Request.Query["all"] == "yes";
        var page = await requests.ListAsync(
            new(centre, PageSize)
            {
                States = showsAll ? [] : [LearnerRequestState.Open, LearnerRequestState.Passed],
                Cursor = context.Request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
            },
            cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(Path + (showsAll ? "?all=yes" : ""));
        var listed = new List<ListedRequest>(page.Items.Count);
        foreach (var request in page.Items)
        {
            (await awards.FindAsync(centre, request.Document.AwardId, cancel)).TryGet(out var award, out _);
            listed.Add(new(request, award?.Request?.Learner is { } learner ? $"{learner.GivenName} {learner.FamilyName}" : null));
        }
        return new PageResult<RequestListPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(RequestListPage.Requests)] = new Page<ListedRequest>(listed, page.Next),
                [nameof(RequestListPage.ShowsAll)] = showsAll,
                [nameof(RequestListPage.IsFirst)] = !context.Request.Query.ContainsKey("cursor"),
            },
        };
    }
}

/// <param name="LearnerName">Null once the learner was erased.</param>
public sealed record ListedRequest(OpenedRequest Request, string? LearnerName);
