using System.Globalization;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Revoking;
using Credentials.IssuerService.Staff.Achievements;
using Credentials.IssuerService.Staff.Awarded;
using Credentials.Issuing;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary><c>/staff/award</c>: one award by a form, which goes the way of <c>POST /api/awards</c>. Its inner button shows what the chosen course asks for.</summary>
internal sealed class AwardOneEndpoints(
    AwardCredential award, AchievementVersions achievements, ConsultAwards awards, ChangeAwards changes, ChangeStatus changeStatus, TypedNumbers numbers, StaffActions actions,
    TimeProvider time)
{
    public const string Path = "/staff/award";

    /// <summary>What the page of a credential is told after it was awarded, or found to be there.</summary>
    public const string Awarded = "awarded", WasThere = "was-there";

    /// <summary>In a credential's history: the reason is the id of the one that was awarded in its place, and of the one in whose place it was awarded.</summary>
    public const string ReplacedBy = "replaced-by", Replaces = "replaces";

    private const string NotNow = "not-now";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, (HttpContext context, AwardOneEndpoints one, CancellationToken cancel) => one.ShowAsync(context, cancel)).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(Path, (HttpContext context, AwardOneEndpoints one, CancellationToken cancel) => one.SendAsync(context, cancel)).FromStaff(StaffRole.Issuer)
            .AllowBody(64 * 1024);
    }

    /// <summary>The form filled in with what a credential said, so that it can be awarded with what was wrong set right; one that is not revoked yet is revoked then.</summary>
    public static string PathToAwardAnew(Guid earlier) => $"{Path}?{AwardDraft.Again}={earlier}";

    /// <summary>The form for somebody else who reached the same on the same day.</summary>
    public static string PathForAnother(string achievement, DateOnly awardedOn) =>
        AskedFilter.PathOf(Path, ("achievement", achievement), ("awardedOn", IsoDate.Write(awardedOn)));

    private async Task<IResult> ShowAsync(HttpContext context, CancellationToken cancel)
    {
        var choices = await ChoicesAsync(context, cancel);
        var asked = new AskedFilter(context.Request.Query);
        if (asked.Text(AwardDraft.Again) is { } again)
        {
            return await FindEarlierAsync(context, again, cancel) is { Request: { } before } earlier
                ? Page(new AwardOneView(AwardDraft.Of(before, earlier.Document.Id), choices, choices.FirstOrDefault(choice => choice.Id == before.Achievement), earlier), StatusCodes.Status200OK)
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
        var earlier = again.Length == 0 ? null : await FindEarlierAsync(context, again, cancel);
        if (earlier is null && again.Length > 0)
            return StaffPages.NotThere;
        var view = new AwardOneView(form, choices, choices.FirstOrDefault(choice => choice.Id == form.Typed("achievement").Trim()), earlier);
        if (form.Typed("do") != "award")
            return Page(view, StatusCodes.Status200OK);

        var body = AwardDraft.BodyOf(form, view.Chosen, view.Before);
        if (await numbers.RefuseAsync(member, body, cancel) is { } stopped)
        {
            form.Refuse("learner.nationalNumber", stopped.Reason);
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(stopped.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Page(view, StatusCodes.Status429TooManyRequests);
        }

        if (view.IsCorrection && await RevokeAsync(member, view, body) is { } fault)
        {
            await numbers.NoteAsync(member, fault, CancellationToken.None);
            return await RefusedAsync(view, member.Centre, fault, cancel);
        }
        // Nobody who goes away meanwhile leaves the award without the line in the journal.
        if (!(await award.RunAsync(member.Centre, body, CancellationToken.None)).TryGet(out var made, out var problem))
        {
            await numbers.NoteAsync(member, problem, CancellationToken.None);
            return await RefusedAsync(view, member.Centre, problem, cancel);
        }
        if (earlier is not null && earlier.Document.Id != made.Document.Id)
            await LinkAsync(member, earlier.Document.Id, made.Document.Id);
        if (made.IsNew)
            await actions.NoteAsync(member, StaffActs.CredentialAwarded, StaffActs.Credential(made.Document.Id), cancel: CancellationToken.None);
        return new SeeOther($"{CredentialListEndpoint.Path}/{made.Document.Id}?done={(made.IsNew ? Awarded : WasThere)}");
    }

    /// <summary>
    /// Out of the way of the corrected one, after it was found that that one can be awarded. Should the service end here, the page of the revoked one leads back to the
    /// form.
    /// </summary>
    private async Task<Problem?> RevokeAsync(StaffMember member, AwardOneView view, JsonElement body)
    {
        var id = view.Earlier!.Document.Id;
        var reason = view.Form.Text(AwardDraft.Reason, ChangeStatusEndpoint.LongestReason, isRequired: true, lines: true);
        if (!view.Form.IsTicked(AwardDraft.Sure))
            view.Form.Refuse(AwardDraft.Sure, InputReasons.Missing);
        if (await award.FaultInPlaceOfAsync(member.Centre, body, id, CancellationToken.None) is { } fault)
            return fault;
        if (view.Form.IsFaulty)
            return new Problem(ProblemCode.InvalidInput, "The form has faults.");
        if ((await changeStatus.RunAsync(member.Centre, id, AwardStatus.Revoked, reason, member.Actor, isCorrection: true, CancellationToken.None)).Problem is { } refused)
            return refused;
        await actions.NoteAsync(member, StaffActs.CredentialCorrected, StaffActs.Credential(id), cancel: CancellationToken.None);
        return null;
    }

    /// <summary>Each names the other in its history; written again where a repeat finds it unwritten.</summary>
    private async Task LinkAsync(StaffMember member, Guid earlier, Guid later)
    {
        foreach (var (id, what, other) in new[] { (earlier, ReplacedBy, later), (later, Replaces, earlier) })
        {
            if ((await awards.FindAsync(member.Centre, id, CancellationToken.None)).TryGet(out var found, out _)
                && !found.Journal.Any(line => line.What == what && line.Reason == other.ToString()))
                await changes.NoteAsync(member.Centre, id, what, member.Actor, other.ToString(), CancellationToken.None);
        }
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

    /// <summary>A credential of the centre whose learner is still known; null for anything else.</summary>
    private async Task<AwardView?> FindEarlierAsync(HttpContext context, string id, CancellationToken cancel) =>
        Guid.TryParse(id, out var award) && (await awards.FindAsync(context.Staff().Centre, award, cancel)).TryGet(out var found, out _)
            && found.Request is not null
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
