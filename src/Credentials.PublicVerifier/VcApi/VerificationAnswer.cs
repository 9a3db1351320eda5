using System.Text.Json;
using Credentials.Verifying;
using Credentials.Web;
using Credentials.Web.VcApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>
/// The VC-API's <c>VerificationResult</c>, 200 when it verifies and 400 when it does not. Beside what the specification names stands <c>report</c>: this
/// verifier's own, every check a line.
/// </summary>
/// <param name="findings">Null where there was nothing that could be checked.</param>
/// <param name="faults">What was wrong before anything was checked.</param>
internal sealed class VerificationAnswer(CheckedFindings? findings, IReadOnlyList<VcProblem> faults) : IResult, IStatusCodeHttpResult
{
    public VerificationAnswer(VcProblem fault)
        : this(null, [fault])
    {
    }

    public int? StatusCode => IsVerified ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    /// <summary>What was handed in, to be given back under this name; null where it was not asked for.</summary>
    public (string Name, JsonElement Value)? Returned { get; init; }

    /// <summary>Writes <c>results</c>; null where they were not asked for.</summary>
    public Action<Utf8JsonWriter>? Results { get; init; }

    /// <summary>Whether problems are told.</summary>
    public bool TellsProblems { get; init; } = true;

    private bool IsVerified => findings?.IsVerified == true && faults.Count == 0;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCode!.Value;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        Write(writer, httpContext.RequestServices.GetRequiredService<PublicAddress>());
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, PublicAddress address)
    {
        IReadOnlyList<VcProblem> errors = [.. faults, .. findings?.Errors ?? []], warnings = findings?.Warnings ?? [];
        writer.WriteStartObject();
        writer.WriteBoolean("verified", IsVerified);
        writer.WriteStartArray("checks");
        foreach (var check in findings?.Report.Checks ?? [])
            writer.WriteStringValue(check.Id);
        writer.WriteEndArray();
        if (TellsProblems)
        {
            WriteProblems(writer, "problemDetails", [.. errors, .. warnings], address);
            WriteProblems(writer, "warnings", warnings, address);
            WriteProblems(writer, "errors", errors, address);
        }

        if (Returned is var (name, value))
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        if (Results is not null)
        {
            writer.WriteStartObject("results");
            Results(writer);
            writer.WriteEndObject();
        }

        if (findings is not null)
        {
            writer.WritePropertyName("report");
            VerificationReportJson.Write(writer, findings.Report);
        }

        writer.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter writer, string name, IReadOnlyList<VcProblem> problems, PublicAddress address)
    {
        writer.WriteStartArray(name);
        foreach (var problem in problems)
            problem.Write(writer, address);
        writer.WriteEndArray();
    }
}
