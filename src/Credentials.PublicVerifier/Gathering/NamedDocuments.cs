using System.Collections.Concurrent;
using System.Collections.Frozen;
using Credentials.LinkedData;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// Finds the documents that a credential names: schemas, related resources, lists of revoked credentials; each read once per edition. A context whose bytes
/// are at hand is asked of nobody.
/// </summary>
public sealed class NamedDocuments(PublicDocuments documents, JsonLdContexts contexts)
{
    private const string Accept = "application/schema+json, application/json;q=0.9, */*;q=0.5";
    private const int MaxRead = 1000;

    private readonly ConcurrentDictionary<string, NamedDocument> _read = new(StringComparer.Ordinal);

    /// <param name="urls">As the credential spells them.</param>
    /// <param name="allowance">Of the check; what it refuses is unreachable.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async ValueTask<IReadOnlyDictionary<string, Gathered<NamedDocument>>> FindAsync(
        IReadOnlyList<string> urls, FetchAllowance? allowance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(urls);
        if (urls.Count == 0)
            return FrozenDictionary<string, Gathered<NamedDocument>>.Empty;
        var all = await Task.WhenAll(urls.Select(url => FindAsync(url, allowance, cancel)));
        return urls.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private async Task<Gathered<NamedDocument>> FindAsync(string url, FetchAllowance? allowance, CancellationToken cancel)
    {
        if (contexts.FindBytes(url) is { } bytes)
            return new Gathered<NamedDocument>.Found(Keep(url, bytes));
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return new Gathered<NamedDocument>.Unreachable("it is not named by an address on the web");
        return await documents.FindAsync(address, Accept, allowance, cancel) switch
        {
            Gathered<ReadOnlyMemory<byte>>.Found { Value: var body } => new Gathered<NamedDocument>.Found(Keep(url, body)),
            Gathered<ReadOnlyMemory<byte>>.NotFound missing => new Gathered<NamedDocument>.NotFound(missing.Reason),
            Gathered<ReadOnlyMemory<byte>>.Unreachable unreachable => new Gathered<NamedDocument>.Unreachable(unreachable.Reason),
            _ => throw new InvalidOperationException("neither found, nor not found, nor unreachable"),
        };
    }

    // Read again only when the bytes are others.
    private NamedDocument Keep(string url, ReadOnlyMemory<byte> body)
    {
        if (_read.TryGetValue(url, out var known) && known.Body.Equals(body))
            return known;
        if (_read.Count >= MaxRead)
            _read.Clear();
        return _read[url] = new NamedDocument(body);
    }
}
