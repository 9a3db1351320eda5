using System.Collections.Frozen;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The JSON Schemas, as they are compiled into the pure library; the file name is the public id.</summary>
internal static class SchemaEndpoint
{
    private const string Prefix = "schemas/";

    private static readonly FrozenDictionary<string, byte[]> Schemas = Read().ToFrozenDictionary(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/schemas/{file}", [HttpMethods.Get, HttpMethods.Head], Handle).OpenToAllOrigins()
        .WithSummary("A JSON Schema that this service publishes.")
        .Produces(StatusCodes.Status200OK, contentType: "application/schema+json").ProducesProblem(StatusCodes.Status404NotFound);

    private static IResult Handle(string file, IOptions<IssuerServiceOptions> options) =>
        Schemas.TryGetValue(file, out var schema)
            ? new PublishedFileAnswer(new PublishedFile(schema, "application/schema+json", options.Value.DocumentMaxAge))
            : new Problem(ProblemCode.NotFound, "there is no such schema").ToResult();

    private static IEnumerable<KeyValuePair<string, byte[]>> Read()
    {
        var library = typeof(Result<>).Assembly;
        foreach (var name in library.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = library.GetManifestResourceStream(name)!;
            var bytes = new byte[resource.Length];
            resource.ReadExactly(bytes);
            yield return KeyValuePair.Create(name[Prefix.Length..], bytes);
        }
    }
}
