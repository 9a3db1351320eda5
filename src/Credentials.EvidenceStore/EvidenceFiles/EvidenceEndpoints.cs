using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// <c>/api/records/{id}/evidence</c>. A document tells who the learner is: for an authority names are left out of the list, and opening one needs a
/// purpose that the learner can read.
/// </summary>
internal static class EvidenceEndpoints
{
    private const string Document = "/api/records/{id:guid}/evidence/{digest}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPut(Document, AddAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer).AllowBody(AddEvidence.LargestFile)
            .WithSummary("Add a document to a record, ?name: the body is the file (PDF, PNG, JPEG), the digest its SHA-256, which an award must name as evidence.")
            // What it is its content says: whatever type a client announces is taken.
            .Accepts<Stream>("application/pdf", "image/png", "image/jpeg", "*/*")
            .Produces(StatusCodes.Status201Created, contentType: "application/json").Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        endpoints.MapMethods(Document, ReadEndpoints.Methods, OpenAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary("Download a document; an authority says what for: ?purpose, which the learner can read.")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone);
        endpoints.MapDelete(Document, EraseAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary("Erase a document, for good; the record and the digest stay.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapMethods("/api/records/{id:guid}/evidence", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary("The documents of a record, erased ones included.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, Guid id, string digest, AddEvidence add, Centres centres, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var name = query.Text("name");
        if (query.Fault() is { } fault)
            return fault.ToResult();
        var caller = context.Caller();
        var sight = await RecordSight.OfAsync(caller, centres, cancel);
        var added = await add.RunAsync(id, sight, digest, name, context.Request.Body, caller.KeyId, cancel);
        if (!added.TryGet(out var result, out var problem))
            return problem.ToResult();
        return new JsonAnswer(
            result.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, json => Write(json, result.File, withName: sight.Own is not null))
        {
            Location = result.IsNew ? $"/api/records/{id}/evidence/{result.File.Digest}" : null,
        };
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, Guid id, string digest, ReadEvidence read, LookUpLearner lookUp, IEvidenceStorage storage, Centres centres, CancellationToken cancel)
    {
        var caller = context.Caller();
        var query = new ListQuery(context.Request);
        var purpose = caller.Role == CallerRole.Authority ? LookUpLearnerEndpoints.ReadPurpose(query) : null;
        if (query.Fault() is { } fault)
            return fault.ToResult();
        var sight = await RecordSight.OfAsync(caller, centres, cancel);
        if (!(await read.FindAsync(id, sight, digest, cancel)).TryGet(out var opened, out var problem))
            return problem.ToResult();
        try
        {
            if (purpose is not null && await storage.FindRecordAsync(id, cancel) is { } record
                && await LearnerGroup.FindAsync(storage, record.LearnerId, cancel) is { } group)
                await lookUp.OpenedAsync(caller, group, purpose, cancel);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
        return new DownloadAnswer(opened.Content, opened.File.Size, opened.File.Kind.MediaType, opened.File.Name);
    }

    private static async Task<IResult> EraseAsync(
        HttpContext context, Guid id, string digest, EraseEvidence erase, Centres centres, CancellationToken cancel)
    {
        var caller = context.Caller();
        var erased = await erase.RunAsync(id, await RecordSight.OfAsync(caller, centres, cancel), digest, caller.KeyId, cancel);
        return erased.TryGet(out _, out var problem) ? Results.NoContent() : problem.ToResult();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Guid id, ReadEvidence read, Centres centres, CancellationToken cancel)
    {
        var sight = await RecordSight.OfAsync(context.Caller(), centres, cancel);
        return (await read.ListAsync(id, sight, cancel)).TryGet(out var files, out var problem)
            ? JsonAnswer.Page(files, null, (json, file) => Write(json, file, withName: sight.Own is not null))
            : problem.ToResult();
    }

    private static void Write(Utf8JsonWriter json, EvidenceFile file, bool withName)
    {
        json.WriteStartObject();
        json.WriteString("digest", file.Digest);
        json.WriteString("mediaType", file.Kind.MediaType);
        json.WriteNumber("size", file.Size);
        if (withName)
            json.WriteString("name", file.Name);
        json.WriteString("state", file.State == EvidenceFileAvailability.Kept ? "kept" : "erased");
        json.WriteString("addedAt", file.AddedAt);
        json.WriteString("addedBy", file.AddedBy);
        if (file.ErasedAt is { } at)
            json.WriteString("erasedAt", at);
        if (file.ErasedBy is { } by)
            json.WriteString("erasedBy", by);
        json.WriteEndObject();
    }
}
