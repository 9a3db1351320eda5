using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Requests;

/// <summary>
/// <c>/staff/requests/{id}</c>: what a learner asks for, and the answer. Whoever awards answers; forgetting somebody is an administrator's to decide.
/// </summary>
internal static class RequestEndpoints
{
    private const string Pattern = RequestListEndpoint.Path + "/{id:guid}";

    private static readonly string[] Done = ["done", "refused", "passed"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Pattern, ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Reader);
        endpoints.MapPost(Pattern + "/answer", AnswerAsync).FromStaff(StaffRole.Issuer).AllowBody(64 * 1024);
        endpoints.MapPost(Pattern + "/forget", ForgetAsync).FromStaff(StaffRole.Administrator).AllowBody(16 * 1024);
        // Where choosing another language leads to after a form.
        foreach (var form in new[] { "/answer", "/forget" })
            endpoints.MapMethods(Pattern + form, ReadEndpoints.Methods, (Guid id) => new SeeOther($"{RequestListEndpoint.Path}/{id}")).ForStaff(StaffRole.Reader);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Guid id, LearnerRequests requests, ConsultAwards awards, ForgetOnRequest forget, CancellationToken cancel) =>
        await PageAsync(context, id, requests, awards, forget, Form.Empty, StatusCodes.Status200OK, cancel);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Guid id, LearnerRequests requests, ConsultAwards awards, ForgetOnRequest forget, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (!(await requests.FindAsync(member.Centre, id, cancel)).TryGet(out var request, out _))
            return StaffPages.NotThere;
        var isErasure = request.Document.Kind == LearnerRequestKind.Erasure;
        if (isErasure && member.Role < StaffRole.Administrator)
            return new PageResult<NotAllowedPage> { StatusCode = StatusCodes.Status403Forbidden };
        var form = Form.Of(context);
        // To be forgotten can only be refused by an answer.
        var outcome = isErasure ? "refused" : form.Typed("outcome");
        if (outcome is not ("done" or "refused"))
            form.Refuse("outcome", InputReasons.Missing);
        var text = form.Text("message", LearnerWish.LongestText, isRequired: outcome == "refused", lines: true);
        if (form.IsFaulty)
            return await PageAsync(context, id, requests, awards, forget, form, StatusCodes.Status400BadRequest, cancel);
        // Nobody who goes away meanwhile leaves the one without the other.
        if ((await requests.AnswerAsync(member.Centre, id, outcome == "done", text, member.Actor, CancellationToken.None)).Problem is not null)
            return await PageAsync(context, id, requests, awards, forget, form, StatusCodes.Status409Conflict, cancel);
        await actions.NoteAsync(member, outcome == "done" ? StaffActs.RequestDone : StaffActs.RequestRefused, StaffActs.Request(id), cancel: CancellationToken.None);
        return new SeeOther($"{RequestListEndpoint.Path}/{id}?done={outcome}");
    }

    private static async Task<IResult> ForgetAsync(
        HttpContext context, Guid id, LearnerRequests requests, ConsultAwards awards, ForgetOnRequest forget, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (!(await requests.FindAsync(member.Centre, id, cancel)).TryGet(out _, out _))
            return StaffPages.NotThere;
        var form = Form.Of(context);
        // What the button said when it was pressed; whether that is still what can be done is looked at anew, and nothing else is done in its place.
        var (passes, erases) = (form.Typed("do") == "pass", form.Typed("do") == "forget");
        if (!passes && !erases)
            return await PageAsync(context, id, requests, awards, forget, form, StatusCodes.Status409Conflict, cancel);
        if (erases && !form.IsTicked("sure"))
        {
            form.Refuse("sure", InputReasons.Missing);
            return await PageAsync(context, id, requests, awards, forget, form, StatusCodes.Status400BadRequest, cancel);
        }
        var done = passes
            ? await forget.PassAsync(member.Centre, id, member.Actor, CancellationToken.None)
            : await forget.RunAsync(member.Centre, id, member.Actor, CancellationToken.None);
        if (!done.TryGet(out var document, out _))
            return await PageAsync(context, id, requests, awards, forget, form, StatusCodes.Status409Conflict, cancel);
        var isPassed = document.State == LearnerRequestState.Passed;
        await actions.NoteAsync(member, isPassed ? StaffActs.RequestPassed : StaffActs.LearnerForgotten, StaffActs.Request(id), cancel: CancellationToken.None);
        return new SeeOther($"{RequestListEndpoint.Path}/{id}?done={(isPassed ? "passed" : "done")}");
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Guid id, LearnerRequests requests, ConsultAwards awards, ForgetOnRequest forget, Form form, int status, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        if (!(await requests.FindAsync(centre, id, cancel)).TryGet(out var request, out _))
            return StaffPages.NotThere;
        (await awards.FindAsync(centre, request.Document.AwardId, cancel)).TryGet(out var award, out _);
        var isOpenErasure = request.Document is { Kind: LearnerRequestKind.Erasure, State: LearnerRequestState.Open };
        return new PageResult<RequestPage>
        {
            StatusCode = status,
            Parameters = new Dictionary<string, object>
            {
                [nameof(RequestPage.Listed)] = new ListedRequest(request, award?.Request?.Learner is { } learner ? $"{learner.GivenName} {learner.FamilyName}" : null),
                [nameof(RequestPage.Form)] = form,
                [nameof(RequestPage.Late)] = status != StatusCodes.Status409Conflict ? "" : isOpenErasure ? "changed" : "late",
                [nameof(RequestPage.IsOwnAlone)] = isOpenErasure && await forget.IsOwnAloneAsync(centre, request.Learner, cancel),
                // A link that somebody sent must not say what is not so.
                [nameof(RequestPage.Done)] = Done.FirstOrDefault(word => word == context.Request.Query["done"] && word == RequestWords.Of(request.Document.State)) ?? "",
            },
        };
    }
}
