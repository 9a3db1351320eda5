using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The JSON Schemas, as they are compiled into the pure library; the file name is the public id.</summary>
public sealed class SchemaPublisher(IOptions<IssuerServiceOptions> options)
{
    private const string Prefix = "schemas/";

    private readonly FrozenDictionary<string, PublishedFile> _schemas = Read(options.Value.DocumentMaxAge).ToFrozenDictionary(StringComparer.Ordinal);

    public PublishedFile? Find(string file) => _schemas.GetValueOrDefault(file);

    private static IEnumerable<KeyValuePair<string, PublishedFile>> Read(TimeSpan maxAge)
    {
        var library = typeof(Result<>).Assembly;
        foreach (var name in library.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = library.GetManifestResourceStream(name)!;
            var bytes = new byte[resource.Length];
            resource.ReadExactly(bytes);
            yield return KeyValuePair.Create(name[Prefix.Length..], new PublishedFile(bytes, "application/schema+json", maxAge));
        }
    }
}
