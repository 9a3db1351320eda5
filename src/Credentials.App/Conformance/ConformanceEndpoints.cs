using System.Text.Json;
using Credentials.Web;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.VcApi;

namespace Credentials.App.Conformance;

/// <summary>The VC-API's calls of an issuer as the profile has them: without a key.</summary>
internal static class ConformanceEndpoints
{
    private static readonly Dictionary<string, VcApiOption> Options = new(StringComparer.Ordinal)
    {
        ["bare"] = VcApiOption.Flag,
        ["cryptosuite"] = VcApiOption.Text,
        ["mediaType"] = VcApiOption.Text,
        ["credentialId"] = VcApiOption.Text,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/vc-api/conformance", ReadEndpoints.Methods, Identity).OpenToAllOrigins().WithSummary("Conformance profile: who issues here, and with which suites.");
        endpoints.MapMethods(ConformanceStatuses.Path + "{slug}", ReadEndpoints.Methods, Status).OpenToAllOrigins().WithSummary("Conformance profile: a status list.");
        endpoints.MapPost("/vc-api/credentials/issue", (HttpContext context, SignAnyCredential sign, CancellationToken cancel) => IssueAsync(context, sign, isBare: false, cancel))
            .WithSummary("VC-API in the conformance profile: sign any valid credential.");
        endpoints.MapPost("/vc-api/bare/credentials/issue", (HttpContext context, SignAnyCredential sign, CancellationToken cancel) => IssueAsync(context, sign, isBare: true, cancel))
            .WithSummary("VC-API in the conformance profile: sign any valid credential, and answer it by itself.");
        endpoints.MapPost("/vc-api/credentials/status", SetStatusAsync).WithSummary("VC-API in the conformance profile: revoke a credential of this run, or take that back.");
    }

    private static JsonAnswer Identity(ConformanceIdentity identity, PublicAddress address) => new(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("profile", "conformance");
        writer.WriteStartArray("issuers");
        foreach (var issuer in identity.Issuers)
        {
            writer.WriteStartObject();
            writer.WriteString("id", issuer.Did.Value);
            writer.WriteString("verificationMethod", issuer.Key.VerificationMethod);
            writer.WriteString("algorithm", issuer.Algorithm.ToString());
            Write(writer, "cryptosuites", ConformanceSuites.All.Where(suite => suite.Algorithm == issuer.Algorithm).Select(suite => suite.Name));
            Write(writer, "mediaTypes", [IssuedAnswer.DataIntegrity, IssuedAnswer.VcJwt]);
            writer.WriteString("statusList", address.At(ConformanceStatuses.Path + issuer.Slug));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("endpoints");
        writer.WriteString("issue", address.At("/vc-api/credentials/issue"));
        writer.WriteString("issueBare", address.At("/vc-api/bare/credentials/issue"));
        writer.WriteString("verify", address.At("/vc-api/credentials/verify"));
        writer.WriteString("verifyPresentation", address.At("/vc-api/presentations/verify"));
        writer.WriteString("status", address.At("/vc-api/credentials/status"));
        writer.WriteString("identifiers", address.At("/vc-api/identifiers"));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static IResult Status(string slug, HttpRequest request, ConformanceStatuses statuses) => statuses.Find(slug) is { } list
        ? new BytesAnswer(list, CredentialMediaType.Choose(request.Headers.Accept))
        : VcProblemAnswer.Of(new Problem(ProblemCode.NotFound, "there is no such status list"));

    private static async Task<IResult> IssueAsync(HttpContext context, SignAnyCredential sign, bool isBare, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, Options, cancel);
        if (body is null)
            return new VcProblemAnswer(unreadable!);
        using (body)
        {
            if (!body.Root.TryGetProperty("credential", out var credential) || credential.ValueKind != JsonValueKind.Object)
                return new VcProblemAnswer(Missing("/credential", "The credential to be issued is missing, or no object."));
            return sign.Run(credential, body.Text("cryptosuite"), body.Text("mediaType"), body.Text("credentialId"), out var fault) is var (mediaType, signed)
                ? new IssuedAnswer(mediaType, signed, isBare || body.Flag("bare"))
                : new VcProblemAnswer(fault!, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> SetStatusAsync(HttpContext context, ConformanceStatuses statuses, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, VcApiBody.NoOptions, cancel);
        if (body is null)
            return new VcProblemAnswer(unreadable!);
        using (body)
        {
            if (!body.Root.TryGetProperty("credentialId", out var id) || id.ValueKind != JsonValueKind.String)
                return new VcProblemAnswer(Missing("/credentialId", "The credential's id is missing."));
            if (!body.Root.TryGetProperty("credentialStatus", out var entry) || entry.ValueKind != JsonValueKind.Object
                || !entry.TryGetProperty("statusPurpose", out var purpose) || purpose.ValueKind != JsonValueKind.String || !purpose.ValueEquals("revocation"))
                return new VcProblemAnswer(Missing("/credentialStatus/statusPurpose", "The credentials of this profile can be revoked, and nothing else."));
            var isSet = !body.Root.TryGetProperty("status", out var status) || status.ValueKind == JsonValueKind.True;
            return statuses.Set(id.GetString()!, isSet) ? Results.Ok() : VcProblemAnswer.Of(new Problem(ProblemCode.NotFound, "there is no credential with this id"));
        }
    }

    private static VcProblem Missing(string pointer, string detail) =>
        new(VcProblemTypes.MalformedValue, detail) { Errors = [new InputError(pointer, "missing", detail)] };

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
