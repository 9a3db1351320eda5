using System.Collections.Concurrent;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Verifying;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Resolves DIDs: did:key and did:jwk by computing, did:web from this installation or by fetching.</summary>
public sealed class DidDocuments(
    GuardedHttpClient http, IPublishedDocuments published, IOptions<FetchingOptions> options, TimeProvider time)
{
    private const string Accept = "application/did+json, application/did+ld+json;q=0.9, application/json;q=0.8";
    private const int MaxOwn = 10_000;

    private readonly ExpiringCache<Gathered<DidDocument>> _cache = new(time, options.Value.CacheBytes);
    private readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> Body, Gathered<DidDocument> Document)> _own = new(StringComparer.Ordinal);

    public async ValueTask<Gathered<DidDocument>> ResolveAsync(Did did, CancellationToken cancel, FetchAllowance? allowance = null)
    {
        if (DidDocument.FromIdentifier(did).TryGet(out var computed, out var problem))
            return new Gathered<DidDocument>.Found(computed);
        if (did.Method is "key" or "jwk")
            return new Gathered<DidDocument>.NotFound(problem.Detail);
        if (did.Method != "web")
            return new Gathered<DidDocument>.Unreachable($"the DID method {did.Method} is not supported");
        if (!DidWeb.DocumentUrl(did).TryGet(out var address, out problem))
            return new Gathered<DidDocument>.Unreachable(problem.Detail);
        if (await FindOwnAsync(did, address, cancel) is { } own)
            return own;
        return allowance?.Allows(address.AbsoluteUri) == false
            ? new Gathered<DidDocument>.Unreachable(FetchAllowance.Exceeded)
            : await _cache.GetAsync(did.Value, _ => FetchAsync(did, address), cancel);
    }

    // Asked each time, so that a new key is seen at once; read again only when the bytes are others.
    private async ValueTask<Gathered<DidDocument>?> FindOwnAsync(Did did, Uri address, CancellationToken cancel)
    {
        var document = await published.TryReadAsync(address, cancel) ?? await published.TryReadAsync(OverHttp(address), cancel);
        if (document is null)
            return null;
        if (_own.TryGetValue(did.Value, out var known) && SameBytes(known.Body, document.Body))
            return known.Document;
        var read = Read(did, document.Body);
        if (_own.Count >= MaxOwn)
            _own.Clear();
        _own[did.Value] = (document.Body, read);
        return read;
    }

    private async Task<CacheItem<Gathered<DidDocument>>> FetchAsync(Did did, Uri address)
    {
        var target = http.IsAllowedOrigin(OverHttp(address)) ? OverHttp(address) : address;
        var fetched = await http.GetAsync(target, Accept, options.Value.MaxDidDocumentBytes, CancellationToken.None);
        if (fetched is not Gathered<FetchedDocument>.Found { Value: var answer })
        {
            return new(fetched is Gathered<FetchedDocument>.NotFound missing
                ? new Gathered<DidDocument>.NotFound(missing.Reason)
                : new Gathered<DidDocument>.Unreachable(((Gathered<FetchedDocument>.Unreachable)fetched).Reason), 0, options.Value.FailureLifetime);
        }

        var read = Read(did, answer.Body);
        var lifetime = read is Gathered<DidDocument>.Found ? Lifetimes.Of(options.Value, answer.MaxAge) : options.Value.FailureLifetime;
        return new(read, answer.Body.Length, lifetime);
    }

    private static Gathered<DidDocument> Read(Did did, ReadOnlyMemory<byte> body)
    {
        if (!StrictJson.Parse(body).TryGet(out var json, out var problem))
            return new Gathered<DidDocument>.Unreachable($"its DID document cannot be read: {problem.Detail}");
        using (json)
        {
            return DidDocument.Parse(json.RootElement, did).TryGet(out var document, out problem)
                ? new Gathered<DidDocument>.Found(document)
                : new Gathered<DidDocument>.Unreachable($"its DID document cannot be used: {problem.Detail}");
        }
    }

    internal static Uri OverHttp(Uri address) =>
        new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.IsDefaultPort ? 80 : address.Port }.Uri;

    internal static bool SameBytes(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Equals(other) || one.Span.SequenceEqual(other.Span);
}
