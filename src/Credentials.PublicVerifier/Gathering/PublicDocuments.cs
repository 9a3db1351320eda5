using Credentials.Verifying;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// Documents at the addresses that a credential names, as bytes: those of this installation as they are now, those of strangers fetched and kept as long
/// as their answers allow. What they say is read by whoever asked, because it depends on who asks.
/// </summary>
public sealed class PublicDocuments(GuardedHttpClient http, IPublishedDocuments published, IOptions<FetchingOptions> options, TimeProvider time)
{
    private readonly ExpiringCache<Gathered<ReadOnlyMemory<byte>>> _cache = new(time, options.Value.CacheBytes);

    /// <param name="address">Absolute.</param>
    /// <param name="accept">The media types asked for.</param>
    /// <param name="allowance">Of the check; null: no limit.</param>
    /// <param name="cancel">The caller's patience; a fetch that others wait for goes on without it.</param>
    public async ValueTask<Gathered<ReadOnlyMemory<byte>>> FindAsync(Uri address, string accept, FetchAllowance? allowance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (await published.TryReadAsync(address, cancel) is { } own)
            return new Gathered<ReadOnlyMemory<byte>>.Found(own.Body);
        return allowance?.Allows(address.AbsoluteUri) == false
            ? new Gathered<ReadOnlyMemory<byte>>.Unreachable(FetchAllowance.Exceeded)
            : await _cache.GetAsync(address.AbsoluteUri, _ => FetchAsync(address, accept), cancel);
    }

    private async Task<CacheItem<Gathered<ReadOnlyMemory<byte>>>> FetchAsync(Uri address, string accept) =>
        await http.GetAsync(address, accept, options.Value.MaxDidDocumentBytes, CancellationToken.None) switch
        {
            Gathered<FetchedDocument>.Found { Value: var answer } => new(
                new Gathered<ReadOnlyMemory<byte>>.Found(answer.Body), answer.Body.Length, Lifetimes.Of(options.Value, answer.MaxAge)),
            Gathered<FetchedDocument>.NotFound missing => new(new Gathered<ReadOnlyMemory<byte>>.NotFound(missing.Reason), 0, options.Value.FailureLifetime),
            Gathered<FetchedDocument>.Unreachable unreachable => new(
                new Gathered<ReadOnlyMemory<byte>>.Unreachable(unreachable.Reason), 0, options.Value.FailureLifetime),
            _ => throw new InvalidOperationException("neither found, nor not found, nor unreachable"),
        };
}
