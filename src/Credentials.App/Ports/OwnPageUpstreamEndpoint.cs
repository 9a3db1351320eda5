using System.Text.Json;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;

namespace Credentials.App.Ports;

/// <summary>What <see cref="UpstreamOwnPages"/> asks for, where the store runs without the verifier.</summary>
internal static class OwnPageUpstreamEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/c/{token}/acts", HandleAsync).FromOwnPagesOnly().AllowBody(64 * 1024).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(string token, HttpContext context, LocalOwnPages pages, CancellationToken cancel)
    {
        if (Read(await JsonBody.ReadBytesAsync(context.Request, cancel)) is not { Act: not null } asked)
            return ProblemMapping.OfStatus(StatusCodes.Status400BadRequest);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(await pages.RunAsync(token, asked.Confirmation, asked.Act, cancel), JsonSerializerOptions.Web);
    }

    private static AskedAct? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<AskedAct>(json.Span, Strict);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    // What is not to be null in an act must be there.
    private static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
}
