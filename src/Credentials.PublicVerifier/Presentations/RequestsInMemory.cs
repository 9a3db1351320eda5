using System.Collections.Concurrent;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>For a verifier without a store: requests live in this process alone, so many at once, and end with it.</summary>
public sealed class RequestsInMemory(TimeProvider time) : IKeepRequests
{
    private const int Most = 10_000;
    private const long MostBytes = 256 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, KeptRequest> _requests = new(StringComparer.Ordinal);

    public ValueTask<bool> AddAsync(KeptRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        RemoveExpired();
        return ValueTask.FromResult(
            _requests.Count < Most && _requests.Sum(kept => (long)kept.Value.Content.Length) < MostBytes && _requests.TryAdd(NameOf(request.Key), request));
    }

    public ValueTask<KeptRequest?> FindAsync(ReadOnlyMemory<byte> key, CancellationToken cancel) =>
        ValueTask.FromResult(_requests.GetValueOrDefault(NameOf(key)));

    public ValueTask<bool> ReplaceAsync(KeptRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        RemoveExpired();
        var name = NameOf(request.Key);
        return ValueTask.FromResult(
            _requests.TryGetValue(name, out var kept) && kept.Version == request.Version - 1 && _requests.TryUpdate(name, request, kept));
    }

    // With every change: what has expired is a person's, and is to be gone.
    private void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var kept in _requests)
        {
            if (kept.Value.Expires <= now)
                _requests.TryRemove(kept);
        }
    }

    private static string NameOf(ReadOnlyMemory<byte> key) => Convert.ToHexString(key.Span);
}
