using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.Encoding;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Sharing;

/// <summary><c>POST /api/credentials/{id}/shares</c>: a further link to a credential, with an end and a purpose.</summary>
internal static class CreateShareEndpoint
{
    private const string Everything = "everything";

    private static readonly Dictionary<string, ShareExtent> Extents =
        new(StringComparer.Ordinal) { [Everything] = ShareExtent.Everything, ["summary"] = ShareExtent.Summary };

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/credentials/{id:guid}/shares", HandleAsync).RequireCaller(CallerRole.Issuer)
            .WithName("createShare").WithSummary("A further link to a credential: {\"expires\"?, \"purpose\"?, \"documents\"?, \"shows\"?}; shows is everything (default) or summary, documents are digests of the record's evidence that go with it.")
            .Accepts<ShareRequest>(isOptional: true, "application/json").Produces<ShareAnswer>(StatusCodes.Status201Created);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, ShareCredentials shares, PublicAddress address, CancellationToken cancel)
    {
        if (!(await ReadAsync(context.Request, cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        var created = await shares.CreateAsync(context.CallerCentre(), id, asked.Expires, asked.Purpose, context.Caller().KeyId, asked.Documents, Extents[asked.Shows], cancel: cancel);
        if (!created.TryGet(out var share, out var problem))
            return problem.ToResult();
        var url = address.At($"/s/{share.Token}");
        return Results.Json(new ShareAnswer(share.Id, url, $"{url}/qr.svg"), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Result<ShareRequest>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        if (body.Length == 0)
            return new ShareRequest(null, null, [], Everything);
        if (!StrictJson.Parse(body.GetBuffer().AsMemory(0, (int)body.Length)).TryGet(out var document, out var problem))
            return problem;
        using (document)
        {
            var errors = new List<InputError>();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Faulty([new("", "not-an-object", "The share must be a JSON object.")]);
            var (expires, purpose, documents, shows) = ((DateTimeOffset?)null, (string?)null, new List<string>(), Everything);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                var isText = member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null;
                var text = isText ? member.Value.GetString() : null;
                if (member.Name == "purpose" && isText && text is null or { Length: <= SharePurpose.Longest })
                    purpose = text;
                else if (member.Name == "expires" && isText && TryReadInstant(text, out expires))
                    continue;
                else if (member.Name == "shows" && member.Value.ValueKind == JsonValueKind.String && Extents.ContainsKey(member.Value.GetString()!))
                    shows = member.Value.GetString()!;
                else if (member.Name == "documents" && member.Value.ValueKind == JsonValueKind.Array)
                    ReadDocuments(member.Value, documents, errors);
                else
                    errors.Add(FaultOf(member.Name));
            }
            return errors.Count == 0 ? new ShareRequest(expires, purpose, documents, shows) : Faulty(errors);
        }
    }

    private static void ReadDocuments(JsonElement array, List<string> documents, List<InputError> errors)
    {
        if (array.GetArrayLength() > EvidenceFileDocument.MostOfOneRecord)
        {
            errors.Add(new("/documents", InputReasons.TooMany, $"A share can include {EvidenceFileDocument.MostOfOneRecord} documents."));
            return;
        }
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String && FileDigest.Parse(item.GetString()!) is { } digest)
                documents.Add(digest);
            else
                errors.Add(new($"/documents/{index}", InputReasons.BadDigest, "This must be the SHA-256 of a document: 64 hexadecimal digits in lower case."));
        }
    }

    private static bool TryReadInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null)
            return true;
        // A day is meant to its end, where the centre and its learners are.
        if (IsoDate.TryParse(text, out var day) && day < DateOnly.MaxValue)
        {
            instant = BrusselsTime.StartOf(day.AddDays(1)).AddSeconds(-1);
            return true;
        }

        // With an offset or Z: a time without would mean another moment on another server.
        string[] spellings = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (!text.AsSpan(Math.Min(text.Length, 11)).ContainsAny("Z+-")
            || !DateTimeOffset.TryParseExact(text, spellings, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        instant = read;
        return true;
    }

    private static InputError FaultOf(string member) => member switch
    {
        "purpose" => new("/purpose", "too-long", $"The purpose is a text of at most {SharePurpose.Longest} characters."),
        "expires" => new("/expires", "not-a-time", "This must be a date, such as 2027-01-31, or a time with its offset, such as 2027-01-31T12:00:00Z."),
        "shows" => new("/shows", InputReasons.NotAllowedValue, "This must be everything or summary."),
        "documents" => new("/documents", InputReasons.WrongType, "The documents are a list of digests."),
        _ => new($"/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", "unknown", "There is no such member."),
    };

    private static Problem Faulty(IReadOnlyList<InputError> errors) => new(ProblemCode.InvalidInput, "The share has faults.") { Errors = errors };

    internal sealed record ShareRequest(DateTimeOffset? Expires, string? Purpose, IReadOnlyList<string> Documents, string Shows);

    internal sealed record ShareAnswer(
        [property: JsonPropertyName("id")] Guid Id, [property: JsonPropertyName("url")] string Url, [property: JsonPropertyName("qr")] string Qr);
}
