using System.Collections.Concurrent;
using Credentials.StatusLists;
using Credentials.Verifying;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// Finds Status List Tokens, each read and its signature checked once per edition and issuer: a list counts only for credentials of the one who signed it.
/// Lists of this installation are never older than now.
/// </summary>
public sealed class TokenStatusLists(
    GuardedHttpClient http, IPublishedDocuments published, IssuerKeys keys, IOptions<FetchingOptions> options, TimeProvider time)
{
    private const int MaxOwn = 10_000;

    private readonly ExpiringCache<Gathered<PublishedTokenStatusList>> _cache = new(time, options.Value.CacheBytes);
    private readonly ConcurrentDictionary<(string Url, string? Issuer), (ReadOnlyMemory<byte> Body, Gathered<PublishedTokenStatusList> List)> _own = new();

    /// <param name="url">As the credential spells it.</param>
    /// <param name="issuer">The credential's <c>iss</c>.</param>
    /// <param name="trusted">The issuer's entry in the trust list.</param>
    /// <param name="allowance">Of the check.</param>
    /// <param name="cancel">The caller's patience; a fetch that others wait for goes on without it.</param>
    public async ValueTask<Gathered<PublishedTokenStatusList>> FindAsync(
        string url, string? issuer, TrustedIssuer? trusted, FetchAllowance? allowance, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return new Gathered<PublishedTokenStatusList>.Unreachable("the status list's address is no URL");
        if (await published.TryReadAsync(address, cancel) is { } own)
            return await ReadOwnAsync(url, issuer, trusted, own.Body, cancel);
        return allowance?.Allows(url) == false
            ? new Gathered<PublishedTokenStatusList>.Unreachable(FetchAllowance.Exceeded)
            : await _cache.GetAsync($"{issuer}\n{url}", _ => FetchAsync(url, address, issuer, trusted, allowance), cancel);
    }

    private async ValueTask<Gathered<PublishedTokenStatusList>> ReadOwnAsync(
        string url, string? issuer, TrustedIssuer? trusted, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (_own.TryGetValue((url, issuer), out var known) && DidDocuments.SameBytes(known.Body, body))
            return known.List;
        var list = await ReadAsync(url, issuer, trusted, body, allowance: null, cancel);
        var found = new Gathered<PublishedTokenStatusList>.Found(list);
        if (_own.Count >= MaxOwn)
            _own.Clear();
        // A list that could not be proven now may be provable with the key that arrives a moment later.
        if (list.IsProven)
            _own[(url, issuer)] = (body, found);
        return found;
    }

    private async Task<CacheItem<Gathered<PublishedTokenStatusList>>> FetchAsync(
        string url, Uri address, string? issuer, TrustedIssuer? trusted, FetchAllowance? allowance)
    {
        var fetched = await http.GetAsync(address, StatusListToken.MediaType, options.Value.MaxStatusListBytes, CancellationToken.None);
        if (fetched is not Gathered<FetchedDocument>.Found { Value: var answer })
        {
            return new(fetched is Gathered<FetchedDocument>.NotFound missing
                ? new Gathered<PublishedTokenStatusList>.NotFound(missing.Reason)
                : new Gathered<PublishedTokenStatusList>.Unreachable(((Gathered<FetchedDocument>.Unreachable)fetched).Reason),
                0, options.Value.FailureLifetime);
        }

        var list = await ReadAsync(url, issuer, trusted, answer.Body, allowance, CancellationToken.None);
        var lifetime = list.IsProven
            ? Lifetimes.Of(options.Value, answer.MaxAge, list.TimeToLive, list.Expires - time.GetUtcNow())
            // What one check had no more fetches left for, the next may have.
            : allowance?.WasExceeded == true ? TimeSpan.Zero
            : options.Value.FailureLifetime;
        return new(new Gathered<PublishedTokenStatusList>.Found(list), list.Size, lifetime);
    }

    private async ValueTask<PublishedTokenStatusList> ReadAsync(
        string url, string? issuer, TrustedIssuer? trusted, ReadOnlyMemory<byte> body, FetchAllowance? allowance, CancellationToken cancel)
    {
        if (!StatusListToken.Parse(Trimmed(body)).TryGet(out var token, out var problem))
            return PublishedTokenStatusList.Malformed(problem);
        var facts = await keys.FindAsync(issuer, token.Jws, trusted, allowance, cancel);
        return PublishedTokenStatusList.Read(token, url, issuer, facts, trusted, time.GetUtcNow());
    }

    // Files that are served as they lie often end with a line end.
    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> body) => body[..(body.Span.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)];
}
