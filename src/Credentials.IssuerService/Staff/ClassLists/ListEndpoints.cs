using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>
/// <c>/staff/lists/{id}</c>: a draft with its faulty rows, a list that is worked off, or what came of it; its events; pausing it and letting it go on.
/// </summary>
internal static class ListEndpoints
{
    /// <summary>Short enough to wait for, before a page says that it takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(ListPaths.Pattern, ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(ListPaths.Pattern + "/events", ReadEndpoints.Methods, WatchAsync).ForStaff(StaffRole.Reader);
        endpoints.MapPost(ListPaths.Pattern + "/pause", PauseAsync).FromStaff(StaffRole.Issuer);
        endpoints.MapPost(ListPaths.Pattern + "/resume", ResumeAsync).FromStaff(StaffRole.Issuer);
        // Where choosing another language leads to after a form.
        foreach (var form in new[] { "/pause", "/resume" })
            endpoints.MapMethods(ListPaths.Pattern + form, ReadEndpoints.Methods, (Guid id) => new SeeOther(ListPaths.Of(id))).ForStaff(StaffRole.Issuer);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Guid id, ClassListsUnderWay lists, ClassListChecks checks, Batches batches, ReadResults results, CancellationToken cancel)
    {
        if (await lists.FindAsync(context.Staff().Centre, id, cancel) is not { } state)
            return StaffPages.NotThere;
        if (state.Document.State == ClassListState.Draft)
            return await DraftAsync(context, state.Document, checks, batches, cancel);
        return state.IsEnded
            ? new PageResult<ResultPage> { Parameters = Of(nameof(ResultPage.View), await results.PageAsync(state, AfterOf(context), cancel)) }
            : new PageResult<ProgressPage> { Parameters = Of(nameof(ProgressPage.View), new ProgressView(state, lists.LeftOf(state.Document))) };
    }

    internal static int AfterOf(HttpContext context) => int.TryParse(context.Request.Query["after"], out var after) && after > 0 ? after : 0;

    private static async Task<IResult> DraftAsync(HttpContext context, BatchDocument draft, ClassListChecks checks, Batches batches, CancellationToken cancel)
    {
        var (filter, check) = (DraftFilter.Read(name => context.Request.Query[name].ToString()), checks.Of(draft));
        var found = await check.WaitAsync(Patience, cancel);
        var view = new DraftView(draft) { Filter = filter, RowsChecked = check.Rows, Total = check.Total };
        if (found is not null)
        {
            if (await batches.ReadInputAsync(draft.Id, cancel) is not { } input || !ClassList.Open(draft.InputType, input).TryGet(out var list, out _))
                return StaffPages.NotThere;
            // What there is first is what must be looked at; where nothing is faulty, all rows are of interest.
            if (context.Request.Query["show"].Count == 0 && found.Count(ForeseenRow.Faulty) == 0)
                filter = filter with { Show = "all" };
            view = DraftView.Of(draft, filter, found, (CsvClassList)list, withNumbers: context.Staff().Role >= StaffRole.Issuer);
        }
        return new PageResult<DraftPage>
        {
            Parameters = Of(nameof(DraftPage.View), view with { Done = DraftEndpoints.Done.FirstOrDefault(word => word == context.Request.Query["done"]) ?? "" }),
        };
    }

    private static async Task<IResult> WatchAsync(
        HttpContext context, Guid id, ClassListsUnderWay lists, ClassListChecks checks, IStringLocalizer<ListTexts> texts, CancellationToken cancel)
    {
        var (centre, language) = (context.Staff().Centre, PageLanguage.Of(context.Request));
        if (await lists.FindProgressAsync(centre, id, cancel) is not { } state)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        if (state.Document.State != ClassListState.Draft)
            return WatchClassListEndpoint.Stream(id, centre, lists, now => WatchClassListEndpoint.EventOf(now, Written(now.Document, Left(now))));
        var check = checks.Of(state.Document);
        return new ServerSentEvents(LookEvery, _ =>
        {
            var isDone = check.Found is not null || check.HasFailed;
            var json = Written(state.Document with { RowsDone = check.Rows, Total = check.Total }, "");
            return ValueTask.FromResult(new EventLook($"event: {(isDone ? "done" : "progress")}\ndata: {System.Text.Encoding.UTF8.GetString(json)}\n\n", isDone));
        });

        string Left(ClassListState now) => language.Say(() => ListWords.Left(texts, lists.LeftOf(now.Document)));
    }

    private static byte[] Written(BatchDocument list, string left)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("state", list.State);
            foreach (var (name, count) in new[] { ("total", list.Total), ("done", list.RowsDone), ("awarded", list.Awarded), ("existing", list.Existing), ("rejected", list.Rejected) })
                writer.WriteNumber(name, count);
            writer.WriteString("left", left);
            writer.WriteEndObject();
        }
        return json.WrittenSpan.ToArray();
    }

    private static async Task<IResult> PauseAsync(
        HttpContext context, Guid id, Batches batches, ClassListsUnderWay lists, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (await batches.PauseAsync(member.Centre, id, CancellationToken.None) is { } paused)
        {
            lists.Pause(paused);
            await actions.NoteAsync(member, StaffActs.ListPaused, StaffActs.List(id), cancel: CancellationToken.None);
        }
        return await BackAsync(member, id, batches, cancel);
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, Guid id, AwardClassList award, Batches batches, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (await award.ResumeAsync(member.Centre, id, CancellationToken.None) is not null)
            await actions.NoteAsync(member, StaffActs.ListResumed, StaffActs.List(id), cancel: CancellationToken.None);
        return await BackAsync(member, id, batches, cancel);
    }

    private static async Task<IResult> BackAsync(StaffMember member, Guid id, Batches batches, CancellationToken cancel) =>
        await batches.FindProgressAsync(member.Centre, id, cancel) is null ? StaffPages.NotThere : new SeeOther(ListPaths.Of(id));

    private static Dictionary<string, object> Of(string name, object view) => new() { [name] = view };
}

/// <summary>A list that is worked off.</summary>
/// <param name="Left">How long the rest takes; null where nobody knows.</param>
public sealed record ProgressView(ClassListState State, TimeSpan? Left)
{
    public BatchDocument Document => State.Document;

    public string Path => ListPaths.Of(Document.Id);

    public bool IsPaused => Document.State == ClassListState.Paused;
}

internal static class ListWords
{
    /// <summary>How long the rest takes, in words; empty where nobody knows.</summary>
    public static string Left(IStringLocalizer texts, TimeSpan? left) => left switch
    {
        null => "",
        { TotalSeconds: < 90 } => texts["left.seconds", Math.Max(1, (int)Math.Ceiling(left.Value.TotalSeconds))],
        _ => texts["left.minutes", (int)Math.Ceiling(left.Value.TotalMinutes)],
    };

    /// <summary>Says something in this language outside of a page.</summary>
    public static T Say<T>(this PageLanguage language, Func<T> say)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Culture, language.Culture);
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }
}
