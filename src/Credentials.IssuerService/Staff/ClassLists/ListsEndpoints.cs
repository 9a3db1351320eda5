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
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary><c>/staff/lists</c>: the centre's class lists, and handing one in. Readers look, issuers hand in and award.</summary>
internal static class ListsEndpoints
{
    private const int PageSize = 50;

    /// <summary>What a form has besides the file.</summary>
    private const int RestOfForm = 64 * 1024;

    private const string NoFile = "no-file";
    private const string TooLarge = "too-large";
    private const string NoRows = "no-rows";
    private const string TooManyNumbers = "too-many-numbers";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var most = endpoints.ServiceProvider.GetRequiredService<IOptions<IssuerServiceOptions>>().Value.ClassListBytes + RestOfForm;
        endpoints.MapMethods(ListPaths.Root, ReadEndpoints.Methods, (HttpContext context, Batches batches, StaffMembers members, CancellationToken cancel) =>
            PageAsync(context, batches, members, fault: null, cancel)).ForStaff(StaffRole.Reader);
        // In memory throughout: a class list is personal, and must not lie in a temporary file.
        endpoints.MapPost(ListPaths.Root, UploadAsync).FromStaff(StaffRole.Issuer).AllowBody(most)
            .WithFormOptions(memoryBufferThreshold: most, bufferBodyLengthLimit: most, multipartBodyLengthLimit: most, valueCountLimit: 16);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context, AwardClassList lists, Batches batches, StaffMembers members, StaffActions actions, CountNumbers numbers, ClassListChecks checks,
        IOptions<IssuerServiceOptions> options, IOptions<EvidenceStoreOptions> store, CancellationToken cancel)
    {
        if (context.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
            return await RefuseAsync(new(NoFile));
        if (file.Length > options.Value.ClassListBytes)
            return await RefuseAsync(new(TooLarge));
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        if (!lists.Receive(TypeOf(content), content).TryGet(out var received, out var unreadable))
            return await RefuseAsync(new(unreadable.Errors.Count > 0 ? unreadable.Errors[0].Reason : ClassListReasons.NotXlsx));
        var list = ClassList.Open(received.MediaType, received.Content).Value;
        if (!list.IsUsable)
            return await RefuseAsync(UploadFault.Of(list.Faults));
        var (rows, sent) = AwardClassList.Look(list, options.Value.ClassListRows + 1, store.Value.AcceptTestNationalNumbers);
        if (rows == 0 || rows > options.Value.ClassListRows)
            return await RefuseAsync(new(rows == 0 ? NoRows : ClassListReasons.TooManyRows));
        var member = context.Staff();
        if (!(await numbers.TakeAsync(member, sent, cancel)).IsGiven)
            return await RefuseAsync(new(TooManyNumbers));
        var draft = await batches.AddDraftAsync(member.Centre, received.MediaType, received.Content, rows, member.Actor, CancellationToken.None);
        await actions.NoteAsync(member, StaffActs.ListUploaded, StaffActs.List(draft.Id), $"{rows}", CancellationToken.None);
        checks.Of(draft);
        return new SeeOther(ListPaths.Of(draft.Id));

        Task<IResult> RefuseAsync(UploadFault fault) => PageAsync(context, batches, members, fault, cancel);
    }

    // What is no workbook is read as CSV, whatever it is called: what cannot be read as that is said.
    private static string TypeOf(byte[] content) => ClassListIntake.TypeOf("", content);

    private static async Task<IResult> PageAsync(HttpContext context, Batches batches, StaffMembers members, UploadFault? fault, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        var cursor = context.Request.Query["cursor"].ToString() is { Length: > 0 } given ? given : null;
        var page = await batches.ListAsync(centre, cursor, PageSize, cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(ListPaths.Root);
        return new PageResult<ListsPage>
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            Parameters = new Dictionary<string, object>
            {
                [nameof(ListsPage.View)] = new ListsView(page, cursor, await members.NamesAsync(centre, cancel), fault, context.Request.Query["done"] == "discarded"),
            },
        };
    }
}

/// <summary>Why a file was not taken in.</summary>
/// <param name="Reason">Its text is <c>refused.REASON</c>.</param>
/// <param name="Columns">The columns that it is about.</param>
public sealed record UploadFault(string Reason, string Columns = "")
{
    /// <summary>Of a header that cannot be used; what it has besides does not matter.</summary>
    internal static UploadFault Of(IReadOnlyList<RowError> faults)
    {
        var worst = faults.First(fault => fault.Reason != ClassListReasons.UnknownColumn).Reason;
        return new(worst, string.Join(", ", faults.Where(fault => fault.Reason == worst).Select(fault => fault.Column)));
    }
}

/// <summary>A page of class lists.</summary>
/// <param name="Names">Of staff, by how journals name them.</param>
public sealed record ListsView(
    Page<BatchDocument> Lists, string? Cursor, IReadOnlyDictionary<string, string> Names, UploadFault? Fault, bool IsDiscarded);
