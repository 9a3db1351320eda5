using Credentials.Inputs;
using Credentials.PublicVerifier.Gathering;
using Credentials.Web.Answers;
using Credentials.Web.Forms;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.OwnPages;

/// <summary><c>/c/{token}/correction</c> and <c>/forget</c>: what a learner asks the centre for; <c>/requests/{id}</c> takes it back.</summary>
internal static class RequestEndpoints
{
    public const int LongestText = 1000;

    private const string Correction = "correction";
    private const string Forget = "forget";
    private const string Place = "own-data";

    public static IReadOnlyList<string> Topics { get; } = ["name", "birth-date", "content", "other"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/c/{token}/" + Correction, ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit) => visit.ShowAsync(
            (_, _) => Page<CorrectionPage>(visit, Form.Empty, null), Correction)).ExcludeFromDescription();
        endpoints.MapPost("/c/{token}/" + Correction, ([AsParameters] OwnPageVisit visit) => visit.ChangeAsync(
            (_, _, form) => ReadCorrection(form), (_, _, form, outcome) => Page<CorrectionPage>(visit, form, outcome), Correction, "correction-asked", Place))
            .FromOwnPagesOnly().AllowBody(64 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods("/c/{token}/" + Forget, ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit) => visit.ShowAsync(
            (_, _) => Page<ForgetPage>(visit, Form.Empty, null), Forget)).ExcludeFromDescription();
        endpoints.MapPost("/c/{token}/" + Forget, ([AsParameters] OwnPageVisit visit) => visit.ChangeAsync(
            (_, _, form) => ReadErasure(form), (_, _, form, outcome) => Page<ForgetPage>(visit, form, outcome), Forget, "erasure-asked", Place))
            .FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods("/c/{token}/requests/{request:guid}", ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit, Guid request) => visit.ShowAsync(
            (_, own) => Find(own, request) is { } found
                ? OwnPageVisit.Page<TakeBackPage>(StatusCodes.Status200OK, (nameof(TakeBackPage.Path), visit.Path), (nameof(TakeBackPage.Request), found))
                : null,
            $"requests/{request}")).ExcludeFromDescription();
        endpoints.MapPost("/c/{token}/requests/{request:guid}", ([AsParameters] OwnPageVisit visit, Guid request) => visit.ChangeAsync(
            (_, own, _) => Find(own, request) is null ? null : new LearnerAct.TakeBack(request), again: null, $"requests/{request}", "request-withdrawn", Place))
            .FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
    }

    private static OwnRequest? Find(OwnPage own, Guid id) => own.Requests.FirstOrDefault(request => request.Id == id && request.IsWaiting);

    private static PageResult<TPage> Page<TPage>(OwnPageVisit visit, Form form, LearnerOutcome? outcome)
        where TPage : Microsoft.AspNetCore.Components.IComponent => OwnPageVisit.Page<TPage>(
            form.IsFaulty || outcome is not null ? OwnPageVisit.StatusOf(outcome) : StatusCodes.Status200OK,
            ("Path", visit.Path), ("Form", form), ("Outcome", outcome));

    private static LearnerAct.AskCorrection? ReadCorrection(Form form)
    {
        var about = form.Typed("about");
        if (!Topics.Contains(about))
            form.Refuse("about", InputReasons.Missing);
        var text = form.Text("text", LongestText, isRequired: true, lines: true);
        return form.IsFaulty ? null : new(about, text!);
    }

    private static LearnerAct.AskErasure? ReadErasure(Form form)
    {
        if (form.Typed("credentials") is not ("revoke" or "keep"))
            form.Refuse("credentials", InputReasons.Missing);
        if (!form.IsTicked("sure"))
            form.Refuse("sure", InputReasons.Missing);
        return form.IsFaulty ? null : new(form.Typed("credentials") == "revoke");
    }
}
