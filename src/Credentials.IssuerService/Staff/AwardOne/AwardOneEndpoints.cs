using System.Globalization;
using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Staff.Achievements;
using Credentials.IssuerService.Staff.Awarded;
using Credentials.Issuing;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary><c>/staff/award</c>: one award by a form, which goes the way of <c>POST /api/awards</c>. Its inner button shows what the chosen course asks for.</summary>
internal sealed class AwardOneEndpoints(
    AwardCredential award, AchievementVersions achievements, ConsultAwards awards, TypedNumbers numbers, StaffActions actions, TimeProvider time)
{
    public const string Path = "/staff/award";

    /// <summary>What the page of a credential is told after it was awarded, or found to be there.</summary>
    public const string Awarded = "awarded", WasThere = "was-there";

    private const string NotNow = "not-now";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaffPage(Path, StaffRole.Issuer, (HttpContext context, AwardOneEndpoints one, CancellationToken cancel) => one.ShowAsync(context, cancel));
        endpoints.MapStaffForm(Path, StaffRole.Issuer, (HttpContext context, AwardOneEndpoints one, CancellationToken cancel) => one.SendAsync(context, cancel))
            .AllowBody(64 * 1024);
    }

    /// <summary>The form filled in with what a revoked credential said, so that it can be awarded with what was wrong set right.</summary>
    public static string PathToAwardAnew(Guid revoked) => $"{Path}?{AwardDraft.Again}={revoked}";

    /// <summary>The form for somebody else who reached the same on the same day.</summary>
    public static string PathForAnother(string achievement, DateOnly awardedOn) =>
        AskedFilter.PathOf(Path, ("achievement", achievement), ("awardedOn", IsoDate.Write(awardedOn)));

    private async Task<IResult> ShowAsync(HttpContext context, CancellationToken cancel)
    {
        var choices = await ChoicesAsync(context, cancel);
        var asked = new AskedFilter(context.Request.Query);
        if (asked.Text(AwardDraft.Again) is { } again)
        {
            return await FindRevokedAsync(context, again, cancel) is { Request: { } before } revoked
                ? Page(new AwardOneView(AwardDraft.Of(before, revoked.Document.Id), choices, choices.FirstOrDefault(choice => choice.Id == before.Achievement), revoked), StatusCodes.Status200OK)
                : StaffPages.NotThere;
        }
        var chosen = choices.FirstOrDefault(choice => choice.Id == asked.Text("achievement")) ?? (choices.Count == 1 ? choices[0] : null);
        var day = asked.Day("awardedOn") ?? BrusselsTime.DayOf(time.GetUtcNow());
        var form = Form.Of([new("achievement", chosen?.Id ?? ""), new("awardedOn", IsoDate.Write(day))]);
        return Page(new AwardOneView(form, choices, chosen), StatusCodes.Status200OK);
    }

    private async Task<IResult> SendAsync(HttpContext context, CancellationToken cancel)
    {
        var (member, form, choices) = (context.Staff(), Form.Of(context), await ChoicesAsync(context, cancel));
        var again = form.Typed(AwardDraft.Again);
        var revoked = again.Length == 0 ? null : await FindRevokedAsync(context, again, cancel);
        if (revoked is null && again.Length > 0)
            return StaffPages.NotThere;
        var view = new AwardOneView(form, choices, choices.FirstOrDefault(choice => choice.Id == form.Typed("achievement").Trim()), revoked);
        if (form.Typed("do") != "award")
            return Page(view, StatusCodes.Status200OK);

        var body = AwardDraft.BodyOf(form, view.Chosen, view.Before);
        if (await numbers.RefuseAsync(member, body, cancel) is { } stopped)
        {
            form.Refuse("learner.nationalNumber", stopped.Reason);
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(stopped.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Page(view, StatusCodes.Status429TooManyRequests);
        }

        // Nobody who goes away meanwhile leaves the award without the line in the journal.
        if (!(await award.RunAsync(member.Centre, body, CancellationToken.None)).TryGet(out var made, out var problem))
        {
            await numbers.NoteAsync(member, problem, CancellationToken.None);
            return await RefusedAsync(view, member.Centre, problem, cancel);
        }
        if (made.IsNew)
            await actions.NoteAsync(member, StaffActs.CredentialAwarded, StaffActs.Credential(made.Document.Id), cancel: CancellationToken.None);
        return new SeeOther($"{CredentialListEndpoint.Path}/{made.Document.Id}?done={(made.IsNew ? Awarded : WasThere)}");
    }

    private async Task<IResult> RefusedAsync(AwardOneView view, string centre, Problem problem, CancellationToken cancel)
    {
        AwardDraft.Place(view.Form, problem);
        if (!view.Form.IsFaulty)
            view.Form.Refuse(AwardDraft.Whole, problem.Code == ProblemCode.AwardConflict ? InputReasons.AwardConflict : NotNow);
        if (problem.Existing is { } id && (await awards.FindAsync(centre, id, cancel)).IsSuccess)
            view = view with { Existing = id };
        return Page(view, problem.Code switch
        {
            ProblemCode.InvalidInput => StatusCodes.Status400BadRequest,
            ProblemCode.AwardConflict or ProblemCode.VersionConflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status503ServiceUnavailable,
        });
    }

    /// <summary>A revoked credential of the centre whose learner is still known; null for anything else.</summary>
    private async Task<AwardView?> FindRevokedAsync(HttpContext context, string id, CancellationToken cancel) =>
        Guid.TryParse(id, out var award) && (await awards.FindAsync(context.Staff().Centre, award, cancel)).TryGet(out var found, out _)
            && found is { Document.Status: AwardStatus.Revoked, Request: not null }
            ? found
            : null;

    private async Task<IReadOnlyList<Achievement>> ChoicesAsync(HttpContext context, CancellationToken cancel)
    {
        var language = PageLanguage.Of(context.Request).Tag;
        return
        [
            .. (await AchievementPages.ReadAsync(context.Staff().Centre, isArchived: false, achievements, cancel)).Select(item => item.Achievement)
                .OrderBy(achievement => achievement.Title.In(language), StringComparer.CurrentCultureIgnoreCase).ThenBy(achievement => achievement.Id, StringComparer.Ordinal),
        ];
    }

    private static PageResult<AwardOnePage> Page(AwardOneView view, int status) =>
        new() { StatusCode = status, Parameters = new Dictionary<string, object> { [nameof(AwardOnePage.View)] = view } };
}
