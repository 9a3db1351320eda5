using System.Globalization;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>
/// <c>/api/led/cancellations</c>: the form of AnnuleerBewijs's request is not published, so that a person cancels in LED what was revoked here, from this
/// list, and says so.
/// </summary>
internal static class LedCancellationEndpoints
{
    private const string Header = "centre,supplier,reference,revokedAt,reason,registeredAt";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/led/cancellations", ReadEndpoints.Methods, ExportAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary("Proofs to cancel in LED as CSV. Without registeredAt, LED may not have the proof: its acknowledgement never came.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/led/cancellations/{record:guid}", MarkAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary("Notes that a proof has been cancelled in LED.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static IResult ExportAsync(HttpContext context, LedOutbox outbox) =>
        new ListQuery(context.Request).Fault() is { } fault
            ? fault.ToResult()
            : new Export(outbox.ListCancellationsAsync(LedOutboxEndpoints.CentreOf(context), context.RequestAborted));

    private static async Task<IResult> MarkAsync(Guid record, HttpContext context, LedOutbox outbox, CancellationToken cancel) =>
        LedOutboxEndpoints.Answer(await outbox.MarkCancelledAsync(LedOutboxEndpoints.CentreOf(context), record, cancel), outbox.Today);

    private static string Line(LedCancellation cancellation) => string.Join(',', new[]
    {
        cancellation.Entry.Centre,
        cancellation.Entry.Supplier,
        ComposeLedRequest.ReferenceOf(cancellation.Entry.RecordId),
        Instant(cancellation.RevokedAt),
        cancellation.Reason,
        Instant(cancellation.Entry.SentAt),
    }.Select(CsvCell.Of));

    private static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class Export(IAsyncEnumerable<LedCancellation> cancellations) : IResult, IContentTypeHttpResult
    {
        public string ContentType => "text/csv; charset=utf-8; header=present";

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = "attachment; filename=\"cancellations.csv\"";
            if (HttpMethods.IsHead(httpContext.Request.Method))
                return;
            await using var writer = new StreamWriter(response.Body, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
            await writer.WriteLineAsync(Header);
            await foreach (var cancellation in cancellations)
                await writer.WriteLineAsync(Line(cancellation));
        }
    }
}
