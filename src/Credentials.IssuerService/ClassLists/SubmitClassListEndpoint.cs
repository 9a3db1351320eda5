using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Learners;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Credentials.IssuerService.ClassLists;

internal static class SubmitClassListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/awards/batches", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .AllowBody(endpoints.ServiceProvider.GetRequiredService<IOptions<IssuerServiceOptions>>().Value.ClassListBytes)
        .WithSummary("Award a class list: CSV, XLSX, or a JSON array of awards. The list is stored, then worked off.")
        .Accepts<string>(ClassList.Csv, ClassList.Json, ClassListIntake.Xlsx)
        .Produces(StatusCodes.Status202Accepted, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        HttpContext context, AwardClassList award, PublicAddress address, CountNumbers count, IOptions<EvidenceStoreOptions> store, CancellationToken cancel)
    {
        if (!MediaTypeOf(context.Request).TryGet(out var mediaType, out var unsupported))
            return unsupported.ToResult();
        if (!award.Receive(mediaType, await JsonBody.ReadBytesAsync(context.Request, cancel)).TryGet(out var list, out var unreadable))
            return unreadable.ToResult();
        // The whole list or none of it: half a class awarded is worse for the centre than a class that waits.
        if (await count.RefuseAsync(context, AwardClassList.NumbersOf(list.MediaType, list.Content, store.Value.AcceptTestNationalNumbers), cancel) is { } refused)
            return refused;
        if (!(await award.SubmitAsync(context.CallerCentre(), list.MediaType, list.Content, cancel)).TryGet(out var id, out var problem))
            return problem.ToResult();
        var self = address.At($"/api/awards/batches/{id}");
        return new JsonAnswer(StatusCodes.Status202Accepted, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteStartObject("links");
            writer.WriteString("self", self);
            writer.WriteString("events", self + "/events");
            writer.WriteEndObject();
            writer.WriteEndObject();
        })
        {
            Location = self,
        };
    }

    private static Problem Unsupported => new(ProblemCode.UnsupportedMediaType, "Send text/csv, application/json, or a workbook (XLSX).");

    private static Result<string> MediaTypeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var given))
            return Unsupported;
        if (given.MediaType.Equals(ClassListIntake.Xlsx, StringComparison.OrdinalIgnoreCase))
            return ClassListIntake.Xlsx;
        if (!given.MediaType.Equals(ClassList.Csv, StringComparison.OrdinalIgnoreCase) && !request.HasJsonContentType())
            return Unsupported;
        if (given.Charset.HasValue && !HeaderUtilities.RemoveQuotes(given.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemCode.UnsupportedMediaType, "Class lists are read as UTF-8 only.");
        return request.HasJsonContentType() ? ClassList.Json : ClassList.Csv;
    }
}
