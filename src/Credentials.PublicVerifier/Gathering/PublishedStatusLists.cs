using System.Collections.Concurrent;
using Credentials.LinkedData;
using Credentials.Verifying;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Finds status lists, each parsed, proof-checked and decompressed once per edition. Lists of this installation are never older than now.</summary>
public sealed class PublishedStatusLists(
    GuardedHttpClient http, IPublishedDocuments published, ITrustedIssuers trustList, DidDocuments documents, IOptions<FetchingOptions> options,
    JsonLdContexts contexts, TimeProvider time)
{
    private const string Accept = "application/vc, application/vc+jwt;q=0.9, application/json;q=0.5";
    private const int MaxOwn = 10_000;

    private readonly ExpiringCache<Gathered<PublishedStatusList>> _cache = new(time, options.Value.CacheBytes);
    private readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> Body, Gathered<PublishedStatusList> List)> _own = new(StringComparer.Ordinal);

    /// <param name="url">The <c>statusListCredential</c> as the credential spells it.</param>
    /// <param name="cancel">The caller's patience; a fetch that others wait for goes on without it.</param>
    /// <param name="allowance">Of a check that may ask for many; null: no limit.</param>
    public async ValueTask<Gathered<PublishedStatusList>> FindAsync(string url, CancellationToken cancel, FetchAllowance? allowance = null)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return new Gathered<PublishedStatusList>.Unreachable("the status list's address is no URL");
        return await published.TryReadAsync(address, cancel) is { } own
            ? await ReadOwnAsync(url, own.Body, cancel)
            : allowance?.Allows(url) == false ? new Gathered<PublishedStatusList>.Unreachable(FetchAllowance.Exceeded)
            : await _cache.GetAsync(url, _ => FetchAsync(url, address), cancel);
    }

    private async ValueTask<Gathered<PublishedStatusList>> ReadOwnAsync(string url, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (_own.TryGetValue(url, out var known) && DidDocuments.SameBytes(known.Body, body))
            return known.List;
        var list = await ReadAsync(url, body, cancel);
        var found = new Gathered<PublishedStatusList>.Found(list);
        if (_own.Count >= MaxOwn)
            _own.Clear();
        // A list that could not be proven now may be provable with the key that arrives a moment later.
        if (list.IsProven)
            _own[url] = (body, found);
        return found;
    }

    private async Task<CacheItem<Gathered<PublishedStatusList>>> FetchAsync(string url, Uri address)
    {
        var fetched = await http.GetAsync(address, Accept, options.Value.MaxStatusListBytes, CancellationToken.None);
        if (fetched is not Gathered<FetchedDocument>.Found { Value: var answer })
        {
            return new(fetched is Gathered<FetchedDocument>.NotFound missing
                ? new Gathered<PublishedStatusList>.NotFound(missing.Reason)
                : new Gathered<PublishedStatusList>.Unreachable(((Gathered<FetchedDocument>.Unreachable)fetched).Reason),
                0, options.Value.FailureLifetime);
        }

        var list = await ReadAsync(url, answer.Body, CancellationToken.None);
        var lifetime = list.IsProven
            ? Lifetimes.Of(options.Value, answer.MaxAge, list.TimeToLive, list.ValidUntil - time.GetUtcNow())
            : options.Value.FailureLifetime;
        return new(new Gathered<PublishedStatusList>.Found(list), list.Size, lifetime);
    }

    private async ValueTask<PublishedStatusList> ReadAsync(string url, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (!PublishedStatusList.Parse(body, contexts).TryGet(out var presented, out var problem))
            return PublishedStatusList.Malformed(problem);
        var trusted = presented.Issuer is { } issuer && await trustList.FindAsync(issuer, cancel) is Gathered<TrustedIssuer>.Found { Value: var entry }
            ? entry
            : null;
        var document = await IssuerDocuments.FindAsync(documents, presented, trusted, cancel);
        return PublishedStatusList.Read(presented, url, document, trusted, time.GetUtcNow());
    }
}
