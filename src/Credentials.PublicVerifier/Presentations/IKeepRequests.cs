namespace Credentials.PublicVerifier.Presentations;

/// <summary>Where presentation requests lie for the minutes that they live. What they hold is sealed; nobody who reads the place learns anything.</summary>
public interface IKeepRequests
{
    /// <summary>Durable where the place is. False when there is no room for another one.</summary>
    ValueTask<bool> AddAsync(KeptRequest request, CancellationToken cancel);

    /// <summary>Null when there is none; one that has expired may still be found.</summary>
    /// <param name="key">A SHA-256 hash.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<KeptRequest?> FindAsync(ReadOnlyMemory<byte> key, CancellationToken cancel);

    /// <summary>False, and nothing is changed, when the kept version is not one less: another change came first.</summary>
    ValueTask<bool> ReplaceAsync(KeptRequest request, CancellationToken cancel);
}

/// <param name="Key">A SHA-256 hash: it finds the request and opens nothing.</param>
/// <param name="Version">1 for a new one.</param>
/// <param name="Expires">From then on it may be removed at any time.</param>
/// <param name="Content">Sealed.</param>
public sealed record KeptRequest(ReadOnlyMemory<byte> Key, long Version, DateTimeOffset Expires, ReadOnlyMemory<byte> Content);
