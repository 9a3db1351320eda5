using Credentials.Inputs;
using Credentials.Issuing;
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

/// <summary><c>/c/{token}/shares</c>: a learner makes links and ends them.</summary>
internal static class ShareEndpoints
{
    private const string Path = "/c/{token}/shares";
    private const string Place = "shares";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit) => visit.ShowAsync(
            (shared, own) => Page(visit, shared, own, Form.Empty, null), Place)).ExcludeFromDescription();
        endpoints.MapPost(Path, ([AsParameters] OwnPageVisit visit, TimeProvider time) => visit.ChangeAsync(
            (shared, own, form) => Read(shared, own, form, time), (shared, own, form, outcome) => Page(visit, shared, own, form, outcome), Place,
            "share-made", Place)).FromOwnPagesOnly().AllowBody(64 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods(Path + "/own", ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit) => visit.ShowAsync(
            (_, own) => Ask(visit, own.Shares.FirstOrDefault(share => share.Id is null)), Place + "/own")).ExcludeFromDescription();
        endpoints.MapPost(Path + "/own", ([AsParameters] OwnPageVisit visit) => visit.ChangeAsync(
            (_, _, _) => new LearnerAct.RenewLink(), again: null, Place + "/own", "link-renewed", "share"))
            .FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods(Path + "/{share:guid}", ReadEndpoints.Methods, ([AsParameters] OwnPageVisit visit, Guid share) => visit.ShowAsync(
            (_, own) => Ask(visit, Find(own, share)), $"{Place}/{share}")).ExcludeFromDescription();
        endpoints.MapPost(Path + "/{share:guid}", ([AsParameters] OwnPageVisit visit, Guid share) => visit.ChangeAsync(
            (_, own, _) => Find(own, share) is null ? null : new LearnerAct.EndShare(share), again: null, $"{Place}/{share}", "share-ended", Place))
            .FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
    }

    private static OwnShare? Find(OwnPage own, Guid id) => own.Shares.FirstOrDefault(share => share.Id == id && share.State == ShareState.Open);

    private static PageResult<EndSharePage>? Ask(OwnPageVisit visit, OwnShare? share) => share is null
        ? null
        : OwnPageVisit.Page<EndSharePage>(StatusCodes.Status200OK, (nameof(EndSharePage.Path), visit.Path), (nameof(EndSharePage.Share), share));

    private static PageResult<MakeSharePage> Page(OwnPageVisit visit, SharedCredential shared, OwnPage own, Form form, LearnerOutcome? outcome) => OwnPageVisit.Page<MakeSharePage>(
        form.IsFaulty || outcome is not null ? OwnPageVisit.StatusOf(outcome) : StatusCodes.Status200OK,
        (nameof(MakeSharePage.Path), visit.Path), (nameof(MakeSharePage.Shared), shared), (nameof(MakeSharePage.Own), own), (nameof(MakeSharePage.Form), form),
        (nameof(MakeSharePage.Outcome), outcome));

    private static LearnerAct.MakeShare? Read(SharedCredential shared, OwnPage own, Form form, TimeProvider time)
    {
        var purpose = form.Text("purpose", SharePurpose.Longest, isRequired: false);
        var until = ReadUntil(form, BrusselsTime.DayOf(time.GetUtcNow()));
        var isSummary = form.Typed("shows") == "summary";
        if (form.Typed("shows") is not ("everything" or "summary") || (isSummary && !own.OffersSummary))
            form.Refuse("shows", InputReasons.Missing);
        var documents = form.Typed("documents").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        if (isSummary && documents.Length > 0)
            form.Refuse("documents", InputReasons.NotAllowedValue);
        else if (documents.Any(digest => shared.Documents.All(document => document.Digest != digest)))
            form.Refuse("documents", InputReasons.UnknownDocument);
        return form.IsFaulty ? null : new(purpose, until, isSummary, documents);
    }

    /// <summary>The last moment of a day, where the learner is; null for no end.</summary>
    private static DateTimeOffset? ReadUntil(Form form, DateOnly today)
    {
        DateOnly? day = form.Typed("until") switch
        {
            "week" => today.AddDays(7),
            "month" => today.AddMonths(1),
            "year" => today.AddYears(1),
            "date" => ReadDate(form, today),
            _ => null,
        };
        if (form.Typed("until") is not ("week" or "month" or "year" or "date" or "none"))
            form.Refuse("until", InputReasons.Missing);
        return day is { } last ? BrusselsTime.StartOf(last.AddDays(1)).AddSeconds(-1) : null;
    }

    private static DateOnly? ReadDate(Form form, DateOnly today)
    {
        if (!IsoDate.TryParse(form.Typed("date").Trim(), out var day) || day == DateOnly.MaxValue)
            form.Refuse("date", InputReasons.NotADate);
        else if (day < today)
            form.Refuse("date", InputReasons.OutOfRange);
        else
            return day;
        return null;
    }
}
