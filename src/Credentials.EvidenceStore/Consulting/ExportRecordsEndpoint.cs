using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Consulting;

/// <summary><c>GET /api/records/export</c>: every record that a search finds, as CSV or JSON lines, streamed page by page: memory does not grow with the answer.</summary>
internal static class ExportRecordsEndpoint
{
    private const string Csv = "text/csv";
    private const string JsonLines = "application/jsonl";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/records/export", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Authority, CallerRole.Issuer)
        .WithSummary($"Every record that is found, in the form that Accept names: {Csv} (default) or {JsonLines}; ?{AskedRecords.Parameters}.")
        .Produces(StatusCodes.Status200OK, contentType: Csv, additionalContentTypes: JsonLines)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status406NotAcceptable);

    private static async Task<IResult> HandleAsync(HttpContext context, ConsultRecords records, Centres centres, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var query = AskedRecords.Read(asked, ListQuery.LargestLimit);
        if (asked.Fault() is { } fault)
            return fault.ToResult();
        context.Response.Headers.Append("Vary", "Accept");
        return Accept.Choose(context.Request.Headers.Accept, Csv, JsonLines) is { } form
            ? new Export(records, query, await RecordSight.OfAsync(context.Caller(), centres, cancel), form)
            : new Problem(ProblemCode.NotAcceptable, $"Records can be exported as {Csv} or {JsonLines}.").ToResult();
    }

    private sealed class Export(ConsultRecords records, RecordQuery query, RecordSight sight, string form) : IResult, IContentTypeHttpResult
    {
        public string ContentType => form == Csv ? Csv + "; charset=utf-8; header=present" : form;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = $"attachment; filename=\"records.{(form == Csv ? "csv" : "jsonl")}\"";
            if (HttpMethods.IsHead(httpContext.Request.Method))
                return;
            if (form == Csv)
                RecordCsv.WriteHeader(response.BodyWriter);
            await using var json = new Utf8JsonWriter(response.BodyWriter);
            var asked = query;
            do
            {
                var page = await records.ListAsync(asked, sight, cancel);
                foreach (var record in page.Items)
                    Write(response, json, record);
                await response.BodyWriter.FlushAsync(cancel);
                asked = asked with { Cursor = page.Next };
            }
            while (asked.Cursor is not null);
        }

        private void Write(HttpResponse response, Utf8JsonWriter json, RecordDocument record)
        {
            if (form == Csv)
            {
                RecordCsv.Write(response.BodyWriter, record);
                return;
            }
            json.WriteStartObject();
            RecordWords.Write(json, record);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
            response.BodyWriter.Advance(1);
        }
    }
}
