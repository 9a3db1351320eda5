using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.Encoding;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Inputs;
using Credentials.IssuerService.Registering;
using Credentials.Issuing;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary><c>/staff/achievements/new</c> and <c>/staff/achievements/{id}/edit</c>: one form; its inner buttons show it again, and only saving changes anything.</summary>
internal sealed class EditAchievementEndpoints(
    AchievementVersions achievements, DefineAchievement define, Centres centres, StaffActions actions, EscoSkills skills, TimeProvider time)
{
    private const long LargestForm = 512 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string New = AchievementPages.Path + "/new", Edit = AchievementPages.Path + "/{id}/edit";
        endpoints.MapMethods(New, ReadEndpoints.Methods, (HttpContext context, EditAchievementEndpoints edit, CancellationToken cancel) => edit.ShowAsync(context, null, cancel)).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(New, (HttpContext context, EditAchievementEndpoints edit, CancellationToken cancel) => edit.SendAsync(context, null, cancel)).FromStaff(StaffRole.Issuer)
            .AllowBody(LargestForm);
        endpoints.MapMethods(
            Edit, ReadEndpoints.Methods, (HttpContext context, string id, EditAchievementEndpoints edit, CancellationToken cancel) => edit.ShowAsync(context, id, cancel)).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(
            Edit, (HttpContext context, string id, EditAchievementEndpoints edit, CancellationToken cancel) => edit.SendAsync(context, id, cancel)).FromStaff(StaffRole.Issuer)
            .AllowBody(LargestForm);
    }

    private async Task<IResult> ShowAsync(HttpContext context, string? id, CancellationToken cancel)
    {
        var centre = await CentreAsync(context, cancel);
        var copied = id is null ? context.Request.Query["copy"].ToString() : "";
        var existing = await FindAsync(centre, id, cancel);
        if (existing is null && id is not null)
            return StaffPages.NotThere;
        var original = existing ?? await FindAsync(centre, copied, cancel);
        if (original is null && copied.Length > 0)
            return StaffPages.NotThere;
        var draft = original is null
            ? AchievementDraft.Blank(PageLanguage.Of(context.Request).Tag, LevelChoice.FrameworkOf(centre))
            : AchievementDraft.Of(id is null ? original.Achievement with { Id = "" } : original.Achievement);
        return Page(View(centre, draft, existing, copied), StatusCodes.Status200OK);
    }

    private async Task<IResult> SendAsync(HttpContext context, string? id, CancellationToken cancel)
    {
        var (member, centre) = (context.Staff(), await CentreAsync(context, cancel));
        var existing = await FindAsync(centre, id, cancel);
        if (existing is null && id is not null)
            return StaffPages.NotThere;
        var fields = context.Request.Form.Where(field => field.Key != FormToken.FieldName).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        var draft = AchievementDraft.Sent(fields, skills);
        var copied = id is null ? draft.Form.Typed("copy") : "";
        var original = existing ?? await FindAsync(centre, copied, cancel);
        if (existing is null)
            draft = await WithIdAsync(centre, draft, cancel);
        var view = View(centre, draft, existing, copied);
        if (draft.Form.Typed("do") != "save")
            return Page(view, StatusCodes.Status200OK);
        if (existing is not null && draft.Form.Typed("seen") != view.Seen)
            return Page(view with { IsChangedMeanwhile = true }, StatusCodes.Status409Conflict);

        var newId = existing?.Achievement.Id ?? draft.Form.Typed("id").Trim();
        var definition = DraftDefinition.Of(draft, original is null ? null : AchievementDraft.Json(original.Achievement), newId);
        using var json = JsonDocument.Parse(definition.ToJsonString());
        DraftFaults.Place(draft, Achievement.Parse(json.RootElement).Problem?.Errors ?? []);
        RefuseLevel(draft, view.Levels, original);
        if (existing is null && (newId == AchievementId.Taken || await FindAsync(centre, newId, cancel) is not null))
            draft.Form.Refuse("id", InputReasons.Duplicate);
        if (draft.Form.IsFaulty)
            return Page(view, StatusCodes.Status400BadRequest);

        // Nobody who goes away meanwhile leaves the one without the other.
        var saved = await define.RunAsync(centre.Slug, newId, json.RootElement, new(existing?.Version), CancellationToken.None);
        if (!saved.TryGet(out var defined, out var problem))
        {
            // What was read here a moment ago is not what is there: somebody saved meanwhile, here or in another process.
            if (problem.Code == ProblemCode.VersionConflict && existing is not null)
                return Page(View(centre, draft, await FindAsync(centre, id, CancellationToken.None), copied) with { IsChangedMeanwhile = true }, StatusCodes.Status409Conflict);
            if (problem.Code == ProblemCode.VersionConflict)
                draft.Form.Refuse("id", InputReasons.Duplicate);
            DraftFaults.Place(draft, problem.Errors);
            return Page(view, StatusCodes.Status400BadRequest);
        }
        await actions.NoteAsync(
            member, defined.IsNew ? StaffActs.AchievementDefined : StaffActs.AchievementChanged, StaffActs.Achievement(newId),
            defined.Version.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
        return new SeeOther($"{AchievementPages.PathOf(newId)}?done={(defined.IsNew ? "defined" : "changed")}");
    }

    /// <summary>The id that the title proposes, where none was typed; with a number after it where that is another's.</summary>
    private async Task<AchievementDraft> WithIdAsync(Centre centre, AchievementDraft draft, CancellationToken cancel)
    {
        var title = draft.Languages.Select(language => draft.Form.Typed($"title.{language}")).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (!string.IsNullOrWhiteSpace(draft.Form.Typed("id")) || title is null || AchievementId.Of(title) is not { } proposed)
            return draft;
        var id = proposed;
        for (var number = 2; number < 100 && (id == AchievementId.Taken || await FindAsync(centre, id, cancel) is not null); number++)
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{proposed}-{number}");
        return draft.WithId(id);
    }

    /// <summary>A level that the centre may not award is no choice, unless it stood there before.</summary>
    private static void RefuseLevel(AchievementDraft draft, IReadOnlyList<LevelChoice> levels, DefinedAchievement? original)
    {
        var before = original?.Achievement.StatedLevels[0].Level.Level.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var chosen = draft.Form.Typed("level");
        if (chosen.Length == 0)
            draft.Form.Refuse("level", InputReasons.Missing);
        else if (chosen != before && levels.Any(level => level.Bar is not null && level.Number == chosen))
            draft.Form.Refuse("level", InputReasons.LevelNotAllowed);
    }

    private EditView View(Centre centre, AchievementDraft draft, DefinedAchievement? existing, string copied) => new(
        draft, existing, copied, existing is null ? "" : StrictBase64Url.Encode(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(AchievementDraft.Json(existing.Achievement)))),
        LevelChoice.Of(centre, draft.Form.Typed("levels.0.framework"), BrusselsTime.DayOf(time.GetUtcNow())),
        existing is null ? AchievementPages.Path + "/new" : AchievementPages.PathOf(existing.Achievement.Id) + "/edit");

    private async Task<Centre> CentreAsync(HttpContext context, CancellationToken cancel) =>
        (await centres.FindAsync(context.Staff().Centre, cancel) ?? throw new InvalidOperationException("the centre of a member is not there")).Centre;

    private async ValueTask<DefinedAchievement?> FindAsync(Centre centre, string? id, CancellationToken cancel) =>
        string.IsNullOrEmpty(id) ? null : await achievements.FindNewestAsync(centre.Slug, id, cancel);

    private static PageResult<EditAchievementPage> Page(EditView view, int status) =>
        new() { StatusCode = status, Parameters = new Dictionary<string, object> { [nameof(EditAchievementPage.View)] = view } };
}
