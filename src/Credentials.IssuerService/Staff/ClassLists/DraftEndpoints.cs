using System.Globalization;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>What is done with a draft: its rows are corrected or left out, it is awarded, or thrown away.</summary>
internal static class DraftEndpoints
{
    /// <summary>What the page of a draft can say was just done.</summary>
    public static readonly IReadOnlyList<string> Done = ["saved", "nothing", "changed", "too-many-numbers"];

    private const int LargestForm = 4 * 1024 * 1024;

    /// <summary>A draft of many rows may be checked anew first, where another instance showed it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(ListPaths.Pattern + "/rows", CorrectAsync).FromStaff(StaffRole.Issuer).AllowBody(LargestForm);
        // Where choosing another language leads to after a form.
        endpoints.MapMethods(ListPaths.Pattern + "/rows", ReadEndpoints.Methods, (Guid id) => new SeeOther(ListPaths.Of(id))).ForStaff(StaffRole.Issuer);
        endpoints.MapMethods(ListPaths.Pattern + "/award", ReadEndpoints.Methods, AskAwardAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(ListPaths.Pattern + "/award", AwardAsync).FromStaff(StaffRole.Issuer);
        endpoints.MapMethods(ListPaths.Pattern + "/discard", ReadEndpoints.Methods, AskDiscardAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(ListPaths.Pattern + "/discard", DiscardAsync).FromStaff(StaffRole.Issuer);
    }

    private static async Task<IResult> CorrectAsync(
        HttpContext context, Guid id, Batches batches, ClassListChecks checks, CountNumbers numbers, StaffActions actions, IOptions<EvidenceStoreOptions> store,
        IOptions<IssuerServiceOptions> issuer, CancellationToken cancel)
    {
        var (member, form) = (context.Staff(), Form.Of(context));
        if (await FindAsync(batches, member, id, cancel) is not { } draft)
            return await GoneAsync(batches, member, id, cancel);
        var back = DraftFilter.Read(form.Typed);
        IResult Back(string done) => new SeeOther($"{DraftFilter.PathFrom(ListPaths.Of(id), back.After, back.Show)}&done={done}");
        if (VersionIn(form) != draft.Version || await checks.Of(draft).WaitAsync(Patience, cancel) is not { } found
            || await batches.ReadInputAsync(id, cancel) is not { } input || !ClassList.Open(draft.InputType, input).TryGet(out var opened, out _))
        {
            return Back("changed");
        }
        var list = (CsvClassList)opened;
        var marks = found.Rows.ToDictionary(mark => mark.Row);
        var corrections = TypedCorrections.Of(form, list, marks);
        if (corrections.Count == 0)
            return Back("nothing");
        var corrected = CorrectClassList.Run(input, list, corrections, marks);
        // What was in the list before counts already.
        var (rows, sent) = AwardClassList.Look(ClassList.Open(draft.InputType, corrected).Value, int.MaxValue, store.Value.AcceptTestNationalNumbers);
        if (rows > issuer.Value.ClassListRows || corrected.Length > issuer.Value.ClassListBytes)
            return Back("too-large");
        if (!(await numbers.TakeAsync(member, sent, cancel)).IsGiven)
            return Back("too-many-numbers");
        if (await batches.ReplaceInputAsync(draft, corrected, rows, CancellationToken.None) is not { } changed)
            return Back("changed");
        checks.Of(changed);
        await actions.NoteAsync(member, StaffActs.ListCorrected, StaffActs.List(id), $"{corrections.Count}", CancellationToken.None);
        return Back("saved");
    }

    private static async Task<IResult> AskAwardAsync(HttpContext context, Guid id, Batches batches, ClassListChecks checks, CancellationToken cancel)
    {
        var member = context.Staff();
        if (await FindAsync(batches, member, id, cancel) is not { } draft)
            return await GoneAsync(batches, member, id, cancel);
        if (await checks.Of(draft).WaitAsync(TimeSpan.FromSeconds(1), cancel) is not { } found)
            return new SeeOther(ListPaths.Of(id));
        return new PageResult<AwardListPage> { Parameters = new Dictionary<string, object> { [nameof(AwardListPage.View)] = DraftView.CountsOf(draft, new(DraftFilter.All[0], 0), found) } };
    }

    private static async Task<IResult> AwardAsync(
        HttpContext context, Guid id, AwardClassList award, Batches batches, ClassListChecks checks, StaffActions actions, CancellationToken cancel)
    {
        var (member, form) = (context.Staff(), Form.Of(context));
        if (await award.StartAsync(member.Centre, id, VersionIn(form), CancellationToken.None) is not null)
        {
            checks.Forget(id);
            await actions.NoteAsync(member, StaffActs.ListAwarded, StaffActs.List(id), cancel: CancellationToken.None);
            return new SeeOther(ListPaths.Of(id));
        }
        return await batches.FindProgressAsync(member.Centre, id, cancel) switch
        {
            null => StaffPages.NotThere,
            { State: BatchStates.Draft } => new SeeOther(ListPaths.Of(id) + "?done=changed"),
            _ => new SeeOther(ListPaths.Of(id)),
        };
    }

    private static async Task<IResult> AskDiscardAsync(HttpContext context, Guid id, Batches batches, CancellationToken cancel)
    {
        var member = context.Staff();
        return await FindAsync(batches, member, id, cancel) is { } draft
            ? new PageResult<DiscardListPage> { Parameters = new Dictionary<string, object> { [nameof(DiscardListPage.Draft)] = draft } }
            : await GoneAsync(batches, member, id, cancel);
    }

    private static async Task<IResult> DiscardAsync(
        HttpContext context, Guid id, Batches batches, ClassListChecks checks, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (!await batches.DiscardAsync(member.Centre, id, CancellationToken.None))
            return await GoneAsync(batches, member, id, cancel);
        checks.Forget(id);
        await actions.NoteAsync(member, StaffActs.ListDiscarded, StaffActs.List(id), cancel: CancellationToken.None);
        return new SeeOther(ListPaths.Root + "?done=discarded");
    }

    private static long VersionIn(Form form) => long.TryParse(form.Typed("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private static async Task<BatchDocument?> FindAsync(Batches batches, StaffMember member, Guid id, CancellationToken cancel) =>
        await batches.FindProgressAsync(member.Centre, id, cancel) is { State: BatchStates.Draft } draft ? draft : null;

    /// <summary>A draft that was awarded meanwhile is a list; one that is not there is not.</summary>
    private static async Task<IResult> GoneAsync(Batches batches, StaffMember member, Guid id, CancellationToken cancel) =>
        await batches.FindProgressAsync(member.Centre, id, cancel) is null ? StaffPages.NotThere : new SeeOther(ListPaths.Of(id));
}
