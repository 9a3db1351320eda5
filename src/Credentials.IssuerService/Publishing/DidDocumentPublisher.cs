using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.SigningKeys;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The DID documents of the centres (did:web), written once per change.</summary>
public sealed class DidDocumentPublisher(Centres centres, PublicAddress address, IOptions<IssuerServiceOptions> options)
{
    private readonly ConcurrentDictionary<string, (long Version, PublishedFile File)> _files = new(StringComparer.Ordinal);

    public async ValueTask<PublishedFile?> FindAsync(string slug, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return null;
        if (_files.TryGetValue(slug, out var known) && known.Version == centre.Version)
            return known.File;
        var body = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(body))
            TrustList.DocumentOf(CentreDid.Of(address, slug), centre).Write(writer);
        var file = new PublishedFile(body.WrittenMemory, "application/did+json", options.Value.DocumentMaxAge);
        _files[slug] = (centre.Version, file);
        return file;
    }
}
