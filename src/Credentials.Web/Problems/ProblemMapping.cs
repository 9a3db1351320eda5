using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>The one place where a problem code becomes an HTTP status and a <c>type</c> URI (RFC 9457).</summary>
public static class ProblemMapping
{
    /// <summary>The kinds of problem, each with the page that <c>type</c> leads to.</summary>
    public static IReadOnlyList<ProblemKind> Kinds { get; } =
    [
        Of(ProblemCode.MalformedJson, 400, "The body is not well-formed JSON"),
        Of(ProblemCode.InvalidInput, 400, "The input has faults"),
        Of(ProblemCode.NotACredential, 400, "This is not a credential"),
        Of(ProblemCode.InvalidKey, 400, "The key cannot be used"),
        Of(ProblemCode.NotFound, 404, "Not found"),
        Of(ProblemCode.NotAuthenticated, 401, "An API key is needed"),
        Of(ProblemCode.NotAllowed, 403, "Not allowed"),
        Of(ProblemCode.AwardConflict, 409, "Awarded before with other content"),
        Of(ProblemCode.RecordConflict, 409, "Registered before with other content"),
        Of(ProblemCode.VersionConflict, 409, "Changed by someone else meanwhile"),
        Of(ProblemCode.StatusIsFinal, 409, "The status is final"),
        Of(ProblemCode.NotSuspendable, 409, "The credential cannot be suspended"),
        Of(ProblemCode.WrongState, 409, "Not possible in the state that it is in"),
        Of(ProblemCode.NotAcceptable, 406, "Not to be had in that form"),
        Of(ProblemCode.UnsupportedMediaType, 415, "The content type is not accepted"),
        Of(ProblemCode.TooLarge, 413, "Too large"),
        Of(ProblemCode.TooManyRequests, 429, "Too many requests"),
        Of(ProblemCode.NoActiveKey, 409, "The centre has no active signing key"),
        Of(ProblemCode.SelfCheckFailed, 500, "The signed credential did not pass the service's own check"),
        new(null, "bad-request", 400, "The request is not well formed"),
        new(null, "method-not-allowed", 405, "The method is not allowed here"),
        new(null, "request-timeout", 408, "The request took too long to arrive"),
        new(null, "link-ended", 410, "The link has ended; that says nothing about the credential"),
        // After the one that a bare 410 stands for.
        Of(ProblemCode.DocumentErased, 410, "The document was erased; that says nothing about the record"),
        new(null, "internal-error", 500, "Something went wrong here"),
        Of(ProblemCode.NotImplemented, 501, "Not to be had in this installation"),
        Of(ProblemCode.Unavailable, 503, "Not available at this moment"),
        // Of the VC-API, where no specification has a type.
        new(null, "issuer-not-trusted", 400, "The issuer is on no trust list known here, or might not award this"),
        new(null, "credential-withdrawn", 400, "The issuer revoked or suspended the credential"),
        new(null, "outside-validity", 400, "The credential is not valid yet, or not any more"),
        new(null, "not-understood", 400, "This verifier does not know what the credential uses here"),
        new(null, "holder-not-shown", 400, "Nobody has shown to be the holder"),
        new(null, "not-as-asked", 400, "It is not what was asked for"),
    ];

    private static readonly Dictionary<ProblemCode, ProblemKind> ByCode =
        Kinds.Where(kind => kind.Code is not null).ToDictionary(kind => kind.Code!.Value);

    public static int StatusOf(ProblemCode code) => ByCode[code].Status;

    public static string TypeOf(ProblemCode code) => ByCode[code].Type;

    /// <summary><c>application/problem+json</c> with type, title, status, detail and <c>errors</c> (pointer or column, reason, detail).</summary>
    public static IResult ToResult(this Problem problem) => new ProblemResult(ByCode[problem.Code], problem.Detail, problem.Errors);

    /// <summary>The problem of an HTTP status that no code stands for, or that the framework answered without a body.</summary>
    public static IResult OfStatus(int status, string? detail = null) => new ProblemResult(KindOf(status), detail, []);

    private static ProblemKind KindOf(int status) => status switch
    {
        400 => Kinds.First(kind => kind.Code is null && kind.Status == 400),
        409 => ByCode[ProblemCode.VersionConflict],
        _ => Kinds.FirstOrDefault(kind => kind.Status == status && kind.Code != ProblemCode.SelfCheckFailed)
            ?? (status < 500 ? KindOf(400) : KindOf(500)) with { Status = status },
    };

    private static ProblemKind Of(ProblemCode code, int status, string title) =>
        new(code, System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()), status, title);
}

/// <summary>A kind of problem as HTTP shows it.</summary>
/// <param name="Code">Null for what only HTTP itself can say.</param>
/// <param name="Slug">Stable kebab-case name; the last segment of the type URI.</param>
public sealed record ProblemKind(ProblemCode? Code, string Slug, int Status, string Title)
{
    /// <summary>A relative reference, so that it holds under every public address.</summary>
    public string Type => "/problems/" + Slug;
}
