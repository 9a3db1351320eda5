using System.Text.RegularExpressions;
using Credentials.PublicVerifier.Gathering;
using Credentials.Web.Answers;
using Credentials.Web.Forms;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.OwnPages;

/// <summary><c>/c/{token}/confirm</c>: a code, by mail or from the centre, lets this browser change something for half an hour.</summary>
internal static partial class ConfirmEndpoints
{
    private const string Path = "/c/{token}/confirm";
    private const int LongestCode = 40;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit) => visit.ShowAsync(
            (_, own) => Page(visit, own, PlaceOf(visit.Context.Request.Query["to"]), visit.Context.Request.Query["sent"] == "1", null), to: null)).ExcludeFromDescription();
        endpoints.MapPost(Path, ConfirmAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapPost(Path + "/code", SendAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapPost(Path + "/end", EndAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> SendAsync([AsParameters] OwnPageVisit visit)
    {
        if (!await Form.TryReadAsync(visit.Context.Request, visit.Context.RequestAborted))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (_, own, instead) = await visit.OpenAsync();
        if (instead is not null)
            return instead;
        var to = PlaceOf(Form.Of(visit.Context).Typed("to"));
        var outcome = (await visit.AskAsync(new LearnerAct.SendCode())).Outcome;
        return outcome == LearnerOutcome.Done ? visit.ToConfirm(to, "&sent=1") : Page(visit, own!, to, isSent: false, outcome);
    }

    private static async Task<IResult> ConfirmAsync([AsParameters] OwnPageVisit visit)
    {
        if (!await Form.TryReadAsync(visit.Context.Request, visit.Context.RequestAborted))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (_, own, instead) = await visit.OpenAsync();
        if (instead is not null)
            return instead;
        var form = Form.Of(visit.Context);
        var to = PlaceOf(form.Typed("to"));
        // As people copy it: with blanks in it or around it.
        var code = string.Concat(form.Typed("code").Where(character => !char.IsWhiteSpace(character)));
        var answer = code.Length is 0 or > LongestCode ? new(LearnerOutcome.WrongCode) : await visit.AskAsync(new LearnerAct.Confirm(code));
        if (answer is not { Outcome: LearnerOutcome.Done, Confirmation: { } confirmation, Until: { } until })
            return Page(visit, own!, to, isSent: false, answer.Outcome);
        visit.Cookies.Write(visit.Context, visit.Token, confirmation, until);
        return new SeeOther(to.Length == 0 ? visit.Path : $"{visit.Path}/{to}");
    }

    private static async Task<IResult> EndAsync([AsParameters] OwnPageVisit visit)
    {
        var (_, _, instead) = await visit.OpenAsync();
        if (instead is not null)
            return instead;
        // What somebody has copied from this browser is of no use any more either; whoever has none has nothing to end.
        await visit.AskAsync(new LearnerAct.EndConfirmation());
        visit.Cookies.Remove(visit.Context, visit.Token);
        return new SeeOther(visit.Path);
    }

    private static IResult Page(OwnPageVisit visit, OwnPage own, string to, bool isSent, LearnerOutcome? fault) => fault is LearnerOutcome.NotThere
        ? OwnPageVisit.NotThere
        : fault is LearnerOutcome.NotHere
            ? OwnPageVisit.NotHere
            : OwnPageVisit.Page<ConfirmPage>(
                fault is null ? StatusCodes.Status200OK : OwnPageVisit.StatusOf(fault),
                (nameof(ConfirmPage.Path), visit.Path), (nameof(ConfirmPage.Own), own), (nameof(ConfirmPage.To), to), (nameof(ConfirmPage.IsSent), isSent),
                (nameof(ConfirmPage.Fault), fault));

    /// <summary>A page below the own one; empty for any other.</summary>
    private static string PlaceOf(string? to) => to is not null && Place().IsMatch(to) ? to : "";

    [GeneratedRegex("^(shares(/(own|[0-9a-f-]{36}))?|correction|forget|requests/[0-9a-f-]{36})\\z")]
    private static partial Regex Place();
}
